"""What articles say of earlier reports that were wrong, or that are taken back."""

import pytest

from digest.documents import understand
from digest.models import Article, Cluster, Notice
from digest.stories import tell


def told(text: str, language: str) -> list[tuple[Notice, str]]:
    article = Article(
        id="a", place="a", format="text", text=text, metadata={"language": language, "outlet": "A"}
    )
    document = understand(article)
    cluster = Cluster(id="story", documents=(document.fingerprint,))
    story = tell(cluster, {document.fingerprint: document}, {})
    assert all(each.origin == "A" for each in story.retractions)
    return [(each.notice, each.sentence.of(document.text)) for each in story.retractions]


CORRECTED = [
    (
        "de",
        "Korrektur: In einer früheren Version dieses Artikels hieß es, der Chor singe sonntags.",
    ),
    ("de", "In der ersten Fassung der Meldung war das Alter falsch."),
    ("de", "Die Redaktion hat den Namen der Zeugin berichtigt."),
    ("de", "Die Behörde hatte irrtümlich mehr Fälle gemeldet."),
    ("de", "Die Angabe war falsch."),
    ("en", "Correction: An earlier version of this article misstated the name of the mayor."),
    ("en", "The original report said the bridge had been closed for repairs."),
    ("en", "The agency wrongly reported that the ferry had sunk."),
    ("en", "This article has been corrected."),
    ("en", "The bridge was built in 1911, not in 1901 as first reported."),
    ("de", "Das Kalb wog nicht, wie zunächst gemeldet, 112 Kilogramm."),
    ("en", "That figure was wrong."),
    ("fr", "Une précédente version de cet article citait un autre maire."),
]
WITHDRAWN = [
    ("de", "Die Agentur zieht ihre Meldung über den Rücktritt zurück."),
    ("de", "Der Bericht über das Treffen wurde zurückgezogen."),
    ("de", "Diese Meldung ziehen wir zurück."),
    ("de", "Wir nehmen unseren Bericht über das Treffen zurück."),
    ("en", "The agency has withdrawn its report on the resignation."),
    ("en", "The story was retracted on Friday."),
    ("fr", "L'agence retire sa dépêche sur la démission."),
]
NEITHER = [
    ("de", "Der Minister zog sich aus der Politik zurück."),
    ("de", "Der Hersteller zieht das Modell vom Markt zurück."),
    ("de", "Die Schülerin korrigierte ihre Aufgaben am Abend."),
    ("de", "Die Armee hat ihre Soldaten aus der Stadt zurückgezogen."),
    ("en", "The army withdrew its troops from the city."),
    ("en", "The correction of the river took ten years."),
    ("en", "The player withdrew from the tournament."),
    ("en", "The report was published on Friday."),
]


@pytest.mark.parametrize(("language", "sentence"), CORRECTED)
def test_a_correction_is_a_sentence_that_says_so(language: str, sentence: str) -> None:
    """Readers who had the wrong version are told of it by these words."""
    assert told(f"{sentence}", language) == [(Notice.CORRECTED, sentence)]


@pytest.mark.parametrize(("language", "sentence"), WITHDRAWN)
def test_a_retraction_is_a_sentence_that_says_so(language: str, sentence: str) -> None:
    """What is taken back is taken back for readers too."""
    assert told(sentence, language) == [(Notice.WITHDRAWN, sentence)]


@pytest.mark.parametrize(("language", "sentence"), NEITHER)
def test_other_news_takes_nothing_back(language: str, sentence: str) -> None:
    """Troops, players and ministers withdraw every day, and what readers had still stands."""
    assert not told(sentence, language)


def test_sentences_in_a_row_are_one_correction() -> None:
    """One mistake is told once, however many sentences it takes."""
    text = "Correction: An earlier version said the mayor had resigned. That report was wrong."
    assert told(text, "en") == [(Notice.CORRECTED, text)]


@pytest.mark.parametrize(
    ("language", "wrong", "notice"),
    [
        ("de", "Der Bote schrieb, ein Kabel habe gebrannt.", "Diese Meldung ziehen wir zurück."),
        ("en", "The Herald said the mayor had gone.", "We retract that report."),
        ("fr", "Le maire serait parti.", "Cette dépêche est annulée."),
    ],
)
def test_a_notice_that_leans_on_the_sentence_before_has_it(
    language: str, wrong: str, notice: str
) -> None:
    """By itself it does not say what was wrong, and what was wrong is no news."""
    before = {"de": "Es regnet.", "en": "It rains.", "fr": "Il pleut."}[language]
    assert told(f"{before} {wrong} {notice}", language) == [(Notice.WITHDRAWN, f"{wrong} {notice}")]
    assert told(notice, language) == [(Notice.WITHDRAWN, notice)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Correction: An earlier version quoted Ann Lee. She did not say that it was late."),
        ("en", "Clarification: Our report quoted Ann Lee. Ann Lee did not say this."),
        ("de", "Berichtigung: Wir haben Ute Rau zitiert. Sie hat nicht gesagt, dass es spät war."),
        ("fr", "Rectificatif: Nous avons cité Anne Roy. Elle n'a pas dit cela."),
    ],
)
def test_what_was_not_said_goes_on_with_a_correction(language: str, text: str) -> None:
    """It tells what was wrong: without it readers are not told which line is."""
    assert told(text, language) == [(Notice.CORRECTED, text)]


def test_what_was_not_said_corrects_nothing_by_itself() -> None:
    """Who weighs their words is no error of a paper."""
    assert not told("Ann Lee did not say that it was late, but she looked at the clock.", "en")
