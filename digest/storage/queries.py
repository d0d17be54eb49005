"""What somebody types into a search field, understood; every text means something or nothing.

harbour ferry       lines that have both words, in any order
"port authority"    these words as they stand
harb*               words that begin so
speaker:merkel      said by; with a name of several words, speaker:"angela merkel"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from digest.storage.folding import words

# Nobody types more; each costs time.
MOST = 20
# Nearly every line has a word that begins with a given letter.
SHORTEST = 2
_PARTS = re.compile(
    r'(?P<field>speaker:)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))(?P<star>\*)?', re.I
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """Folded words that follow each other, of which the last may be the beginning of one.

    Of a `speaker`, they are part of the name.
    """

    words: tuple[str, ...]
    prefix: bool = False
    speaker: bool = False


def parse(query: str) -> tuple[Term, ...]:
    """The terms that a line must have, all of them; none where nothing can be looked for."""
    return tuple(islice(dict.fromkeys(_terms(query)), MOST))


def _terms(query: str) -> Iterator[Term]:
    for found in _PARTS.finditer(query):
        text = found["phrase"] if found["word"] is None else found["word"]
        folded = tuple(each.folded for each in words(text))[:MOST]
        if folded:
            star = bool(found["star"]) or (found["word"] or "").endswith("*")
            prefix = star and len(folded[-1]) >= SHORTEST
            yield Term(words=folded, prefix=prefix, speaker=bool(found["field"]))


def marks(terms: Sequence[Term], text: str) -> tuple[tuple[int, int], ...]:
    """Where `text` has any of `terms`, as [start, end) in order; none overlap."""
    there = list(words(text))
    folded = [each.folded for each in there]
    found = sorted(
        (there[at].start, there[at + len(term.words) - 1].end)
        for term in terms
        if not term.speaker
        for at in range(len(there) - len(term.words) + 1)
        if _stands(term, folded[at : at + len(term.words)])
    )
    return tuple(_joined(found))


def _stands(term: Term, there: Sequence[str]) -> bool:
    *first, last = term.words
    begins = there[-1].startswith(last) if term.prefix else there[-1] == last
    return begins and list(there[:-1]) == first


def _joined(found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start = end = 0
    for first, behind in found:
        if first >= end:
            if end:
                yield start, end
            start = first
        end = max(end, behind)
    if end:
        yield start, end
