"""Sentences with figures that nobody needs to have said."""

import pytest
from support.quality import as_document

from digest.claims import find, unsourced
from digest.models import ClaimType


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        ("de", "Zwölf Menschen sind gestorben. Der Himmel war blau.", ["Zwölf Menschen"]),
        ("de", "Es gab mindestens einen Toten.", ["mindestens einen Toten"]),
        ("en", "The crash left three dead and 14 hurt.", ["three dead", "14"]),
        ("en", "At least one person was killed.", ["At least one person"]),
        ("en", "The crash came on a quiet evening.", []),
        ("fr", "Un mort et deux blessés sur la route.", ["Un mort", "deux blessés"]),
    ],
)
def test_a_sentence_with_a_figure_is_a_claim_without_a_source(
    language: str, text: str, figures: list[str]
) -> None:
    """A toll stands in articles that cite nobody, and without a noun: "three dead"."""
    found = unsourced(as_document(text, language))
    assert [each.span.of(text) for claim in found for each in claim.figures] == figures
    assert all(claim.source is None and claim.type is ClaimType.REPORTED for claim in found)
    assert all(claim.quote[0].of(text) in text for claim in found)


def test_claims_know_nothing_of_it() -> None:
    """What `digest claims` finds is measured, and has a source or says why it has none."""
    text = "Police said three were dead. Two more were missing."
    document = as_document(text, "en")
    assert all(claim.rule != "unsourced" for claim in find(document))


def test_a_sentence_says_how_sure_it_is() -> None:
    """A figure that "could" be is none to hold against one that is."""
    (claim,) = unsourced(as_document("Es könnten zwölf Menschen gestorben sein.", "de"))
    assert claim.certainty == "possible"
