"""Addresses of feeds and sites as people type them, and as lists of feeds have them."""

from __future__ import annotations

import re

from digest.errors import FormatError
from digest.formats.feed.links import absolute

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
FEED_SCHEME = re.compile(r"feed:(//)?", re.IGNORECASE)


def addresses(written: str, place: str = "") -> tuple[str, ...]:
    """What `written`, found at `place`, can mean; the likeliest first.

    `example.org` is looked for by https, then by http; `feed:` is what browsers hand to readers.
    Raises FormatError where it is no address of the web.
    """
    bare = FEED_SCHEME.sub("", written.strip(), count=1)
    spelt = (bare,) if SCHEME.match(bare) else (f"https://{bare}", f"http://{bare}")
    found = tuple(filter(None, map(absolute, spelt)))
    if not found:
        hint = "give one that begins with https:// or http://"
        raise FormatError("is no address of the web", place=place or written or '""', hint=hint)
    return found
