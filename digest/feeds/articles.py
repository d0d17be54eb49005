"""Items of feeds that are followed, as articles: whose they are, and whether they are whole."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from digest import languages
from digest.feeds import links
from digest.formats import feed as format_
from digest.models import Article
from digest.models.feeds import Channel, Feed, Item

# Words. Teasers have 20 to 60, and hardly any news is told whole in fewer than these.
WHOLE = 80

# Characters of a name; what is longer is a motto.
LONGEST_NAME = 60

# Letters of a name that can be told from a syllable.
SHORTEST_NAME = 3

SEPARATOR = re.compile(r"\s+[-–—|>»›·•:/]+\s+|:\s+|\s*[|»›]+\s*")
CUT_OFF = re.compile(r"(?:…|\.\.\.)\W*\Z")
WORD = re.compile(r"\w+")

# Characters of a line that leads to the rest of an article, with the name of the site.
LONGEST_LEAD = 100

# Characters in which the last lines of a text are looked for.
LAST_LINES = 500


def article(item: Item, channel: Channel, *, id: str, feed: Feed) -> Article:  # noqa: A002 - the field's name
    """`item` of `channel`, the file of `feed`. What the user says of the feed goes before what the
    feed says of itself; the address is without tracking.
    """
    known = {
        "url": links.canonical(item.url),
        "outlet": feed.options.outlet or _outlet(item, channel, feed),
    }
    if feed.options.language:
        known["language"] = feed.options.language
    return format_.article(item, channel, id=id, place=feed.url, known=known)


def is_short(item: Item) -> bool:
    """Whether the article goes on at its page: it has few words, or ends as if it did."""
    return len(item.text.split(None, WHOLE)) <= WHOLE or _is_cut(item.text)


def _is_cut(text: str) -> bool:
    """Whether one of the last two lines ends with an ellipsis, or the last leads to the rest."""
    lines = [line for line in text[-LAST_LINES:].split("\n") if line.strip()][-2:]
    if any(CUT_OFF.search(line[-5:]) for line in lines):
        return True
    last = lines[-1].strip().casefold() if lines else ""
    return 0 < len(last) < LONGEST_LEAD and last.startswith(_continued())


def _outlet(item: Item, channel: Channel, feed: Feed) -> str:
    """Who published an item: where an aggregator has it from, or else whose the feed is."""
    if item.origin:
        return outlet(item.origin.title, item.origin.url)
    return outlet(channel.title, channel.site or feed.url)


@lru_cache  # the same for nearly all items of a feed
def outlet(title: str, url: str) -> str:
    """The outlet in the `title` of a feed whose site is at `url`: without mottoes and sections
    ("Home | The Paper", "Kurier - Politik"). Where the title has no name, the site is the name.
    """
    parts = [part for part in SEPARATOR.split(title) if 0 < len(part) <= LONGEST_NAME]
    names = [part for part in parts if not _is_section(part)]
    site = links.site(url)
    of_site = [part for part in names or parts if _is_name_of(part, site)]
    return next(iter(of_site or names), site)


def _is_section(part: str) -> bool:
    return all(word in _sections() for word in WORD.findall(part.casefold()))


def _is_name_of(name: str, site: str) -> bool:
    """Whether a label of the host is in the name, or the name in it."""
    letters = "".join(WORD.findall(name.casefold()))
    labels = ("".join(WORD.findall(label)) for label in site.split(".")[:-1])
    return any(
        min(len(label), len(letters)) >= SHORTEST_NAME and (label in letters or letters in label)
        for label in labels
    )


@cache
def _sections() -> frozenset[str]:
    return frozenset(
        word for code in languages.codes() for word in languages.load(code).feeds.sections
    )


@cache
def _continued() -> tuple[str, ...]:
    return tuple(
        line for code in languages.codes() for line in languages.load(code).feeds.continued
    )
