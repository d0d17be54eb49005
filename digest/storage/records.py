"""What the store takes and gives besides models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from digest.models import Article
from digest.models.feeds import Feed, Sighting


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """Fingerprints of documents or addresses of feeds: those added, and those there already."""

    new: tuple[str, ...]
    known: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrived:
    """An article that came in and is read when an edition needs it; `published` is in UTC."""

    article: Article
    published: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What came of one visit. `url` is where the feed was, `feed` what it is from now on.

    `sightings` are those that are new or have changed; the others stay as they are.
    """

    url: str
    feed: Feed
    arrivals: tuple[Arrived, ...] = ()
    sightings: tuple[Sighting, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Came:
    """How many items came to a feed after the `first` day, which brings what was there already."""

    first: datetime
    items: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A refresh of feeds: `everything` visits those that are not due as well.

    `finished` and `report` are None where it was interrupted.
    """

    id: int
    started: datetime
    everything: bool
    finished: datetime | None = None
    report: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Forgotten:
    """How many documents and sightings were forgotten."""

    documents: int
    sightings: int
