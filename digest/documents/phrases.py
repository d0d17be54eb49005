"""The phrases around an article's own words, of all languages at once.

An article in one language has the furniture of another: "Read more" in a German one. So a phrase
of any language counts everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from digest import languages


@cache
def spelled(field: str) -> frozenset[str]:
    """The phrases of one field of `DocumentPhrases`, as they are spelled."""
    listed = (getattr(languages.load(code).document, field) for code in languages.codes())
    return frozenset(phrase for entries in listed for phrase in _each(entries))


@cache
def phrases(field: str) -> frozenset[str]:
    """The phrases of one field, in lower case."""
    return frozenset(map(str.lower, spelled(field)))


def _each(entries: Iterable[str | tuple[str, ...]]) -> Iterator[str]:
    """An entry is a phrase, or all the names of one thing."""
    for entry in entries:
        yield from (entry,) if isinstance(entry, str) else entry


def has_any(field: str, words: str) -> bool:
    """Whether a phrase of `field` stands anywhere in `words`: a tenth of the time of a pattern."""
    return any(map(words.lower().__contains__, phrases(field)))


@cache
def any_of(*fields: str) -> re.Pattern[str]:
    """Finds any phrase of `fields`, as whole words and without case, the longest first."""
    longest = sorted(frozenset().union(*map(phrases, fields)), key=lambda word: (-len(word), word))
    escaped = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest)
    return re.compile(rf"(?:(?<!\w)|(?=\W))(?:{escaped})(?:(?!\w)|(?<=\W))", re.IGNORECASE)
