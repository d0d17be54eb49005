"""Items of a feed as they go from the process that reads it to the one that decides on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from digest.models import Article
from digest.models.feeds import Channel


class Keys(NamedTuple):
    """As those of `Sighting`."""

    guid: str
    link: str
    title: str
    content: str


class Entry(NamedTuple):
    """An item of a file: what it says of itself, and what of that tells it from the others.

    `address` is its page without tracking; `is_own`, whether that is on the site of its feed;
    `is_long`, whether its text has more words than what is filled in anew (weather, the state of a
    service, a call for comments); `is_short`, whether its article goes on at its page.
    """

    said: Keys
    keys: Keys
    address: str
    published: datetime | None
    is_own: bool
    is_long: bool
    is_short: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """An item: what it can be known by, and its article, whose id is not known yet.

    `page` is where the article goes on, "" where it is whole.
    """

    entry: Entry
    article: Article
    page: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrivals:
    """`channel` is without its items; `left_out` counts those that the feed's options leave out."""

    channel: Channel
    items: tuple[Arrival, ...]
    left_out: int


def hashed(*parts: str) -> str:
    """32 hex digits."""
    written = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(written, digest_size=16).hexdigest()
