"""What a reader finds in a feed, as it stands there: what `safe` makes a `Channel` of.

Every reader of this folder (`fast`, `tolerant`, `jsonfeed`) gives these, and knows nothing of what
is safe: that is told in one place for all of them.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

# The largest feeds of papers have some hundred items, archives of blogs and podcasts a few
# thousand; the newest stand first, and readers stop there.
MAX_ITEMS = 5_000


class RawText(NamedTuple):
    """`is_html` where markup and entities in it mean something: always, but where the feed says
    that it is plain text (`type="text"` of Atom, `content_text` of JSON Feed).
    """

    value: str
    is_html: bool = True


class RawEnclosure(NamedTuple):
    url: str
    type: str = ""
    length: str = ""


class RawOrigin(NamedTuple):
    """`urls` are tried in turn, as those of an item are."""

    title: RawText = RawText("")
    urls: tuple[str, ...] = ()


class RawItem(NamedTuple):
    """`urls` are what may be its page, the best first: the first that is safe is taken. Addresses
    may be relative to the site, but `xml:base` is in them. `texts` are content, summary and
    description; the longest is taken. Times are in UTC. `language` is that of `xml:lang`, the
    root's too, or of `dc:language`.
    """

    guid: str = ""
    urls: tuple[str, ...] = ()
    title: RawText = RawText("")
    texts: tuple[RawText, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[RawEnclosure, ...] = ()
    origin: RawOrigin | None = None
    language: str = ""


class RawChannel(NamedTuple):
    """`format` is as feedparser calls it ("rss20", "atom10", "rss10"), or "json1", "json11".

    `ttl` is in minutes; `period` and `frequency` are `sy:updatePeriod` and `sy:updateFrequency`.
    """

    format: str
    title: RawText = RawText("")
    sites: tuple[str, ...] = ()
    url: str = ""
    language: str = ""
    ttl: str = ""
    period: str = ""
    frequency: str = ""
    items: tuple[RawItem, ...] = ()
