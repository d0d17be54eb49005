"""The phrases around an article's own words, of all languages at once.

An article in one language has the furniture of another: "Read more" in a German one. So a phrase
of any language counts everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from digest import languages

# In characters: phrases are looked up by how they start, and none is longer.
_KEY = 2
_LONGEST = 100


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


def led_by(text: str, *fields: str, span: tuple[int, int] | None = None) -> re.Match[str] | None:
    """The longest phrase of `fields` that the text, or a span of it, starts with. Few lines start
    as any phrase does: one pattern for all would take longer to make than to ask."""
    start, end = span or (0, len(text))
    head = " ".join(text[start : min(end, start + _LONGEST)].lower().split())
    for phrase in _by_start(fields).get(head[:_KEY], ()):
        if head.startswith(phrase) and (found := _alone(phrase).match(text, start, end)):
            return found
    return None


@cache
def _by_start(fields: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for phrase in _longest_first(fields):
        found.setdefault(phrase[:_KEY], []).append(phrase)
    return found


@cache
def _alone(phrase: str) -> re.Pattern[str]:
    return _pattern((phrase,))


def _longest_first(fields: tuple[str, ...]) -> Sequence[str]:
    return sorted(frozenset().union(*map(phrases, fields)), key=lambda word: (-len(word), word))


@cache
def any_of(*fields: str) -> re.Pattern[str]:
    """Finds any phrase of `fields`, as whole words and without case, the longest first."""
    return _pattern(_longest_first(fields))


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    escaped = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in words)
    return re.compile(rf"(?:(?<!\w)|(?=\W))(?:{escaped})(?:(?!\w)|(?<=\W))", re.IGNORECASE)
