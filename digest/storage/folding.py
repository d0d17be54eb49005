"""Words as they are looked for: without case, accents and marks, in every script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple


class Word(NamedTuple):
    """A word that stands at `[start, end)` of a text, and what it is looked for by."""

    start: int
    end: int
    folded: str


def words(text: str) -> Iterator[Word]:
    """The words of `text`, in order: runs of letters, digits and their marks.

    Where a script has no spaces between words (Chinese, Japanese), each character is one, so that a
    word of several is looked for as a phrase.
    """
    at = 0
    for kind, run in groupby(text, _kind):
        length = sum(1 for _ in run)
        step = 1 if kind == "wide" else length
        for start in range(at, at + length, step) if kind else ():
            if folded := _fold(text[start : start + step]):
                yield Word(start, start + step, folded)
        at += length


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    """Of what a character is part: a word, a word of its own ("wide"), or none ("")."""
    if unicodedata.category(character)[0] not in "LMN":
        return ""
    return "wide" if unicodedata.east_asian_width(character) in "WF" else "word"


@lru_cache(maxsize=4096)
def _fold(word: str) -> str:
    """`Straße` and `STRASSE`, `München` and `Munchen` are the same: letters and digits alone."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(c for c in folded if _kind(c) and not unicodedata.combining(c))
