"""What an item, its source or a feed says of itself, told element by element.

Where elements compete (two titles, four kinds of texts), the one that wins is feedparser's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from xml.etree.ElementTree import Element

from digest.formats.feed.fast.moments import moment
from digest.formats.feed.fast.names import UNKNOWN, Names
from digest.formats.feed.fast.texts import IS_HTML, Text, looks_like_html
from digest.formats.feed.fast.unsure import UnsureError
from digest.formats.feed.fast.words import attributes, language, words
from digest.formats.feed.raw import RawEnclosure, RawOrigin, RawText
from digest.formats.feed.safe import MAX_OF_A_KIND

PAGES = ("html", "text/html", "xhtml", "application/xhtml+xml")

# What SGML would make of `?a=1&b=2` in an address.
QUERY = re.compile(r"&(\w+);", re.ASCII)

# Of longer ones `tolerant` reads only a part.
MAX_AUTHOR = 100

# Addresses and ids that a base does not change.
ABSOLUTE = re.compile(
    r"https?://[\w.:-]+(?:/[\w/.~%+@,-]*)?(?:\?[\w&=%.+-]+)?(?:#[\w-]+)?|(?:tag|urn):[\w.,:/@#&=-]+",
    re.ASCII,
)
PERSON = ("name", "email", "uri", "url", "homepage", "itunes_name", "itunes_email")


class Link(NamedTuple):
    rel: str
    url: str
    type: str
    length: str


class Category(NamedTuple):
    term: str | None
    scheme: str | None
    label: str | None


class File:
    """What holds for a whole feed. `is_atom`: texts are what they say that they are, elsewhere that
    has to be guessed. `is_based`: addresses may be relative to others than the feed's.
    `has_content`: feedparser remembers it from the feed to the first item.
    """

    def __init__(self, names: Names, *, is_atom: bool, is_based: bool) -> None:
        self.names = names
        self.is_atom = is_atom
        self.is_based = is_based
        self.has_content = False


class Said:
    """Its methods are given an element each, in the order of the file, and how deep it stands."""

    def __init__(self, file: File, language: str) -> None:
        self.file = file
        self.language = language  # of what is around
        self.own_language = ""
        self.guid = ""
        self.guid_is_page: bool | None = None
        self.page: str | None = None  # an empty one is one: a guid does not take its place
        self.first_page = ""
        self.links: list[Link] = []
        self.headline = ""
        self.title_depth = self.headline_depth = -1
        self.titled: Text | None = None
        self.contents: list[Text] = []
        self.summary: str | None = None
        self.summary_depth = -1
        self.summarised: Text | None = None
        self.times: dict[str, datetime | None] = {}
        self.authors: list[str] = []
        self.has_byline = False
        self.categories: list[Category] = []
        self.origin: RawOrigin | None = None

    @property
    def title(self) -> RawText:
        is_plain = self.file.is_atom and self.titled is not None and not self.titled.is_html
        return RawText(self.headline, is_html=not is_plain)

    @property
    def texts(self) -> list[Text]:
        return [*self.contents, self.summarised] if self.summarised else self.contents

    @property
    def pages(self) -> tuple[str, ...]:
        found = [self.first_page, self.page or "", *self.linked("alternate")]
        return tuple([*found, self.guid] if self.guid_is_page else found)

    @property
    def enclosures(self) -> Iterator[RawEnclosure]:
        for link in self.links:
            if link.rel == "enclosure":
                yield RawEnclosure(link.url, link.type, link.length)

    def linked(self, rel: str) -> Iterator[str]:
        return (link.url for link in self.links if link.rel == rel)

    def read_title(self, element: Element, depth: int) -> None:
        """The first one that is not empty."""
        if self._take_title(element, depth):
            self.title_depth = depth

    def read_media_title(self, element: Element, depth: int) -> None:
        """What a picture is called gives way to the title of the item."""
        self._take_title(element, depth)

    def _take_title(self, element: Element, depth: int) -> bool:
        text = self._text(element, "text/plain")
        if -1 < self.title_depth <= depth:
            return False
        if self.headline_depth == -1 or depth <= self.headline_depth:
            self.headline, self.headline_depth = text.value, depth
        self.titled = text
        return bool(text.value)

    def read_content(self, element: Element, _depth: int) -> None:
        self._take_content(element, "text/plain")

    def read_encoded(self, element: Element, _depth: int) -> None:
        self._take_content(element, "text/html")

    def read_description(self, element: Element, depth: int) -> None:
        self._take_summary(element, depth, "text/html")

    def read_summary(self, element: Element, depth: int) -> None:
        self._take_summary(element, depth, "text/plain")

    def read_subtitle(self, element: Element, _depth: int) -> None:
        """What a feed is about, unless it has told that in another way already."""
        if self.summary is not None and not self.file.has_content:
            self._take_content(element, "text/plain")
        else:
            self._text(element, "text/html")

    def _take_content(self, element: Element, kind: str) -> None:
        self.file.has_content = True
        text = self._text(element, kind)
        self.contents.append(text)
        if self.summary is None:
            self.summary = text.value

    def _take_summary(self, element: Element, depth: int, kind: str) -> None:
        """A second one is the content, where there is none yet."""
        if self.summary is not None and not self.file.has_content:
            self._take_content(element, "text/plain")
            return
        self.summarised = self._text(element, kind)
        if self.summary_depth == -1 or depth <= self.summary_depth:
            self.summary, self.summary_depth = self.summarised.value, depth

    def _text(self, element: Element, kind: str) -> Text:
        found = attributes(element)
        is_html = IS_HTML.get(found.get("type", kind))
        if is_html is None or found.get("mode") == "base64":
            raise UnsureError("type")
        value = words(element)
        if not (is_html or self.file.is_atom):
            is_html = looks_like_html(value)
        return Text(value, is_html, language(found, self.language))

    def read_link(self, element: Element, _depth: int) -> None:
        found = attributes(element)
        if "url" in found or "uri" in found:
            raise UnsureError("link")
        rel, text = found.get("rel", "alternate"), words(element)
        kind = found.get("type", "application/atom+xml" if rel == "self" else "text/html")
        if "href" in found:
            if text:
                raise UnsureError("link")
            url = self._address(found["href"])
            if rel == "alternate" and kind in PAGES:
                self.page = url
        else:
            url = self.page = QUERY.sub(r"&\1", self._address(text).replace("&amp;", "&"))
        self.links.append(Link(rel, url, kind, found.get("length", "")))

    def _address(self, text: str) -> str:
        """Without the extra slashes that feedparser takes out of `http:////`: there are none."""
        if ":///" in text or (self.file.is_based and not ABSOLUTE.fullmatch(text)):
            raise UnsureError(text)
        return text

    def read_site(self, element: Element, depth: int) -> None:
        """The page of a feed, in which feedparser does not undo what was escaped twice."""
        if "&amp;" in (element.text or ""):
            raise UnsureError(element.tag)
        self.read_link(element, depth)

    def read_first_page(self, element: Element, _depth: int) -> None:
        """The address behind that of a service that counts readers."""
        if attributes(element):
            raise UnsureError(element.tag)
        self.first_page = words(element)

    def read_guid(self, element: Element, _depth: int) -> None:
        is_page = attributes(element).get("ispermalink", "true") == "true"
        self.guid = self._address(words(element)) if is_page else words(element)
        if self.guid_is_page is None:
            self.guid_is_page = is_page and self.page is None
        if is_page and self.page is None:
            self.page = self.guid

    def read_published(self, element: Element, _depth: int) -> None:
        self.times["published"] = moment(words(element))

    def read_updated(self, element: Element, _depth: int) -> None:
        self.times["updated"] = moment(words(element))

    def read_created(self, element: Element, _depth: int) -> None:
        self.times["created"] = moment(words(element))

    def read_language(self, element: Element, _depth: int) -> None:
        self.own_language = words(element)

    def read_author(self, element: Element, _depth: int) -> None:
        if not len(element):
            name = words(element)
            if len(name) > MAX_AUTHOR:
                raise UnsureError(name)
            self.authors.append(name)
            self.has_byline = True
            return
        if self.has_byline:
            raise UnsureError(element.tag)  # feedparser would write over it
        person: dict[str, str] = {}
        for child in element:
            name, text = self.file.names[child.tag], words(child)
            if name in PERSON:
                person[name.removeprefix("itunes_")] = text
            elif name != UNKNOWN or text:
                raise UnsureError(name)
        if not person or (self.authors and not person.get("name")):
            raise UnsureError(element.tag)  # feedparser would name the one before
        self.authors.append(person.get("name") or person.get("email", ""))

    def read_category(self, element: Element, _depth: int) -> None:
        found = attributes(element)
        scheme = found.get("scheme", found.get("domain"))
        self._categorise(found.get("term"), scheme, found.get("label"), element)

    def read_media_category(self, element: Element, _depth: int) -> None:
        found = attributes(element)
        scheme = found.get("scheme", "http://search.yahoo.com/mrss/category_schema")
        self._categorise(found.get("term"), scheme, found.get("label"), element)

    def read_itunes_category(self, element: Element, _depth: int) -> None:
        term = attributes(element).get("text")
        self._categorise(term, "http://www.itunes.com/", None, element)

    def _categorise(
        self, term: str | None, scheme: str | None, label: str | None, element: Element
    ) -> None:
        self._add(Category(term, scheme, label))
        text = words(element)
        if text and self.categories and not self.categories[-1].term:
            self.categories[-1] = self.categories[-1]._replace(term=text)
        elif text:
            self._add(Category(text, None, None))

    def read_keywords(self, element: Element, _depth: int) -> None:
        if attributes(element):
            raise UnsureError(element.tag)
        scheme = "http://www.itunes.com/" if "itunes" in element.tag.lower() else None
        for word in words(element).split(","):
            self._add(Category(word.strip(), scheme if word.strip() else None, None))

    def _add(self, category: Category) -> None:
        # Further ones are looked at by nobody, and this takes time with the square of them.
        is_wanted = any(category) and len(self.categories) <= MAX_OF_A_KIND
        if is_wanted and category not in self.categories:
            self.categories.append(category)

    def read_enclosure(self, element: Element, _depth: int) -> None:
        found = attributes(element)
        words(element)
        url = next((found[name] for name in ("url", "uri", "href") if name in found), "")
        kind = found.get("type", "")
        self.links.append(
            Link("enclosure", url or found.get("href", ""), kind, found.get("length", ""))
        )
