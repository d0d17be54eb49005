"""From the bytes of a feed to its items."""

from __future__ import annotations

import re
from collections.abc import Collection
from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring

from digest.formats.feed.fast.elements import (
    ASIDE,
    ASIDE_OF_FEED,
    ASIDE_OF_ROOT,
    ASIDE_OF_SOURCE,
    ENTRIES,
    FEED,
    GROUPS,
    ITEM,
    LEAVES,
    MEANT,
    MEDIA,
    PICTURES,
    SOURCE,
    TEXTS,
)
from digest.formats.feed.fast.names import UNKNOWN, Names
from digest.formats.feed.fast.said import File, Said
from digest.formats.feed.fast.unsure import UnsureError
from digest.formats.feed.fast.words import attributes, language, words
from digest.formats.feed.raw import MAX_ITEMS, RawChannel, RawItem, RawOrigin, RawText

# Five thousand items of forty tags, opened and closed; they take a fifth of a second.
MAX_TAGS = 2 * 40 * MAX_ITEMS

RSS_VERSIONS = {"0.91": "rss091u", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}
ATOM = "{http://www.w3.org/2005/atom}"
RSS10 = "{http://purl.org/rss/1.0/}"
ATOM_VERSIONS = {"0.1": "atom01", "0.2": "atom02", "0.3": "atom03"}

# Groups of pictures have one within the other, with their titles.
MAX_DEPTH = 5

# Not even the start of an address.
NO_BASE = re.compile(rb"""base\s*=\s*["'][^"'<>]*\[""", re.IGNORECASE)

WAITS = ("ttl", "sy_updateperiod", "sy_updatefrequency")


def read(data: bytes) -> RawChannel | None:
    """What is in `data`, which is UTF-8; None where `tolerant` should look at it."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or data.count(b"<") > MAX_TAGS:
        return None
    # An attribute of this name changes what addresses mean, those of later elements too.
    is_based = b"base" in data.lower()
    if is_based and NO_BASE.search(data):
        return None
    try:
        names = Names(data.decode("utf-8"))
        # Whatever encoding the file declares, it is that which it had before.
        parser = XMLParser(encoding="utf-8")  # noqa: S314 - nothing is declared in it
        root = fromstring(data, parser)  # noqa: S314
        return Reading(names, root, is_based=is_based).channel()
    except (UnsureError, ParseError):
        return None


class Reading:
    """One feed: `root` is its tree, `names` are those of its tags."""

    def __init__(self, names: Names, root: Element, *, is_based: bool) -> None:
        self._names = names
        self._root = root
        found = _attributes(root)
        version = _version(names, root, found.get("version", ""))
        self._file = File(names, is_atom=version.startswith("atom"), is_based=is_based)
        self._format = version
        self._feed = Said(self._file, language(found, ""))
        self._waits = dict.fromkeys(WAITS, "")
        self._items: list[RawItem] = []

    def channel(self) -> RawChannel:
        name = self._names[self._root.tag]
        if name != "rdf_rdf":
            self._feed.own_language = self._feed.language
        if name == "feed":
            self._read_feed(self._root)
        else:
            self._read_root()
        ttl, period, frequency = (self._waits[name] for name in WAITS)
        return RawChannel(
            format=self._format,
            title=self._feed.title,
            sites=self._feed.pages,
            url=next(self._feed.linked("self"), ""),
            language=self._feed.own_language,
            ttl=ttl,
            period=period,
            frequency=frequency,
            items=tuple(self._items),
        )

    def _read_root(self) -> None:
        outer = self._feed.language
        for element in self._root:
            name = self._names[element.tag]
            if name == "channel" and not self._items:
                self._feed.language = language(_attributes(element), outer)
                self._read_feed(element)
                self._feed.language = outer
            elif name in ENTRIES:
                self._read_item(element)
            else:
                self._pass(element, ASIDE_OF_ROOT.get(name))

    def _read_feed(self, channel: Element) -> None:
        for element in channel:
            name = self._names[element.tag]
            if name in ENTRIES:
                self._read_item(element)
            elif name in FEED:
                FEED[name](self._feed, element, 0)
            elif name in WAITS:
                text = words(element)
                self._waits[name] = "" if element.keys() else text
            else:
                if name in PICTURES:
                    self._feed.title_depth = -1
                self._pass(element, ASIDE_OF_FEED.get(name))

    def _read_item(self, element: Element) -> None:
        self._feed.title_depth = -1
        if len(self._items) >= MAX_ITEMS:
            return
        found = _attributes(element)
        item = Said(self._file, language(found, self._feed.language))
        item.guid = found.get("rdf:about", "")
        for child in element:
            self._read_of_item(item, child, 0)
        self._file.has_content = False
        self._items.append(_raw(item))

    def _read_of_item(self, item: Said, element: Element, depth: int) -> None:
        name = self._names[element.tag]
        if name in GROUPS:
            self._read_group(item, element, depth)
        elif name in (MEDIA if depth else ITEM):
            ITEM[name](item, element, depth)
        elif name == "source" and not depth:
            self._read_source(item, element)
        elif name == "image" and not len(element):
            item.title_depth = -1
        else:
            self._pass(element, ASIDE.get(name))

    def _read_group(self, item: Said, group: Element, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise UnsureError(group.tag)
        outer = item.language
        item.language = language(attributes(group), outer)
        for element in group:
            self._read_of_item(item, element, depth + 1)
        item.language = outer

    def _read_source(self, item: Said, element: Element) -> None:
        found = attributes(element)
        if len(element) and not self._file.is_atom:
            raise UnsureError(element.tag)
        source = Said(self._file, language(found, item.language))
        for child in element:
            name = self._names[child.tag]
            if name in SOURCE:
                SOURCE[name](source, child, 1)
            elif name not in TEXTS and _is_split(child):
                raise UnsureError(name)
            else:
                self._pass(child, ASIDE_OF_SOURCE.get(name))
        title = _own_words(element)
        item.title_depth = source.title_depth
        item.origin = RawOrigin(
            title=source.title._replace(value=title) if title else source.title,
            urls=source.pages if self._file.is_atom else (found.get("url", ""),),
        )

    def _pass(self, element: Element, inside: Collection[str] | None) -> None:
        """Go past an element that tells of something else, by elements called `inside`; or, where
        that is None, one that means nothing, unless something in it might.
        """
        if inside is None:
            self._pass_unknown(element)
        elif any(
            len(child) or self._names[child.tag] not in (UNKNOWN, *inside) for child in element
        ):
            raise UnsureError(element.tag)

    def _pass_unknown(self, element: Element) -> None:
        for one in element.iter():
            name = self._names[one.tag]
            if name in MEANT or (name in LEAVES and len(one)):
                raise UnsureError(name)


def _version(names: Names, root: Element, number: str) -> str:
    name, told = names[root.tag], names.versions
    if name == "rss" and told <= {"atom10"}:
        return RSS_VERSIONS.get(number, "rss20" if number.startswith("2.") else "rss")
    if name == "feed" and not told:
        return ATOM_VERSIONS.get(number, "atom")
    if name == "feed" and told == {"atom10"} and _is_in(ATOM, root):
        return "atom10"
    if name == "rdf_rdf" and told == {"rss10"} and _is_in(RSS10, *root[:1]):
        return "rss10"
    raise UnsureError(name)


def _is_in(namespace: str, *elements: Element) -> bool:
    return any(element.tag.lower().startswith(namespace) for element in elements)


def _raw(item: Said) -> RawItem:
    texts = item.texts
    languages = [text.language for text in (*texts, item.titled) if text]
    return RawItem(
        guid=item.guid,
        urls=item.pages,
        title=item.title,
        texts=tuple(RawText(text.value, text.is_html) for text in texts),
        published=item.times.get("published") or item.times.get("created"),
        updated=item.times.get("updated"),
        authors=tuple(item.authors),
        categories=tuple(tag.label or tag.term or "" for tag in item.categories),
        enclosures=tuple(item.enclosures),
        origin=item.origin,
        language=next(filter(None, languages), item.own_language),
    )


def _attributes(element: Element) -> dict[str, str]:
    """Those of a feed or an item, which CDF uses for what others have elements for."""
    found = attributes(element)
    if "href" in found or "lastmod" in found:
        raise UnsureError(element.tag)
    return found


def _is_split(element: Element) -> bool:
    """Whether some of an element's text is, for feedparser, that of what is around it."""
    return any(one.keys() and (one.text or "").strip() for one in element.iter())


def _own_words(element: Element) -> str:
    """The text of an element that has either that or others in it."""
    if not len(element):
        return words(element)
    if any((text or "").strip() for text in (element.text, *(child.tail for child in element))):
        raise UnsureError(element.tag)
    return ""
