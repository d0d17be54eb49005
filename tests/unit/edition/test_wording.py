"""How claims are shown: in words that a reader understands without the article."""

from dataclasses import replace
from datetime import date

import pytest
from support.articles import Claims, build, find
from support.quality import as_document

from digest.claims import find as claims_in
from digest.edition import compose, prove
from digest.edition.wording import attribution, medium, section_of
from digest.models import Document, Found, Statement
from digest.models.briefs import Brief
from digest.models.editions import (
    Edition,
    Item,
    Section,
)
from digest.stories import gather

BRIEF = Brief(name="b", title="B", language="de", timezone="UTC", template="daily")


def composed(documents: list[Document], claims: Claims) -> Edition:
    known = {each.fingerprint: each for each in documents}
    edition = compose(gather(documents, claims), known, BRIEF, date=date(2026, 1, 1), number=1)
    prove(edition, known)
    return edition


def only_item(language: str, text: str, **claim: object) -> Item:
    """The item of the one `claim` of an article `text`, said by its first word."""
    claim |= {"source": [text.split(maxsplit=1)[0].strip(",:"), "person"], "sentence": text}
    article = {"id": "a", "text": text, "language": language, "claims": [claim]}
    (item,) = composed(*build([article])).items()
    return item


def test_a_sentence_that_points_back_is_shown_with_what_it_points_at() -> None:
    """ "This is what the mayor says" alone says nothing."""
    text = "Der Damm hält noch zwei Tage. Das teilte die Polizei mit."
    article = as_document(text, "de")
    edition = composed([article], {article.fingerprint: claims_in(article)})
    assert [[each.text for each in item.words] for item in edition.items()] == [[text]]


@pytest.mark.parametrize(
    ("language", "text", "says", "shown"),
    [
        ("en", "She said that the dam holds.", "that the dam holds", "the dam holds"),
        ("en", "She said the dam holds.", "the dam holds", "the dam holds"),
        ("de", "Eva sagte, der Damm halte.", "der Damm halte", "der Damm halte"),
        ("de", "Eva: Der Damm hält.", "Der Damm hält.", "Der Damm hält."),
        (
            "de",
            "Eva sagt, dass Bo plant, zu bauen.",
            "dass Bo plant, zu bauen",
            "Bo plant, zu bauen",
        ),
        ("de", "Eva sagte, dasselbe gelte hier.", "dasselbe gelte hier", "dasselbe gelte hier"),
        ("xx", "Eva hat, dass der Damm hält.", "dass der Damm hält", "dass der Damm hält"),
    ],
)
def test_a_claim_that_is_a_sentence_stands_alone(
    language: str, text: str, says: str, shown: str
) -> None:
    """The word that ties it to its verb says nothing where the speaker stands above it."""
    item = only_item(language, text, says=says)
    assert [each.text for each in item.words] == [shown]
    assert not item.told


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("de", "Eva sagte, dass der Damm hält.", "dass der Damm hält"),
        ("de", "Eva fragt, ob der Damm noch hält.", "ob der Damm noch hält"),
        ("de", "Eva versprach, den Damm abzudichten.", "den Damm abzudichten"),
        (
            "de",
            "Eva droht, damit zu gehen, falls nichts hilft.",
            "damit zu gehen, falls nichts hilft",
        ),
        ("de", "Evas Angaben zufolge hält der Damm.", "hält der Damm"),
        ("de", "Wie Eva mitteilte, hält der Damm.", "hält der Damm"),
        ("en", "Eva refused to close the dam.", "to close the dam"),
        ("en", "Eva did not say why the dam broke.", "why the dam broke"),
    ],
)
def test_a_clause_is_shown_in_its_sentence(language: str, text: str, says: str) -> None:
    """Without the verb it hangs on, or its subject, nobody knows what is said."""
    item = only_item(language, text, says=says)
    assert [each.text for each in item.words] == [text]
    assert item.told


def test_what_is_reported_is_shown_in_its_sentence() -> None:
    """Its words are the article's: "denied any knowledge" quotes nobody."""
    text = "Eva denied any knowledge of it."
    assert only_item("en", text, says="any knowledge of it", type="reported").told


def test_a_denial_is_shown_with_its_verb() -> None:
    """What somebody says to deny it reads as a claim like any other."""
    text = "Eva bestritt das: „Der Damm war dicht.“"
    item = only_item("de", text, says="„Der Damm war dicht.“", type="direct", certainty="denied")
    assert item.words[0].text == text
    assert item.section is Section.REPORTED


def test_a_phrase_in_quotation_marks_is_no_quotation_by_itself() -> None:
    """Its sentence is, and stands among what is reported, without further marks."""
    text = "Eva nannte den Damm „so gut wie verloren“."
    item = only_item("de", text, says="„so gut wie verloren“", type="direct")
    assert item.words[0].text == text
    assert (item.told, item.section) == (True, Section.REPORTED)
    whole = only_item(
        "de", "Eva: „Der Damm hält fest.“", says="„Der Damm hält fest.“", type="direct"
    )
    assert (whole.told, whole.section) == (False, Section.VERBATIM)


def test_a_frame_that_lost_a_space_is_not_shown() -> None:
    """Where a link was lost two words are one, which would look like a mistake of ours."""
    text = "Die Elm-Post\n\nDie Elm-Postberichtete, dass der Damm hält."
    made, found = build(
        [
            {
                "id": "a",
                "text": text,
                "claims": [
                    {"says": "dass der Damm hält", "cue": "berichtete"}
                    | {"sentence": "Die Elm-Postberichtete, dass der Damm hält."}
                    | {"source": ["Elm-Post", "outlet"]}
                ],
            }
        ]
    )
    (item,) = composed(made, found).items()
    assert item.words[0].text == "dass der Damm hält"


QUOTES = (
    '"We bought bricks," said its secretary, Ruth Pell. "It turns out we were buying pigeons." '
    'Nobody laughed. "I did not laugh," Pell said.'
)


def spoken(text: str, *quotes: tuple[str, str]) -> Edition:
    claims = [
        {"says": says, "sentence": sentence, "type": "direct", "source": ["Ruth Pell", "person"]}
        for says, sentence in quotes
    ]
    return composed(*build([{"id": "a", "text": text, "language": "en", "claims": claims}]))


def test_quotations_of_one_breath_are_one() -> None:
    """The second half of what somebody says is lost without the first."""
    bought, turns = '"We bought bricks,"', '"It turns out we were buying pigeons."'
    laugh = '"I did not laugh,"'
    edition = spoken(
        QUOTES,
        (turns, turns),
        (bought, f"{bought} said its secretary, Ruth Pell."),
        (laugh, f"{laugh} Pell said."),
    )
    words = [[each.text for each in item.words] for item in edition.items()]
    assert sorted(words) == [[laugh], [bought, turns]]
    (story,) = edition.stories
    assert [each.reason for each in story.dropped] == ["it goes with the quotation before it"]


def test_long_quotations_stay_apart() -> None:
    """Of two that would fill a paragraph the better one may be shown alone."""
    one, two = (f'"{word.title()} {word * 17}."' for word in ("one ", "two "))
    edition = spoken(f"{one} Ruth Pell said. {two}", (one, f"{one} Ruth Pell said."), (two, two))
    assert len(list(edition.items())) == 2


@pytest.mark.parametrize(
    ("text", "name", "kind", "shown"),
    [
        ("So die Deichbaumeisterin.", "die Deichbaumeisterin", "person", "Deichbaumeisterin"),
        ('Laut "Elm-Post" halte er.', '"Elm-Post', "outlet", "Elm-Post"),
        (
            'Ein Bericht der "Elm-Post".',
            'Bericht der "Elm-Post"',
            "report",
            'Bericht der "Elm-Post"',
        ),
        ("Die Zeit meldet es.", "Die Zeit", "outlet", "Die Zeit"),
        ("Der Müller Bo sagt es.", "Der Müller Bo", "person", "Müller Bo"),
    ],
)
def test_a_name_stands_alone(text: str, name: str, kind: str, shown: str) -> None:
    """Without the article and the mark of a sentence that is not shown; a paper keeps its own."""
    documents, claims = build(
        [{"id": "a", "text": text, "claims": [{"says": text, "source": [name, kind]}]}]
    )
    ((claim,),) = claims.values()
    assert claim.source
    known = {each.fingerprint: each for each in documents}
    assert attribution(claim, claim.source, known).name.text == shown


def spoke_to(name: str, language: str, signed: str | None = None) -> str:
    text = f"Der Damm hält, sagte sie {name}. (dpa)"
    claim = {"says": "Der Damm hält", "source": ["sie", "person"], "medium": [name, "outlet"]}
    (made,), claims = build([{"id": "a", "text": text, "claims": [claim]}])
    if signed:
        agency = Found(value=signed, how="credit line", span=find(made, signed))
        made = replace(made, agencies=(agency,))
    found = claims[made.fingerprint]
    statement = Statement(id="1", claims=found, origins=(), certainty=found[0].certainty)
    told = medium(statement, found[0], {made.fingerprint: made}, language)
    assert told
    return told.name.text


def test_an_agency_goes_by_its_signature() -> None:
    """Its long name is inflected in the text, and nobody knows it by that."""
    name = "der Deutschen Presse-Agentur"
    assert spoke_to(name, "de", signed="dpa") == "dpa"
    assert spoke_to(name, "de") == name
    assert spoke_to(name, "en") == "Deutschen Presse-Agentur"


def test_who_refuses_to_speak_cites_nobody() -> None:
    """ "Citing the investigation" gives a reason, not a source."""
    text = "The ministry declined to comment, citing the inquiry."
    claim = {"says": text, "certainty": "no_comment", "citing": [["inquiry", "report"]]}
    claim |= {"source": ["The ministry", "body"]}
    article = {"id": "a", "text": text, "language": "en", "claims": [claim]}
    (item,) = composed(*build([article])).items()
    assert (item.section, item.citing, item.told) == (Section.OPEN, (), True)


@pytest.mark.parametrize(
    ("language", "text", "section"),
    [
        ("en", "She said that a 34-year-old had sailed the boat.", Section.REPORTED),
        ("de", "Eva sagte, ein 34-Jähriger habe das Boot gefahren.", Section.REPORTED),
        ("en", "She said that 34 boats had sailed.", Section.FIGURES),
    ],
)
def test_an_age_is_no_figure_of_a_story(language: str, text: str, section: Section) -> None:
    """Who lists the figures of an event does not ask how old its witnesses are."""
    (claim,) = claims_in(as_document(text, language))
    assert claim.figures
    statement = Statement(id="1", claims=(claim,), origins=("x",), certainty=claim.certainty)
    assert section_of(statement, claim, told=False) is section
