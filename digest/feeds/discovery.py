"""The feeds of a page: what it declares, what its links look like, and where feeds usually are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from typing import Any
from urllib.parse import urldefrag, urljoin

from digest.errors import FormatError
from digest.feeds.options import line
from digest.formats import markup
from digest.formats.feed import parse
from digest.formats.feed.links import absolute
from digest.formats.html import text_of
from digest.models import Raw
from digest.models.feeds import Feed

TYPES = re.compile(
    r"(application/(rss|atom|rdf|x\.atom|x-atom|feed)\+(xml|json)|(application|text)/xml)\b", re.I
)
# As a word of an address; `comments` are those below articles.
FEED = re.compile(r"(?<![a-z])(rss|atom|rdf|feeds?)(?![a-z])", re.IGNORECASE)
COMMENTS = re.compile(r"(?<![a-z])comments?(?![a-z])", re.IGNORECASE)

# From the page's own folder, then from the top of the site; most sites have one of them.
USUAL = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json")

# Of each kind: a page that links to the feed of its every thread has no more to offer than its
# first ones.
MOST = 15


class Kind(IntEnum):
    """How sure it is that there is a feed: surest first."""

    DECLARED = 0
    LINKED = 1
    GUESSED = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """An address where a feed of the page may be; `comments` if it has those below articles."""

    url: str
    title: str = ""
    kind: Kind
    comments: bool = False


def look(data: bytes, url: str, content_type: str) -> Feed | tuple[Candidate, ...]:
    """The feed at `url`, or the candidates of the page that it is.

    Raises FormatError where it is neither.
    """
    try:
        channel = parse(data, place=url, url=url, content_type=content_type)
    except FormatError:
        return _page(data, url)
    return Feed(url=url, title=channel.title, site=channel.site)


def _page(data: bytes, url: str) -> tuple[Candidate, ...]:
    try:
        return candidates(data, url=url)
    except FormatError as error:
        what = f"is neither a feed nor a page: {error.message}"
        raise FormatError(what, place=url, hint="give the address of a feed or a site") from error


def candidates(data: bytes, *, url: str) -> tuple[Candidate, ...]:
    """Where the feeds of the page at `url` may be: the surest first, those of comments last.

    Raises FormatError where `data` is no page.
    """
    tree = markup.parse(text_of(Raw(place=url, data=data)), url)
    base = absolute(next(iter(tree.xpath("//base/@href")), ""), url) or url
    found: dict[str, Candidate] = {}
    for kind in (_declared(tree, base), _linked(tree, base), _guessed(url)):
        for each in islice(kind, MOST):
            found.setdefault(each.url, each)
    return tuple(sorted(found.values(), key=lambda each: (each.comments, each.kind)))


def _declared(tree: Any, base: str) -> Iterator[Candidate]:
    for link in tree.iter("link"):
        relations = link.get("rel", "").lower().split()
        if "feed" in relations or (
            "alternate" in relations and TYPES.match(link.get("type", "").strip())
        ):
            yield from _candidate(base, link.get("href", ""), link.get("title", ""), Kind.DECLARED)


def _linked(tree: Any, base: str) -> Iterator[Candidate]:
    for link in tree.iter("a"):
        target = link.get("href", "")
        if FEED.search(target) or TYPES.match(link.get("type", "").strip()):
            title = link.get("title") or link.text_content()
            yield from _candidate(base, target, title, Kind.LINKED)


def _guessed(url: str) -> Iterator[Candidate]:
    for top in (url, urljoin(url, "/")):
        for name in USUAL:
            yield from _candidate(top, name, "", Kind.GUESSED)


def _candidate(base: str, target: str, title: str, kind: Kind) -> Iterator[Candidate]:
    """None where `target` is no address of the web, or the page itself."""
    url = urldefrag(absolute(target, base)).url
    if target and url and url != base:
        comments = bool(COMMENTS.search(url))
        yield Candidate(url=url, title=line(title), kind=kind, comments=comments)
