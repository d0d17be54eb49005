"""What a reader found in a feed, made safe: the one place that says what comes out of a feed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

from digest.formats.feed.body import body
from digest.formats.feed.links import WHOLE, absolute
from digest.formats.feed.raw import MAX_ITEMS, RawChannel, RawEnclosure, RawItem, RawOrigin, RawText
from digest.formats.feed.words import TAG, line, seen
from digest.models.feeds import Channel, Enclosure, Item, Origin

# Authors, categories or enclosures of one item.
MAX_OF_A_KIND = 50

# An id is an address or a name; feeds that put a whole text there are told apart by its start.
MAX_GUID = 10_000

T = TypeVar("T")
U = TypeVar("U")

YEARS = range(1970, 2101)
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{1,8}){0,5}")
MEDIA_TYPE = re.compile(r"[\w.+-]{1,99}/[\w.+-]{1,99}")
# `Ed Flood <ed@weir.example>` and `ed@weir.example (Ed Flood)`.
MAILBOX = re.compile(r"[<(]?(?:mailto:)?[^\s<>()@]{1,64}@[^\s<>()@]{1,255}[>)]?|<>|\(\)")
BRACKETED = re.compile(r"\((.*)\)")

# Minutes of `sy:updatePeriod`.
PERIODS = {
    "hourly": 60,
    "daily": 24 * 60,
    "weekly": 7 * 24 * 60,
    "monthly": 30 * 24 * 60,
    "yearly": 365 * 24 * 60,
}


def channel(raw: RawChannel, *, url: str) -> Channel:
    """`raw`, which came from `url` ("" where it is a file), without what could do harm."""
    site = _first(raw.sites, (url,))
    bases = (site, url)
    return Channel(
        format=raw.format,
        title=line(raw.title),
        site=site,
        url=absolute(raw.url, url),
        language=_language(raw.language),
        wait=_wait(raw),
        items=tuple(item(one, bases) for one in raw.items[:MAX_ITEMS]),
    )


def item(raw: RawItem, bases: Sequence[str]) -> Item:
    text, outline = body(max(raw.texts, key=_length, default=RawText("")))
    return Item(
        guid=" ".join(seen(raw.guid[:MAX_GUID]).split()),
        url=_first(_pages(raw), bases),
        title=line(raw.title),
        text=text,
        outline=outline,
        published=_possible(raw.published or raw.updated),
        updated=_possible(raw.updated),
        authors=_each(_author, raw.authors),
        categories=_each(line, raw.categories),
        enclosures=_each(lambda one: _enclosure(one, bases), raw.enclosures),
        origin=_origin(raw.origin, bases) if raw.origin else None,
        language=_language(raw.language),
    )


def _pages(raw: RawItem) -> Iterable[str]:
    """What may be the page of an item: its id too, but only where that is a whole address."""
    return (url for url in raw.urls if url != raw.guid or WHOLE.match(url))


def _first(addresses: Iterable[str], bases: Sequence[str]) -> str:
    """The first address that is safe, or ""."""
    return next(filter(None, (absolute(address, *bases) for address in addresses)), "")


def _length(text: RawText) -> int:
    """How much there is to read in a text."""
    return len(TAG.sub("", text.value)) if text.is_html else len(text.value)


def _each(make: Callable[[T], U | None], values: Iterable[T]) -> tuple[U, ...]:
    """What can be made of `values`, each once, in their order."""
    made = (make(value) for value in islice(values, MAX_OF_A_KIND))
    return tuple(dict.fromkeys(one for one in made if one))


def _possible(moment: datetime | None) -> datetime | None:
    """Times before there were feeds, or after anyone reads them, are mistakes."""
    return moment if moment and moment.year in YEARS else None


def _author(written: str) -> str:
    """A name without its address of mail, which is nobody's to pass on."""
    name = MAILBOX.sub("", line(written)).strip(" ,;")
    bracketed = BRACKETED.fullmatch(name)
    return bracketed[1] if bracketed else name


def _enclosure(raw: RawEnclosure, bases: Sequence[str]) -> Enclosure | None:
    url = absolute(raw.url, *bases)
    if not url:
        return None
    media_type = raw.type.strip().lower()
    return Enclosure(
        url=url,
        type=media_type if MEDIA_TYPE.fullmatch(media_type) else "",
        length=_number(raw.length) or None,
    )


def _origin(raw: RawOrigin, bases: Sequence[str]) -> Origin | None:
    """Where an item is from; a name alone is that of a photographer or a section."""
    url = _first(raw.urls, bases)
    return Origin(title=line(raw.title), url=url) if url else None


def _language(code: str) -> str:
    code = code.strip()
    return code.replace("_", "-") if LANGUAGE.fullmatch(code) else ""


def _number(digits: str) -> int:
    """A whole number of at most 15 digits, 0 where it is none."""
    digits = digits.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 15 else 0


def _wait(raw: RawChannel) -> int | None:
    """How many minutes a feed asks to be left alone."""
    period = PERIODS.get(raw.period.strip().lower(), 0) // (_number(raw.frequency) or 1)
    return _number(raw.ttl) or period or None
