"""The archive: editions that were made, and finding again what they said."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from digest.models.claims import SourceKind
from digest.models.editions import Attribution
from digest.models.views import Archived

# Descriptions ("several officials") are no one's: those who are meant differ from day to day.
VOICES = frozenset({SourceKind.PERSON, SourceKind.BODY, SourceKind.OUTLET})


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """A digest as its readers know it, and how much of it is shown to them."""

    name: str
    title: str
    language: str
    timezone: str
    archived: Archived


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """An edition in a list of editions: `headlines` are the ids of its stories with their
    headlines, `claims` is how many it shows.
    """

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

    `words` are what it says; what was looked for stands at `marks`, as [start, end) of `words`, in
    their order. `claim` and `speaker` are "" where it is the headline of `story` that was found;
    `voice` is the key of a speaker with a page, "" of others.
    """

    edition: str
    date: date
    story: str
    headline: str
    claim: str
    words: str
    language: str
    speaker: str
    voice: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Hits:
    """Some of the `total` lines that were found, the best first; with `more`, there are older ones
    that were not looked at.
    """

    total: int
    found: tuple[Hit, ...]
    more: bool = False


def voice_key(name: str) -> str:
    """Under which a speaker is looked up: the same for each spelling of case and space, and of what
    is not seen.
    """
    seen = "".join(c for c in name if c.isspace() or (c.isprintable() and c != "\ufffd"))
    return unicodedata.normalize("NFC", " ".join(seen.split()).casefold())


def voice_of(source: Attribution) -> str:
    """The key of a speaker who has a page, "" of others."""
    return voice_key(source.name.text) if source.kind in VOICES else ""
