"""Any feed, however broken, through feedparser: slow, and heavy to import."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from time import struct_time
from typing import Any

from digest.formats.feed import dates
from digest.formats.feed.mending import mend
from digest.formats.feed.raw import (
    RawChannel,
    RawEnclosure,
    RawItem,
    RawOrigin,
    RawText,
)

# Copied out of feedparser's own dictionaries, which give another key's value for a missing one.
Found = dict[str, Any]

# What feedparser raises on feeds that are none.
BROKEN = (AttributeError, LookupError, TypeError, ValueError, RecursionError)

# The one kind of feed that feedparser reads and does not name: Microsoft's, of 1997.
CDF = re.compile(rb"<channel[\s>]", re.IGNORECASE)

PLAIN = "text/plain"
HTML = ("text/html", "application/xhtml+xml")


def read(data: bytes) -> RawChannel | None:
    """What is in `data`, which is UTF-8; None where it is no feed."""
    feedparser = _feedparser()
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(
            mend(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except BROKEN:
        return None
    version, items = found.get("version") or "", found["entries"]
    if not version and not items and not CDF.search(data, 0, 1_000):
        return None
    return _channel(dict(found["feed"]), version or "cdf", [dict(item) for item in items])


@cache
def _feedparser() -> Any:
    import feedparser

    feedparser.registerDateHandler(dates.read)
    return feedparser


def _channel(feed: Found, version: str, items: list[Found]) -> RawChannel:
    return RawChannel(
        format=version,
        title=_title(feed, version),
        sites=tuple(_pages(feed)),
        url=next(_links(feed, "self"), ""),
        language=_said(feed, "language"),
        ttl=_said(feed, "ttl"),
        period=_said(feed, "sy_updateperiod"),
        frequency=_said(feed, "sy_updatefrequency"),
        items=tuple(_item(item, version) for item in items),
    )


def _item(item: Found, version: str) -> RawItem:
    return RawItem(
        guid=_said(item, "id"),
        urls=tuple(_pages(item)),
        title=_title(item, version),
        texts=tuple(_texts(item)),
        published=_moment(item, "published") or _moment(item, "created"),
        updated=_moment(item, "updated"),
        authors=tuple(_authors(item)),
        categories=tuple(_said(tag, "label") or _said(tag, "term") for tag in _dicts(item, "tags")),
        enclosures=tuple(_enclosures(item)),
        origin=_origin(item, version),
        language=_language(item),
    )


def _said(found: Found, key: str) -> str:
    value = found.get(key)
    return value if isinstance(value, str) else ""


def _title(found: Found, version: str) -> RawText:
    """Only Atom can say that a title is plain; elsewhere feedparser guesses, and errs."""
    types = [detail.get("type") for detail in _dicts(found, "title_detail")]
    is_plain = version.startswith("atom") and types == [PLAIN]
    return RawText(_said(found, "title"), is_html=not is_plain)


def _dicts(found: Found, *keys: str) -> list[Found]:
    """What stands at `keys`, which is a dictionary or a list of them."""
    values = (found.get(key) for key in keys)
    lists = (one if isinstance(one, list) else [one] for one in values)
    return [dict(one) for ones in lists for one in ones if isinstance(one, dict)]


def _language(item: Found) -> str:
    details = _dicts(item, "content", "summary_detail", "title_detail")
    return next(filter(None, (_said(one, "language") for one in (*details, item))), "")


def _texts(item: Found) -> Iterator[RawText]:
    """Content and summary, where they are to be read: no pictures, no data."""
    for detail in _dicts(item, "content", "summary_detail"):
        kind = detail.get("type")
        if kind == PLAIN or kind in HTML:
            yield RawText(_said(detail, "value"), is_html=kind != PLAIN)


def _pages(found: Found) -> Iterator[str]:
    """What may be the page of an item or feed, the best first."""
    yield _said(found, "feedburner_origlink")
    yield _said(found, "link")
    yield from _links(found, "alternate")
    if found.get("guidislink"):
        yield _said(found, "id")


def _links(found: Found, rel: str) -> Iterator[str]:
    return (_said(link, "href") for link in _dicts(found, "links") if link.get("rel") == rel)


def _moment(item: Found, key: str) -> datetime | None:
    """A time in UTC; feedparser reads the year -1 as 2000."""
    time = item.get(f"{key}_parsed")
    if not isinstance(time, struct_time) or _said(item, key).startswith("-"):
        return None
    try:
        return datetime(*time[:6], tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _authors(item: Found) -> Iterator[str]:
    for author in _dicts(item, "authors"):
        yield _said(author, "name") or _said(author, "email")
    if not item.get("authors"):
        yield _said(item, "author")


def _enclosures(item: Found) -> Iterator[RawEnclosure]:
    for link in _dicts(item, "links"):
        if link.get("rel") == "enclosure":
            yield RawEnclosure(_said(link, "href"), _said(link, "type"), _said(link, "length"))


def _origin(item: Found, version: str) -> RawOrigin | None:
    for source in _dicts(item, "source"):
        # In Atom, feedparser has the page of an author there.
        href = "" if version.startswith("atom") else _said(source, "href")
        return RawOrigin(title=_title(source, version), urls=(*_pages(source), href))
    return None
