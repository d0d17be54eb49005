"""Whose words a German sentence tells, and how far the words for them go."""

import pytest
from support.quality import as_document

from digest.claims import find
from digest.models import Claim, SourceKind


def claims(text: str) -> list[Claim]:
    return list(find(as_document(text, "de")))


def speaker(claim: Claim, text: str) -> str:
    return " … ".join(span.of(text) for span in claim.speaker)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Lage bewertete der Hafenmeister so: „Es geht langsam bergauf.“", "der Hafenmeister"),
        ("Als Grund gaben die Fischer an, das Netz sei gerissen.", "die Fischer"),
        ("Am Montag sagte in Kiel der Sprecher, das Netz sei gerissen.", "der Sprecher"),
        ("Einige meinten, das Netz sei gerissen.", "Einige"),
        ("Gestern sagte die 80-Jährige, das Netz sei gerissen.", "die 80-Jährige"),
        ("Es ging ein Brief ein, in dem er verlangte, dass das Netz verschwindet.", "er"),
        ("Als der Sturm kam, floh Eva Kern und rief: „Das Netz ist weg.“", "Eva Kern"),
        ("Eva Kern klagte, das Netz sei weg und forderte, es zu ersetzen.", "Eva Kern"),
        ("Die Grenze, die Eva Kern gefordert hatte: „Kein Netz mehr im Hafen.“", "Eva Kern"),
        (
            "In einem Bericht der Werft wurde gewarnt, dass das Netz reißt.",
            "einem Bericht der Werft",
        ),
    ],
)
def test_subject_of_the_verb(text: str, expected: str) -> None:
    """A German verb has its subject before it, behind it, or in the clause that it is joined to;
    the phrase next to it can be an object or an adverbial."""
    assert speaker(claims(text)[-1], text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nach Angaben britischer Zeitungen sinkt das Boot.", "Angaben britischer Zeitungen"),
        ("Laut Auskunft der Werft der größte Teil des Bootes.", "Auskunft der Werft"),
        ("Offiziellen dänischen Angaben zufolge sinkt das Boot.", "Offiziellen dänischen Angaben"),
        ("Das Boot sinke, sagte Dr. Eva Kern in einem Brief.", "Dr. Eva Kern"),
        ("Das Boot sinke, sagte Jan R. Kern bei der Werft.", "Jan R. Kern"),
        ("Das Boot sinke, sagten die Behörden in Kiel.", "die Behörden in Kiel"),
        ("Das Boot sinke, sagte die in Kiel lebende Anwältin.", "die in Kiel lebende Anwältin"),
        ("Das Boot sinke, sagte Ali al-Amin.", "Ali al-Amin"),
        (
            "Das Boot sinke, sagte Eva Kern, Leiterin der Werft am Montag.",
            "Eva Kern, Leiterin der Werft",
        ),
    ],
)
def test_words_of_a_speaker(text: str, expected: str) -> None:
    """Too few words lose who it is; too many put an occasion or the next object into the name."""
    assert speaker(claims(text)[0], text) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Der Minister sieht keine Gefahr.", "Der Minister"),
        ("Die Entscheidung wurde von der Behörde gelobt.", "der Behörde"),
        ("Im Bericht der Werft stehen viele Beispiele.", "Bericht der Werft"),
        ("Das Boot hat zwei Masten.", "Eva Kern"),
    ],
)
def test_sentence_carries_on_from_whom_the_one_before_is_about(before: str, expected: str) -> None:
    """ "Er sieht keine Gefahr. Die Lage sei ruhig.": the second is his, not the last source's."""
    text = f"Laut Eva Kern ist das Wetter gut. {before} Die Lage sei ruhig."
    assert speaker(claims(text)[-1], text).endswith(expected)


def test_own_words_are_those_of_the_subject() -> None:
    """ "Nach eigenen Angaben" names nobody: whose they are stands in the sentence."""
    text = "Eva Kern hat nach eigenen Angaben drei Boote gebaut."
    (claim,) = claims(text)
    assert speaker(claim, text) == "eigenen Angaben"
    assert claim.source is not None
    assert claim.source.name == "Eva Kern"


def test_thing_is_no_source_for_what_follows() -> None:
    """What is said of a danger comes from whoever spoke of it."""
    text = "Laut Eva Kern ist alles gut. Zudem zeige die Messung, dass es regnet. Es sei nass."
    assert speaker(claims(text)[-1], text) == "Eva Kern"


def test_lone_quotation_is_whose_claim_stands_beside_it() -> None:
    """A second quotation in a sentence is that of the one who is named for the first."""
    text = "Es sei spät, sagte die Lotsin, ihre „Sorgen gelten all den Booten am Kai“."
    quoted = next(c for c in claims(text) if c.quote[0].of(text).startswith("„"))
    assert speaker(quoted, text) == "die Lotsin"


def test_outlet_at_the_end_of_the_text() -> None:
    """Whom an outlet has its news from is looked for behind it: here nothing is left."""
    text = "„Das Boot sinkt“, meldet das „Hafenblatt“"
    assert speaker(claims(text)[0], text) == "das „Hafenblatt“"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Lotse Ali el-Amin kam. Laut el-Amin sinkt das Boot.", "Ali el-Amin"),
        ("Der Direktor der BBC, Jan Kern, sagte, das Boot sinke.", "Jan Kern"),
        ("Ute Kern, Sprecherin des Ministers, kam. Laut dem Minister sinkt es.", "Minister"),
        ("Eva Kern kam mit Tonnen Reis. Sie sagte, das Boot sinke.", "Eva Kern"),
        ("Die Anwältin Anna-Maria Kern sagte, das Boot sinke.", "Anna-Maria Kern"),
        ("Zur Zeit sinke das Boot, sagte Eva Kern.", "Eva Kern"),
        ("Der Forscher Jan Kern kam. Die Forscher sagten, das Boot sinke.", "Forscher"),
        ("Laut CNN ist es spät. Laut der dänischen Zeitung nicht.", "dänischen Zeitung"),
        ("Nach Angaben des Sprechers der Werft, Jan Kern, brennt es.", "Jan Kern"),
        ("Laut einem Bericht der Werft unter Berufung auf Zeugen brennt es.", "Bericht der Werft"),
    ],
)
def test_who_is_meant(text: str, name: str) -> None:
    """A claim is counted for whoever its words lead to; to the wrong one is worse than to none."""
    source = claims(text)[-1].source
    assert source is not None
    assert source.name == name


def test_name_in_marks_is_no_persons() -> None:
    """What a group or a paper calls itself stands in marks; people do not."""
    (claim,) = claims("Laut der Gruppe „Freie Ruder Kiel“ sinkt das Boot.")
    assert claim.source is not None
    assert claim.source.kind is SourceKind.BODY


def test_she_is_no_man() -> None:
    """Where no woman is named, "sie" is the harbour's office or someone unknown, but not he."""
    text = "Der Lotse Jan Kern sagte, es brenne. Sie teilte mit, dass es regnet."
    assert claims(text)[-1].source is None


def test_man_is_nobody() -> None:
    """ "Man" names no one: the last speaker has not said it."""
    text = "Eva Kern sagte, das Boot sinke. Im Hafen glaubt man, dass es schwimmt."
    assert claims(text)[-1].source is None


def test_time_is_no_newspaper() -> None:
    """ "Zur Zeit" is when, „Zeit“ a paper."""
    (claim,) = claims("Jan Kern sagte in letzter Zeit, dass das Boot sinke.")
    assert claim.medium is None


def test_how_someone_acts_is_no_frame() -> None:
    """ "Wie eilig der Minister bittet" tells how, "wie der Minister mitteilt" who says it."""
    text = "Die Briefe zeigen, wie eilig der Minister um Hilfe bittet, sagte Eva Kern."
    (claim,) = claims(text)
    assert speaker(claim, text) == "Eva Kern"


def test_thing_reports_nothing() -> None:
    """A verb of reporting with a thing for its subject is a figure of speech."""
    assert not claims("Die Veränderung fordert ein Umdenken im Hafen.")
    assert claims("Die Besatzung fordert ein Umdenken im Hafen.")


def test_who_suffers_does_not_speak() -> None:
    """Whom something was done to does not go on speaking, nor does "how long" open a sentence."""
    text = (
        "Die Wehr sagte, es brenne. Drei Matrosen wurden gerettet, ihr Boot sei leck. "
        "Stundenlang haben die Alliierten gezögert. Das Netz sei dicht."
    )
    found = claims(text)
    assert [speaker(claim, text) for claim in found[:2]] == ["Die Wehr", "Die Wehr"]
    assert speaker(found[-1], text) == "die Alliierten"
