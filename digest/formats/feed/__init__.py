"""Feeds: bytes to a `Channel`, be they RSS, Atom, RDF or JSON Feed, and however broken.

bytes -> encoding -> fast, tolerant or jsonfeed -> RawChannel -> safe -> Channel
"""

from __future__ import annotations

from digest.errors import FormatError
from digest.formats.feed import fast, jsonfeed, tolerant
from digest.formats.feed.articles import article
from digest.formats.feed.encoding import MAX_BEFORE, ROOT, utf8
from digest.formats.feed.mending import mend, without_captions
from digest.formats.feed.raw import RawChannel
from digest.formats.feed.safe import channel
from digest.formats.html import PAGE
from digest.models.feeds import Channel

__all__ = ["article", "parse"]


def parse(data: bytes, *, place: str, url: str = "", content_type: str = "") -> Channel:
    """The feed that `data` is. `url` is where it came from, which addresses in it are relative to;
    `content_type` is what the server called it. Both are "" for a file.

    Raises FormatError, and nothing else, where it is no feed.
    """
    document = utf8(data, place=place, content_type=content_type)
    if not ROOT.search(document, 0, MAX_BEFORE) and PAGE.match(document[:2_000].decode("latin-1")):
        raise FormatError("is a web page, not a feed", place=place, hint="give its feed's address")
    raw = _read(document)
    if raw is None:
        raise FormatError("is no feed", place=place, hint="give an RSS, Atom or JSON feed")
    return channel(raw, url=url)


def _read(document: bytes) -> RawChannel | None:
    if document.startswith(b"{"):
        return jsonfeed.read(document)
    document = without_captions(document)
    return fast.read(document) or _read_mended(mend(document))


def _read_mended(document: bytes) -> RawChannel | None:
    return fast.read(document) or tolerant.read(document)
