"""The archive: editions that were made, and finding again what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """An edition in a list of editions; `headlines` are those of its stories, with their ids."""

    id: str
    digest: str
    title: str
    date: date
    slot: str
    number: int
    language: str
    headlines: tuple[tuple[str, str], ...]
    claims: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """A speaker with a page: `key` is the name as it is looked up (`voice_key`), `name` as the last
    edition that quotes them has it. `claims` in so many editions, `last` on that day.
    """

    key: str
    name: str
    claims: int
    last: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A line that was searched for and found, with the edition that has it (the last, of several).

    `words` are what it says; what was looked for stands at `marks`, as [start, end) of `words`.
    """

    edition: str
    date: date
    story: str
    headline: str
    claim: str
    words: str
    language: str
    speaker: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Hits:
    """Some of the `total` lines that were found, the best first."""

    total: int
    found: tuple[Hit, ...]


def voice_key(name: str) -> str:
    """Under which a speaker is looked up: the same for each spelling of case and space."""
    return " ".join(name.split()).casefold()
