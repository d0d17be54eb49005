"""Stories: articles on one event, the claims they share, and the figures they differ in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from digest.models.claims import Certainty, Claim, Figure, Source
from digest.models.text import Span


class How(StrEnum):
    """How two places of a claim are one."""

    NESTED = "the same words, read twice"
    REPEATED = "word for word"
    HELD = "one stands in the other"
    REWORDED = "in other words, from one origin"
    SHARED = "in nearly the same words, from two origins"
    TRANSLATED = "in another language"
    HEARSAY = "told of reports that have it from there"


@dataclass(frozen=True, kw_only=True, slots=True)
class Join:
    """Why a claim is the same as another, `to` (an index into the statement's claims).

    `likeness` is their cosine, 0 to 1; `shared` are the terms that weigh most in it.
    """

    to: int
    how: How
    likeness: float
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """The same claim in one or more places: `claims[0]` is the one to show.

    `id` is the same in every edition, and `keys` are those that it is known by there: one for each
    wording. `joins` say why each claim but the first is here. `origins` are the independent sources
    behind all places; `certainty` is that of the least certain place. `denies` is the id of the
    statement that this one denies.
    """

    id: str
    claims: tuple[Claim, ...]
    origins: tuple[str, ...]
    certainty: Certainty
    keys: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()
    denies: str | None = None


class Counted(StrEnum):
    """What figures may be in conflict about."""

    DEAD = "dead"
    INJURED = "injured"
    MISSING = "missing"
    PEOPLE = "people"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    NUMBER = "number"


class Resolution(StrEnum):
    """`UPDATED`: one figure takes the place of the other, being newer. `CORRECTED`: the later one
    says that the earlier was wrong. `DISPUTED`: two origins stand by different figures."""

    UPDATED = "updated"
    CORRECTED = "corrected"
    DISPUTED = "disputed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """A figure in a conflict, where it stands and who gives it.

    `sentence` is the sentence around it; `source` is None where nobody is named, and then `origin`
    is whose article it is. `time` is when that was published. `statement` is the id of the
    statement that it is part of, if any. It is `replaced` where a later value takes its place.
    """

    figure: Figure
    document: str
    sentence: Span
    language: str
    source: Source | None
    origin: str
    certainty: Certainty
    time: datetime | None
    statement: str | None
    replaced: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """Figures for the same thing that differ, the oldest first. `about` is what is counted, as the
    first of them has it ("Häuser", "homes"): words of that document."""

    id: str
    kind: Counted
    about: str
    values: tuple[Value, ...]
    resolution: Resolution


class Notice(StrEnum):
    """What an article says of an earlier report: that it was wrong, or is taken back."""

    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True, slots=True)
class Retraction:
    """A sentence of `document` that corrects or takes back what `origin` reported before."""

    notice: Notice
    document: str
    sentence: Span
    origin: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """Why an article is of a story: it joined with that of `to`. `likeness` is in units of what was
    needed, 1 or more; `shared` are the terms that weigh most in it."""

    document: str
    to: str
    likeness: float
    shared: tuple[str, ...] = ()


class Same(StrEnum):
    """Why one who is named counts as another origin."""

    CITED = "leans on it"
    AGENCY = "has it from this agency"
    COPY = "has a copy of its text"
    PUBLISHER = "is of this publisher"
    SPOKESPERSON = "speaks for it"
    NAME = "is another name for it"


@dataclass(frozen=True, kw_only=True, slots=True)
class Alias:
    """`name` counts as `origin` in a story, and why."""

    name: str
    origin: str
    why: Same


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """Articles on one event. `documents` are fingerprints, the fullest article first.

    `copies` are groups of documents with one text, lightly edited or shortened, the first
    published first. `links` say why articles are together, `aliases` why origins are.
    """

    id: str
    documents: tuple[str, ...]
    statements: tuple[Statement, ...]
    origins: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    links: tuple[Link, ...] = ()
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What earlier editions called things: ids of stories by the ids of their documents
    (`Document.id`), and ids of statements by their keys."""

    stories: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sketch:
    """What an article is compared by: made once, and small enough to keep those of weeks.

    `terms` are its telling words with how much each stands for; `published` is as in `Document`, in
    UTC.
    """

    fingerprint: str
    id: str
    language: str
    published: datetime | None
    terms: Mapping[str, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cluster:
    """Articles on one event: fingerprints in order of time, and why they are together. `id` is that
    of the story: the one it had before, or made of its first article."""

    id: str
    documents: tuple[str, ...]
    links: tuple[Link, ...] = ()
