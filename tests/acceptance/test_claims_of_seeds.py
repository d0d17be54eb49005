"""What is said in `seeds/`, read by a person, against what Digest finds in it.

`tests/data/seeds/claims.tsv` has a line for each claim: words of it, the fullest name of its source
(empty: the text names none) and how sure it is.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from digest.models import Claim, Document, Problem
from digest.pipeline import reading

ROOT = Path(__file__).parents[2]


class Expected(NamedTuple):
    document: str
    words: str
    source: str
    certainty: str


class Shares(NamedTuple):
    """Of the expected claims: those found, with the right source, with the right certainty."""

    found: float
    source: float
    certainty: float


# What was reached when the line was last changed. A floor only rises.
FLOORS = {"de": Shares(0.99, 0.99, 0.99), "en": Shares(0.97, 0.97, 0.97)}

Read = Mapping[str, tuple[Document, Sequence[Claim]]]


@pytest.fixture(scope="module")
def read() -> Read:
    """The articles of `seeds/` by id, with their claims; paths are as a user gives them."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        found = list(reading.articles(["seeds"]))
    finally:
        os.chdir(before)
    documents = [each for each in found if not isinstance(each, Problem)]
    claims = reading.read(documents).claims
    return {each.id: (each, claims[each.fingerprint]) for each in documents}


def expected() -> list[Expected]:
    path = ROOT / "tests/data/seeds/claims.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Expected(*row) for row in rows][1:]


def said(document: Document, claim: Claim) -> str:
    return " … ".join(" ".join(span.of(document.text).split()) for span in claim.quote)


def test_the_expected_words_stand_in_their_articles(read: Read) -> None:
    """A slip in the data would count as a miss of the program for ever."""
    texts = {name: " ".join(document.text.split()) for name, (document, _) in read.items()}
    assert [each for each in expected() if each.words not in texts[each.document]] == []


@pytest.mark.parametrize("language", FLOORS)
def test_claims_of_the_seeds(read: Read, language: str) -> None:
    """The English half has no other measure, and both are what a stranger reads first."""
    rows = [each for each in expected() if read[each.document][0].language.value == language]
    found, right, sure, wrong = 0, 0, 0, []
    for row in rows:
        document, claims = read[row.document]
        claim = next((each for each in claims if row.words in said(document, each)), None)
        if claim is None:
            wrong.append(f"not found: {row}")
            continue
        name = claim.source.name if claim.source else ""
        found += 1
        right += name == row.source
        sure += claim.certainty == row.certainty
        if (name, claim.certainty) != (row.source, row.certainty):
            wrong.append(f"{name}, {claim.certainty}: {row}")
    reached = Shares(*(round(count / len(rows), 3) for count in (found, right, sure)))
    enough = all(share >= floor for share, floor in zip(reached, FLOORS[language], strict=True))
    assert enough, "\n".join([f"{reached}, floors {FLOORS[language]}", *wrong])
