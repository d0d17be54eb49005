"""Editions: what was asked for, what was chosen and dropped, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from digest.models.claims import Certainty, ClaimType, Figure, SourceKind
from digest.models.documents import Problem
from digest.models.text import Found, Span, Spans


@dataclass(frozen=True, kw_only=True, slots=True)
class Topics:
    """Words and names that raise or lower a story's score."""

    of_interest: tuple[str, ...] = ()
    of_no_interest: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How long an edition may be: stories, claims a story, words of claims in all."""

    stories: int = 12
    claims: int = 12
    words: int = 1600


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """What one digest asks of its editions: the part of the settings that choosing depends on."""

    name: str
    title: str
    language: str
    timezone: str
    template: str
    topics: Topics = Topics()
    limits: Limits = Limits()


# Gmail shows so much of a message and hides the rest behind a link.
CLIP_BYTES = 102_000


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One line of an edition: a statement with its source, certainty, places and origins.

    `told` says that `words` are not what the source says but the sentence of the article that
    tells it, mostly with its name.
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
    `unfinished` tells that the sentence goes on behind the words of the headline."""

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A document in the list of sources, with the number that places point to."""

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One issue of a digest, built once; every view is made from it.

    `slot` ("07:00") tells the editions of one day from each other, in this order; "" where the day
    has one.
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

    def items(self) -> Iterable[Item]:
        return (item for story in self.stories for item in story.items)

    def speakers(self) -> int:
        """How many different sources the edition names."""
        return len({item.attribution.name.text.casefold() for item in self.items()})


def edition_id(digest: str, day: date, slot: str = "") -> str:
    """`daily-2026-11-22`, or `daily-2026-11-22-0700` of the slot "07:00"."""
    return "-".join(filter(None, (digest, str(day), slot.replace(":", ""))))


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """The views of an edition that are written to files and mailed.

    `problems` are for the report of the run: that the mail is nearly too long, or was shortened.
    """

    subject: str
    html: str
    text: str
    json: str
    problems: tuple[Problem, ...] = ()
