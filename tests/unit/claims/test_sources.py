"""Who is behind a claim: cases beside the annotated articles, each for one decision."""

import pytest
from support.quality import as_document

from digest.claims import find
from digest.languages import load
from digest.models import Certainty, Claim, SourceKind


def only(text: str, language: str = "de") -> Claim:
    (claim,) = find(as_document(text, language))
    return claim


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Laut Ute Brandt ist alles gut.", "Ute Brandt", SourceKind.PERSON),
        ("Laut der Polizei ist alles gut.", "Polizei", SourceKind.BODY),
        ("Laut „Morgenblick“ ist alles gut.", "Morgenblick", SourceKind.BODY),
        ("Laut CNN ist alles gut.", "CNN", SourceKind.OUTLET),
        ("Laut dem Sender Radio Süd ist alles gut.", "Radio Süd", SourceKind.OUTLET),
        ("Laut mehreren Beamten ist alles gut.", "mehreren Beamten", SourceKind.UNNAMED),
        ("Laut einem Bericht ist alles gut.", "Bericht", SourceKind.REPORT),
    ],
)
def test_kinds_of_sources(text: str, name: str, kind: SourceKind) -> None:
    """Stories count origins by kind: a body, an outlet and someone unnamed weigh differently."""
    source = only(text).source
    assert source is not None
    assert (source.name, source.kind) == (name, kind)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("pensionierte Generalmajor", "pensionierter Generalmajor"),
        ("russischen Präsidenten", "russischer Präsident"),
        ("neue Ministerin", "neue Ministerin"),
        ("ehemaliger Sprecher der Stadt", "ehemaliger Sprecher der Stadt"),
    ],
)
def test_roles_get_their_dictionary_form(role: str, expected: str) -> None:
    """An edition shows "Ute Brandt, neue Ministerin", whatever case the article had."""
    from digest.claims.attribution.forms import dictionary_form

    assert dictionary_form(role, load("de").claims.roles) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected", "evidence"),
    [
        ("Ute Brandt sagte, die Lage sei ernst.", "de", Certainty.STATED, []),
        ("Ute Brandt sagte, es könnte regnen.", "de", Certainty.POSSIBLE, ["könnte"]),
        (
            "Ute Brandt bestätigte nicht, dass sie geht.",
            "de",
            Certainty.DENIED,
            ["bestätigte", "nicht"],
        ),
        ("Gerüchten zufolge ist die Bank pleite.", "de", Certainty.ALLEGED, ["Gerüchten"]),
        ("Police said the man allegedly fled.", "en", Certainty.ALLEGED, ["allegedly"]),
        ("Aides said Jones will leave in May.", "en", Certainty.STATED, []),
    ],
)
def test_certainty_and_its_evidence(
    text: str, language: str, expected: Certainty, evidence: list[str]
) -> None:
    """A hedge that is lost turns a rumour into a fact."""
    claim = only(text, language)
    assert claim.certainty is expected
    assert [span.of(text) for span in claim.evidence] == evidence


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Der Netzbetreiber Nordlux sagte, die Lage sei ernst.", "de", "Nordlux"),
        ("Anna Berg von der Handelskammer sagte, die Lage sei ernst.", "de", "Anna Berg"),
        ("Ursula von der Marwitz sagte, die Lage sei ernst.", "de", "Ursula von der Marwitz"),
        ("Der Zoologe Karl Thoms vom Museum Süd sagte, die Lage sei ernst.", "de", "Karl Thoms"),
        ("Die Nordpost sagte es. Nach Angaben eines Sprechers wird es ernst.", "de", "Sprecher"),
        ("Nach Angaben der Polizei 12 Menschen verletzt.", "de", "Polizei"),
        ("Die Klinik behandelte nach eigenen Angaben 31 Patienten.", "de", "Klinik"),
        ('"We wait," the mayor, Ann Lee, told reporters.', "en", "Ann Lee"),
        ("Ann Lee, 58, said it was late.", "en", "Ann Lee"),
        ("The man who ran it said it was late.", "en", "man"),
        ("The dockers' union said it was late.", "en", "dockers' union"),
        ("Boats left at 6:40 p.m. Police said it was late.", "en", "Police"),
    ],
)
def test_where_a_source_starts_and_ends(text: str, language: str, expected: str) -> None:
    """A role, a neighbour or half a name is shown to readers as who said it."""
    (*_, claim) = find(as_document(text, language))
    assert claim.source is not None
    assert claim.source.name == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Karl Thoms traf Ute Brandt. Er sagte, die Lage sei ernst.", "de", "Karl Thoms"),
        (
            "Laut Karl Thoms wird es ernst. Ute Brandt widersprach. Sie sagte, die Lage sei ernst.",
            "de",
            "Ute Brandt",
        ),
        ("Ute Brandt kam mit Karl Thoms. Sie sagte, die Lage sei ernst.", "de", "Ute Brandt"),
        ("Ann Lee left. The editor, Mark Bell, stayed. He said it was late.", "en", "Mark Bell"),
        ("Mark Bell left. The mayor, Ann Lee, stayed. She said it was late.", "en", "Ann Lee"),
        ("Ann Lee wrote it. The retired judge said it was late.", "en", "Ann Lee"),
        (
            "The Landbote, a daily, said rain was near. The paper said it was late.",
            "en",
            "Landbote",
        ),
    ],
)
def test_whom_a_pronoun_or_noun_means(text: str, language: str, expected: str) -> None:
    """The nearest name is often that of another person."""
    (*_, claim) = find(as_document(text, language))
    assert claim.source is not None
    assert claim.source.name == expected
