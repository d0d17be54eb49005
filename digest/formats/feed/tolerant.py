"""Any feed, however broken, through feedparser: slow, and heavy to import."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from time import struct_time
from typing import Any

from digest.formats.feed.raw import RawChannel, RawEnclosure, RawItem, RawOrigin, RawText

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
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(
            data, response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except BROKEN:
        return None
    version, items = found.get("version") or "", found["entries"]
    if not version and not items and not CDF.search(data, 0, 1_000):
        return None
    return _channel(dict(found["feed"]), version or "cdf", [dict(item) for item in items])


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
    details = _details(item)
    return RawItem(
        guid=_said(item, "id"),
        urls=tuple(_pages(item)),
        title=_title(item, version),
        texts=tuple(dict.fromkeys(filter(None, map(_text, details)))),
        published=_moment(item.get("published_parsed") or item.get("created_parsed")),
        updated=_moment(item.get("updated_parsed")),
        authors=tuple(_authors(item)),
        categories=tuple(_said(tag, "label") or _said(tag, "term") for tag in _all(item, "tags")),
        enclosures=tuple(_enclosures(item)),
        origin=_origin(item, version),
        language=next(filter(None, (_said(one, "language") for one in (*details, item))), ""),
    )


def _said(found: Found, key: str) -> str:
    value = found.get(key)
    return value if isinstance(value, str) else ""


def _all(found: Found, key: str) -> list[Found]:
    values = found.get(key)
    return [dict(value) for value in values if value] if isinstance(values, list) else []


def _title(found: Found, version: str) -> RawText:
    """Only Atom can say that a title is plain; elsewhere feedparser guesses, and errs."""
    detail = dict(found.get("title_detail") or {})
    is_plain = version.startswith("atom") and detail.get("type") == PLAIN
    return RawText(_said(found, "title"), is_html=not is_plain)


def _details(item: Found) -> list[Found]:
    """Content, summary and title, each with type and language."""
    singles = (item.get(f"{key}_detail") for key in ("summary", "title"))
    return [*_all(item, "content"), *(dict(one) for one in singles if one)]


def _text(detail: Found) -> RawText | None:
    """What there is to read in a content or summary; not pictures, and not data."""
    kind = _said(detail, "type")
    if kind != PLAIN and kind not in HTML:
        return None
    return RawText(_said(detail, "value"), is_html=kind != PLAIN)


def _pages(found: Found) -> Iterator[str]:
    """What may be the page of an item or feed, the best first."""
    yield _said(found, "feedburner_origlink")
    yield _said(found, "link")
    yield from _links(found, "alternate")
    if found.get("guidislink"):
        yield _said(found, "id")


def _links(found: Found, rel: str) -> Iterator[str]:
    return (_said(link, "href") for link in _all(found, "links") if link.get("rel") == rel)


def _moment(time: struct_time | None) -> datetime | None:
    """A leap second is the one before it."""
    if not time:
        return None
    try:
        return datetime(*time[:5], min(time[5], 59), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _authors(item: Found) -> Iterator[str]:
    for author in _all(item, "authors"):
        yield _said(author, "name") or _said(author, "email")
    if not item.get("authors"):
        yield _said(item, "author")


def _enclosures(item: Found) -> Iterator[RawEnclosure]:
    for link in _all(item, "links"):
        if link.get("rel") == "enclosure":
            yield RawEnclosure(_said(link, "href"), _said(link, "type"), _said(link, "length"))


def _origin(item: Found, version: str) -> RawOrigin | None:
    source = dict(item.get("source") or {})
    if not source:
        return None
    return RawOrigin(title=_title(source, version), urls=(*_pages(source), _said(source, "href")))
