"""Web pages: the article in one, through trafilatura; and pieces of HTML, which are all article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from digest.errors import FormatError
from digest.formats.decoding import check, decode
from digest.formats.format import UNWRITTEN, Format, clean
from digest.formats.markup import Words, blocks, parse
from digest.formats.writer import Writer
from digest.models import Article, BlockKind, Raw

PAGE = re.compile(r"\s*(<\?xml[^>]{0,200}>\s*)?<(!doctype html|html|head|body)\b", re.IGNORECASE)
WHOLE = re.compile(r"<(html|body)\b", re.IGNORECASE)
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.I)

# The slowest pages that were found, paragraphs of links, take a second for so many bytes.
SAFE_SIZE = 100_000

# Where a page says when it was published, the most exact first.
PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='dcterms.created' or @name='DC.date.issued']/@content",
    "//article//time/@datetime",
)
JSON_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,40})"')


def read(raw: Raw) -> Iterator[Article]:
    yield fill(Article(id=raw.place, place=raw.place, format=HTML.name), text_of(raw))


def text_of(raw: Raw, charset: str | None = None) -> str:
    """A page as text; its `charset` as HTTP gives it goes before that of its own head."""
    declared = DECLARED.search(raw.data[:2_000])
    return decode(raw, charset or (declared[1].decode("ascii") if declared else None))


def fill(article: Article, page: str) -> Article:
    """`article` with what `page` says: text and outline, and metadata that it does not have yet.

    The text begins with a headline: the page's own, or the article's title.
    """
    page = UNWRITTEN.sub("", page)
    tree = parse(page, article.place)
    is_whole = WHOLE.search(page)
    found, said = _whole(tree, page, article.place) if is_whole else (list(blocks(tree)), {})
    metadata = clean({**said, **article.metadata})
    writer = Writer()
    if not any(kind is BlockKind.TITLE and words.strip() for words, kind in found):
        writer.add(metadata.get("title", ""), BlockKind.TITLE)
    for words, kind in found:
        writer.add(words, kind)
    text = check(writer.text, article.place)
    return replace(article, text=text, outline=writer.outline, metadata=metadata)


def _whole(tree: Any, page: str, place: str) -> tuple[list[Words], dict[str, str]]:
    """The article in a page, and what the page says about it."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    known = {"language": tree.get("lang"), "published": _published(tree, page)}
    found = bare_extraction(
        tree,
        fast=True,
        include_comments=False,
        with_metadata=True,
        # Dates are `PUBLISHED`'s: the library's own search guesses one from text and address.
        date_extraction_params={"extensive_search": False, "max_date": "2100-01-01"},
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise FormatError("has no article in it", place=place, hint="give the article's text")
    known |= {"title": found.title, "author": found.author}
    known |= {"url": found.url, "outlet": found.sitename}
    # Of a page with hardly an article it takes all lines, unmarked, in one paragraph.
    lines = [(line, kind) for words, kind in blocks(found.body) for line in words.split("\n")]
    return lines, {key: value or "" for key, value in known.items()}


def _published(tree: Any, page: str) -> str:
    values = (str(value) for path in PUBLISHED for value in tree.xpath(path)[:1])
    found = JSON_DATE.search(page)
    return next(values, found[1] if found else "")


HTML = Format(
    name="html",
    suffixes=(".html", ".htm", ".xhtml"),
    is_start=lambda head: bool(PAGE.match(head)),
    read=read,
    safe_size=SAFE_SIZE,
)
