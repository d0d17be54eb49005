"""Verbs, names, addressees and silence in German articles, each for one decision."""

import pytest
from support.quality import as_document

from digest.claims import find
from digest.models import Certainty, Claim, Source, Spans


def claims(text: str) -> list[Claim]:
    return list(find(as_document(text, "de")))


def source(text: str) -> Source:
    found = claims(text)[-1].source
    assert found is not None
    return found


def words(spans: Spans, text: str) -> str:
    return " … ".join(span.of(text) for span in spans)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("„Das Netz hält noch lange“, brummte Eva Kern.", "„Das Netz hält noch lange“"),
        (
            "Eva Kern hatte durchblicken lassen, dass das Netz reißt.",
            "dass das Netz reißt",
        ),
        (
            "Die Anklage legt Jan Weber zur Last, das Netz zerrissen zu haben.",
            "das Netz zerrissen zu haben",
        ),
    ],
)
def test_verbs_that_say(text: str, quote: str) -> None:
    """Papers seldom write "sagte" twice: a verb that is not known loses its claim."""
    assert words(claims(text)[0].quote, text) == quote


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Eva Kern wollte das weder bestätigen noch dementieren.", Certainty.NO_COMMENT),
        ("Der Verband kommentierte das nicht.", Certainty.NO_COMMENT),
        ("Der Verband schweigt dazu.", Certainty.NO_COMMENT),
        ("Eine Absicht stellte Eva Kern in Abrede.", Certainty.DENIED),
    ],
)
def test_silence_and_denial(text: str, label: Certainty) -> None:
    """Who does not speak has denied nothing, and who denies has spoken."""
    assert claims(text)[0].certainty is label
