"""Web pages: the article in them through trafilatura, as text with what the markup says of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from digest.errors import FormatError
from digest.formats.decoding import check, decode
from digest.formats.format import Format
from digest.formats.writer import Writer
from digest.models import Article, BlockKind, Mark, Raw

# Extraction takes time with the square of an element's children and attributes. The longest news
# pages have some 5,000 elements; these bounds keep the worst page under three seconds.
MAX_ELEMENTS = 20_000
MAX_CHILDREN = 2_000
MAX_ATTRIBUTES = 1_000

BLOCKS = frozenset({"body", "head", "p", "list", "item", "quote", "table", "row", "lb"})
PAGE = re.compile(r"\s*(<\?xml[^>]*>\s*)?<(!doctype html|html|head|body|article)\b", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*")
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)

# Where a page says when it was published, the most exact first.
PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='dcterms.created' or @name='DC.date.issued']/@content",
    "//article//time/@datetime",
)
JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')

Extracted = tuple[str, tuple[Mark, ...], dict[str, str]]


def read(raw: Raw) -> Iterator[Article]:
    declared = DECLARED.search(raw.data[:2_000])
    page = decode(raw, declared[1].decode("ascii") if declared else None)
    text, outline, metadata = extract(page, raw.place)
    yield Article(
        id=raw.place,
        place=raw.place,
        format=HTML.name,
        text=text,
        outline=outline,
        metadata=metadata,
    )


def extract(page: str, place: str, title: str = "") -> Extracted:
    """Text, outline and metadata of `page`. Its headline, or else `title`, begins the text."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    tree = _tree(page, place)
    said = {"language": tree.get("lang") or "", "published": _published(tree, page)}
    found = bare_extraction(
        tree,
        fast=True,
        include_comments=False,
        with_metadata=True,
        # A date is read by `PUBLISHED`: the library's own search guesses one from text and address.
        date_extraction_params={"extensive_search": False, "max_date": "2100-01-01"},
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise _no_article(place)
    said |= {"title": title or found.title or "", "author": found.author or ""}
    said |= {"url": found.url or "", "outlet": found.sitename or ""}
    writer = Writer()
    if said["title"] and found.body.find(".//head[@rend='h1']") is None:
        writer.add(said["title"], BlockKind.TITLE)
    _write(found.body, writer)
    metadata = {key: value for key, value in said.items() if value}
    return check(writer.text, place), writer.outline, metadata


def _tree(page: str, place: str) -> Any:
    """The parsed page, or FormatError where it is none or reading it would take too long."""
    from trafilatura import load_html

    if any(len(tag[0].split()) > MAX_ATTRIBUTES for tag in TAG.finditer(page)):
        raise _too_much(place, "attributes in one tag", MAX_ATTRIBUTES)
    tree = load_html(page)
    if tree is None:
        raise _no_article(place)
    elements = list(islice(tree.iter(), MAX_ELEMENTS + 1))
    if len(elements) > MAX_ELEMENTS:
        raise _too_much(place, "elements", MAX_ELEMENTS)
    if any(len(element) > MAX_CHILDREN for element in elements):
        raise _too_much(place, "elements in one element", MAX_CHILDREN)
    return tree


def _too_much(place: str, what: str, limit: int) -> FormatError:
    hint = "save the article alone, or give its text"
    return FormatError(f"has more than {limit:,} {what}", place=place, hint=hint)


def _no_article(place: str) -> FormatError:
    return FormatError("has no article in it", place=place, hint="give the article's text")


def _published(tree: Any, page: str) -> str:
    for path in PUBLISHED:
        for value in tree.xpath(path)[:1]:
            return str(value)
    found = JSON_DATE.search(page)
    return found[1] if found else ""


def _write(body: Any, writer: Writer) -> None:
    """The blocks of trafilatura's tree: `head`, `p`, `list` of `item`, `quote`, `table`, `lb`."""
    from lxml.etree import iterwalk

    kinds = [BlockKind.PARAGRAPH]
    words: list[str] = []
    for event, element in iterwalk(body, events=("start", "end")):
        if element.tag in BLOCKS:
            writer.add("".join(words), kinds[-1])
            words.clear()
            if event == "start":
                kinds.append(_kind(element) or kinds[-1])
            else:
                kinds.pop()
        elif element.tag == "cell":
            words.append(" ")
        words.append((element.text if event == "start" else element.tail) or "")


def _kind(element: Any) -> BlockKind | None:
    if element.tag == "head":
        return BlockKind.TITLE if element.get("rend") == "h1" else BlockKind.HEADING
    return BlockKind.ITEM if element.tag == "item" else None


HTML = Format(
    name="html",
    suffixes=(".html", ".htm", ".xhtml"),
    is_start=lambda head: bool(PAGE.match(head)),
    read=read,
)
