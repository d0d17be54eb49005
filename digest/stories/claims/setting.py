"""What a story is about from beginning to end: the place, the fire, the warehouse.

Words of the setting tell none of its claims from another, whoever says them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from digest.models import Document
from digest.stories.comparing.words import terms, words
from digest.stories.events.sketches import passages

# What an article says once is its news; what it comes back to is what it is about.
REPEATED = 2

# A long article repeats many words: there it is about those of every tenth sentence.
_OFTEN = 0.1

_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")


def setting(documents: Sequence[Document]) -> frozenset[str]:
    """The terms that more than half of `documents` come back to. None of one article alone: it
    tells its matter on, and has no other's words for it."""
    if len(documents) == 1:
        return frozenset()
    articles = Counter(term for each in documents for term in _repeated(each))
    return frozenset(term for term, count in articles.items() if 2 * count > len(documents))


def _repeated(document: Document) -> Iterator[str]:
    told = [frozenset(found) for found in _sentences(document)]
    times = Counter(term for found in told for term in found)
    enough = max(REPEATED, _OFTEN * len(told))
    return (term for term, count in times.items() if count >= enough)


def _sentences(document: Document) -> Iterator[list[str]]:
    """The terms of the title and of each sentence."""
    for text, language, _ in passages(document):
        for sentence in _ENDS.split(text):
            yield [term.key for term in terms(words(sentence), language)]
