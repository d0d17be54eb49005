"""Feed files: an article for each item of an RSS, Atom, RDF or JSON feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from digest.errors import FormatError
from digest.formats.format import Format
from digest.models import Article, Problem, Raw

START = re.compile(
    r"(?>\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>)*+<(?:\w+:)?(?:rss|feed|rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
JSON_START = re.compile(r'\s*\{.{0,1000}?"https?:\\?/\\?/jsonfeed\.org', re.DOTALL)

# What only a JSON Feed has.
JSON_KEYS = {"home_page_url", "feed_url"}


def is_json_feed(value: Any) -> bool:
    """Whether a value read from JSON is a JSON Feed. Some leave out its version."""
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        return False
    return "jsonfeed.org/version/" in str(value.get("version")) or not JSON_KEYS.isdisjoint(value)


def read(raw: Raw) -> Iterator[Article | Problem]:
    """An article for each item: the number in `path#2` is the item's, from 1."""
    # Most runs read no feed file, and are not to wait for its parsers.
    from digest.formats.feed import article, parse

    feed = parse(raw.data, place=raw.place)
    if not feed.items:
        raise FormatError("is a feed without items", place=raw.place, hint="look at it later")
    for number, item in enumerate(feed.items, 1):
        place = f"{raw.place}#{number}"
        found = article(item, feed, id=place, place=place)
        hint = "leave it; other items are read"
        yield found if found.text else Problem(place=place, message="has no text", hint=hint)


FEED = Format(
    name="feed",
    suffixes=(".rss", ".atom", ".rdf", ".xml"),
    is_start=lambda head: bool(START.match(head) or JSON_START.match(head)),
    read=read,
    # The worst that was found, one of 2,800 namespaces, takes 0.3 s.
    safe_size=100_000,
)
