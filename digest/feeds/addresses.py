"""Addresses of feeds and sites as people type them, and as lists of feeds have them."""

from __future__ import annotations

import re

from digest.errors import FormatError
from digest.formats.feed.links import absolute

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
FEED_SCHEME = re.compile(r"feed:(//)?", re.IGNORECASE)


def addresses(written: str) -> tuple[str, ...]:
    """What `written` can mean, the likeliest first; nothing where that is no address of the web.

    `example.org` is looked for by https, then by http; `feed:` is what browsers hand to readers.
    """
    bare = FEED_SCHEME.sub("", written.strip(), count=1)
    spelt = (bare,) if SCHEME.match(bare) else (f"https://{bare}", f"http://{bare}")
    return tuple(filter(None, map(absolute, spelt)))


def address(written: str, place: str = "") -> str:
    """The likeliest of what `written` can mean. Raises FormatError where it is no address."""
    for url in addresses(written):
        return url
    hint = "give one that begins with https:// or http://"
    raise FormatError("is no address of the web", place=place or written, hint=hint)
