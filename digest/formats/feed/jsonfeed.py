"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from digest.formats.feed.raw import MAX_ITEMS, RawChannel, RawEnclosure, RawItem, RawText
from digest.formats.feed_file import is_json_feed

# The largest number that JSON writes exactly.
MAX_NUMBER = 2**53

Found = dict[str, Any]


def read(data: bytes) -> RawChannel | None:
    """What is in `data`, which is UTF-8; None where it is no JSON Feed."""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return _channel(feed) if is_json_feed(feed) else None


def _channel(feed: Found) -> RawChannel:
    return RawChannel(
        format="json11" if _said(feed, "version").rstrip("/").endswith("1.1") else "json1",
        title=RawText(_said(feed, "title"), is_html=False),
        sites=(_said(feed, "home_page_url"),),
        url=_said(feed, "feed_url"),
        language=_said(feed, "language"),
        items=tuple(_item(item) for item in _all(feed, "items")[:MAX_ITEMS]),
    )


def _item(item: Found) -> RawItem:
    return RawItem(
        guid=_number(item, "id"),
        urls=(_said(item, "url"), _said(item, "external_url"), _said(item, "id")),
        title=RawText(_said(item, "title"), is_html=False),
        texts=(
            RawText(_said(item, "content_html")),
            RawText(_said(item, "content_text"), is_html=False),
            RawText(_said(item, "summary"), is_html=False),
        ),
        published=_moment(_said(item, "date_published")),
        updated=_moment(_said(item, "date_modified")),
        authors=tuple(_said(author, "name") for author in _authors(item)),
        categories=tuple(_all(item, "tags", str)),
        enclosures=tuple(_enclosure(file) for file in _all(item, "attachments")),
        language=_said(item, "language"),
    )


def _authors(item: Found) -> list[Found]:
    """`authors` of 1.1, `author` of 1.0."""
    author = item.get("author")
    return _all(item, "authors") or ([author] if isinstance(author, dict) else [])


def _enclosure(file: Found) -> RawEnclosure:
    return RawEnclosure(
        _said(file, "url"), _said(file, "mime_type"), _number(file, "size_in_bytes")
    )


def _said(found: Found, key: str) -> str:
    value = found.get(key)
    return value if isinstance(value, str) else ""


def _number(found: Found, key: str) -> str:
    """A string, or a whole number as one."""
    value = found.get(key)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value < MAX_NUMBER:
        return f"{value:.0f}"
    return _said(found, key)


def _all(found: Found, key: str, kind: type = dict) -> list[Any]:
    """What is of a `kind` in the list at `key`."""
    values = found.get(key)
    return [one for one in values if isinstance(one, kind)] if isinstance(values, list) else []


def _moment(written: str) -> datetime | None:
    """A time of RFC 3339, in UTC; without a zone it is taken to be there."""
    try:
        moment = datetime.fromisoformat(written)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
