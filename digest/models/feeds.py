"""Feeds: what a user follows, what a feed says, and how it has been doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digest.models.documents import Mark

# What may be asked of a feed: the least and greatest weight, and wait in minutes (a week).
WEIGHTS = (0.0, 10.0)
WAITS = (1, 10_080)


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedOptions:
    """What a user asks of one feed.

    `full_text`: where an item is short, the article is fetched from its page. `include`: an item is
    taken only if one of these words stands in its title or text; `exclude`: not if one of these
    does. `language` (ISO 639-1) and `outlet` go before what the feed says. `weight` (0 to 10, 1 is
    as others) lifts or lowers its stories. `wait` is the least number of minutes between two
    visits, None for that of the configuration.
    """

    full_text: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    language: str = ""
    outlet: str = ""
    weight: float = 1.0
    wait: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Visits:
    """How a feed has been doing. All times are in UTC.

    `status` is that of HTTP at the last visit, None where there was no answer; `error` says what
    went wrong then, "" where nothing did; `errors` counts failed visits in a row, but those of
    a run that found this machine offline. Before `next_try`
    it is not visited, and never while it is `stopped` (410, or moved onto another feed). `wait` is
    how many minutes the feed last asked to be left alone.
    """

    etag: str = ""
    last_modified: str = ""
    visited: datetime | None = None
    succeeded: datetime | None = None
    status: int | None = None
    error: str = ""
    errors: int = 0
    next_try: datetime | None = None
    stopped: bool = False
    wait: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed that is followed. `title` is the user's name for it, or else the feed's own; `folders`
    is the way to it from the top of an OPML file; `site` the page it belongs to.
    """

    url: str
    title: str = ""
    site: str = ""
    folders: tuple[str, ...] = ()
    options: FeedOptions = FeedOptions()
    visits: Visits = Visits()


@dataclass(frozen=True, kw_only=True, slots=True)
class Enclosure:
    """A file that comes with an item; `length` in bytes, None where it is not told."""

    url: str
    type: str = ""
    length: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where an aggregator has an item from: `<source>` of RSS and Atom."""

    title: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One item as a feed has it, made safe: no markup, no control characters, web addresses only.

    `text` is made from the longest text of the item, blocks with blank lines between them, and
    `outline` says what its markup said (spans over `text`); the title is not part of it. `guid` is
    as the feed has it, "" where it has none. Times are in UTC, None where none can be right.
    """

    guid: str = ""
    url: str = ""
    title: str = ""
    text: str = ""
    outline: tuple[Mark, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    origin: Origin | None = None
    language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """What is remembered of an item of a feed, so that it is known when it comes again.

    `document` is the id of the document that it is, which never changes; one document has one
    sighting in each feed it is in. `guid`, `link` (without tracking parameters) and `title` are
    what it can be known by, long ones as hashes, "" where they tell nothing. `content` is a hash
    over what was stored, "" where other feeds bring the document; `own` tells that this one brings
    it for good, since it is the paper's. `first` and `seen` are when it was first and last in the
    feed, to the day. `tries` counts how often its page was asked for in vain.
    """

    document: str
    guid: str = ""
    link: str = ""
    title: str = ""
    content: str = ""
    own: bool = False
    first: datetime
    seen: datetime
    tries: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Located:
    """The document at a link; `own` as that of the sighting that says so."""

    document: str
    own: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    """A feed as its file says it, in the order of the file. `wait` is how many minutes it asks to
    be left alone (`ttl`, `sy:updatePeriod`), None where it does not; `url` its own address, if it
    says that.
    """

    format: str
    title: str = ""
    site: str = ""
    url: str = ""
    language: str = ""
    wait: int | None = None
    items: tuple[Item, ...] = ()
