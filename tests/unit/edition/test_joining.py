"""Quotations in one breath: what the line that they become knows of both."""

from typing import Any

import pytest
from support.articles import build

from digest.edition.joining import join
from digest.models import Certainty, How, Join, Statement

FIRST = "„Wir haben Ziegel gekauft“"
THEN = "„Es stellte sich heraus, dass es Tauben waren“"
ENGLISH = "“It turns out they were pigeons”"


def article(name: str, language: str, text: str, *claims: dict[str, Any]) -> dict[str, Any]:
    said = [{"source": ["Eva Pell", "person"], "type": "direct", **claim} for claim in claims]
    return {"id": name, "language": language, "text": text, "claims": said}


DOCUMENTS, CLAIMS = build(
    [
        article(
            "a",
            "de",
            f"{FIRST}, sagte Eva Pell. {THEN}.",
            {"says": FIRST, "sentence": f"{FIRST}, sagte Eva Pell."},
            {"says": THEN, "sentence": f"{THEN}."},
        ),
        article("b", "en", f"{ENGLISH}, said Eva Pell in May.", {"says": ENGLISH}),
        article("c", "en", f"{ENGLISH}, said Eva Pell in June.", {"says": ENGLISH}),
    ]
)
KNOWN = {each.fingerprint: each for each in DOCUMENTS}
(one, other), (may,), (june,) = CLAIMS.values()


@pytest.mark.parametrize(
    ("claims", "joins", "expected"),
    [
        ((other, may, june), (0, 1), (0, 1)),
        ((may, other, june), (0, 1), (0, 0)),
        ((may, june, other), (0, 1), (0, 1)),
        ((may, june, other), (0, 0), (0, 1)),
    ],
)
def test_the_claims_of_a_joined_line_know_why_they_are_one(
    claims: tuple[Any, ...], joins: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    """Each but the first leads to one before it, wherever the quotation stood that goes on."""
    first, then = (
        Statement(
            id=name,
            claims=said,
            origins=("Eva Pell",),
            certainty=Certainty.STATED,
            keys=(name,),
            joins=tuple(Join(to=to, how=How.TRANSLATED, likeness=0.5) for to in led),
        )
        for name, said, led in (("first", (one,), ()), ("then", claims, joins))
    )
    (line,) = join([first, then], "de", KNOWN)
    assert (line.id, line.keys) == ("first", ("first", "then"))
    assert [each.document for each in line.claims[1:]] == [may.document, june.document]
    assert tuple(each.to for each in line.joins) == expected
