"""Editions: what was asked for, what was chosen and dropped, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from digest.models.briefs import Brief
from digest.models.claims import Certainty, ClaimType, Figure, SourceKind
from digest.models.stories import Alias, Counted, Join, Resolution
from digest.models.text import Found, Span, Spans


class Section(StrEnum):
    """The parts of a story, in the order they are read."""

    REPORTED = "reported"
    VERBATIM = "verbatim"
    FIGURES = "figures"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Words of a source with their place: `text` is `span.of` the text of `document`.

    `span` is None for the title of `document` where that does not stand in its text.
    """

    document: str
    span: Span | None
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a claim stands: `number` is that of the edition's reference, `paragraph` its ¶."""

    number: int
    paragraph: int
    spans: Spans


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribution:
    """Who is shown as the source: `role` is in dictionary form (see `Source`)."""

    name: Words
    kind: SourceKind
    role: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One named part of a score; the score is their sum."""

    name: str
    value: float


class Change(StrEnum):
    """What is new about a story, a claim or a figure to who had the editions before."""

    NEW = "new"
    UPDATED = "updated"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """What readers had of a claim: in which edition, in what words, how sure, from how many."""

    edition: str
    date: date
    words: tuple[Words, ...]
    certainty: Certainty
    origins: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One line of an edition: a statement with its source, certainty, places and origins.

    `told` says that `words` are not what the source says but the sentence of the article that
    tells it, mostly with its name. `change` is None for what readers had as it is, `earlier` what
    they had of it. `denies` is the id of the claim that this one denies; `joins` say why its
    places are one claim, in the order of the statement's claims.
    """

    id: str
    section: Section
    type: ClaimType
    words: tuple[Words, ...]
    told: bool = False
    language: str
    attribution: Attribution
    medium: Attribution | None
    citing: tuple[Attribution, ...]
    certainty: Certainty
    evidence: tuple[Words, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    origins: tuple[str, ...]
    score: tuple[Part, ...]
    change: Change | None = None
    earlier: Earlier | None = None
    denies: str | None = None
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A figure in a conflict as it is shown: its words, how it was read, who gives it, and where.

    `attribution` is None where nobody is named; `origin` is who is behind it, `time` when the
    article was published. `replaced` by a later one of the same origin. `change` tells whether
    readers had it.
    """

    words: Words
    figure: Figure
    attribution: Attribution | None
    origin: str
    certainty: Certainty
    place: Place
    time: datetime | None
    language: str
    replaced: bool = False
    change: Change | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Dispute:
    """Figures for one thing that differ, the oldest first. `about` is what is counted, in the words
    of a source."""

    id: str
    kind: Counted
    about: Words | None
    resolution: Resolution
    values: tuple[Standing, ...]
    change: Change | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A day of a story: how many of its articles are of that day."""

    date: date
    articles: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Dropped:
    """A claim or story that was found and not chosen, and why."""

    id: str
    words: tuple[Words, ...]
    reason: str
    score: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionStory:
    """One story as shown. `certainty` is that of what the most of its articles report;
    `unfinished` tells that the sentence goes on behind the words of the headline.

    `references` are the articles that are new or cited here, `articles` is how many it has in all
    and `days` when. `change` is NEW for a story that readers had nothing of, UPDATED or CORRECTED
    for one that they had. `aliases` say why origins are one. `topics` are those of interest that
    it is about.
    """

    id: str
    headline: Words
    unfinished: bool = False
    language: str
    references: tuple[int, ...]
    origins: tuple[str, ...]
    certainty: Certainty
    items: tuple[Item, ...]
    score: tuple[Part, ...]
    dropped: tuple[Dropped, ...]
    change: Change | None = None
    articles: int = 0
    days: tuple[Day, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    aliases: tuple[Alias, ...] = ()
    topics: tuple[str, ...] = ()

    def size(self) -> int:
        """How many articles it has. Editions of before stories were followed do not say it, and
        lead to all of them."""
        return self.articles or len(self.references)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A document in the list of sources, with the number that places point to. `superseded` by a
    newer version of the same article: it is listed for what it says no more."""

    number: int
    document: str
    id: str
    title: str | None
    outlet: str | None
    original_outlet: str | None
    agencies: tuple[str, ...]
    url: str | None
    published: Found[datetime] | None
    language: str
    superseded: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """The words of a source that an editor chose as the headline of a story, by its id."""

    story: str
    words: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Decisions:
    """What an editor decided on one edition: never words of their own, only ids and places.

    `left_out` are ids of stories and claims that are not shown, `pinned` those of claims that are,
    whatever the limits. `order` are ids of stories, the first first: they are shown, and all others
    behind them. What was wrong in an earlier edition is told all the same.
    """

    left_out: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    headlines: tuple[Headline, ...] = ()

    @property
    def count(self) -> int:
        return sum(map(len, (self.left_out, self.pinned, self.order, self.headlines)))

    def ids(self) -> frozenset[str]:
        """Those of all stories and claims that something is decided on."""
        titled = (each.story for each in self.headlines)
        return frozenset((*self.left_out, *self.pinned, *self.order, *titled))


_UNDECIDED = Decisions()


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One issue of a digest, built once; every view is made from it.

    `slot` ("07:00") tells the editions of one day from each other, in this order; "" where the day
    has one. `since` is the date of the edition before, which changes are told from: None for the
    first.
    """

    id: str
    brief: Brief
    date: date
    slot: str = ""
    number: int
    references: tuple[Reference, ...]
    stories: tuple[EditionStory, ...]
    dropped: tuple[Dropped, ...]
    minutes: int
    since: dt.date | None = None
    decisions: Decisions = _UNDECIDED

    def articles(self) -> int:
        """How many articles its stories have in all, whether it leads to them or not."""
        return sum(each.size() for each in self.stories)

    def items(self) -> Iterable[Item]:
        return (item for story in self.stories for item in story.items)

    def speakers(self) -> int:
        """How many different sources the edition names."""
        return len({item.attribution.name.text.casefold() for item in self.items()})


def edition_id(digest: str, day: date, slot: str = "") -> str:
    """`daily-2026-11-22`, or `daily-2026-11-22-0700` of the slot "07:00"."""
    return "-".join(filter(None, (digest, str(day), slot.replace(":", ""))))
