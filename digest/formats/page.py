"""The page of a feed's item: the whole article, where the feed has only its beginning."""

from __future__ import annotations

import re
from dataclasses import replace

from digest.errors import FormatError
from digest.formats import html
from digest.formats.feed.body import MAX_TEXT
from digest.models import Article, BlockKind, Raw

MEDIA_TYPE = re.compile(r"\s*([\w.+-]{1,40}/[\w.+-]{1,40})", re.ASCII)
CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE)

# The beginnings of longer words: inflected, they are the same.
WORD = re.compile(r"\w{4,}")
STEM = 5

# Of 471 news articles 98 % have so many words of their title in their text; consent walls and
# logins have hardly ever.
SHARE = 1 / 3

HINT = "the feed's own text is kept; turn full text off for this feed if that stays so"


def page(data: bytes, content_type: str, article: Article) -> Article:
    """The `article` of a feed with text and outline of its page, and `page` as its format.

    `content_type` is as HTTP has it. What the feed says about the article goes before what the page
    says. Raises FormatError where the page is not the article: a file of another kind, no more than
    the feed has, or about something else, as consent walls, logins and pages of errors are.
    """
    try:
        return _page(data, content_type, article)
    except FormatError as error:
        message = f"its page {error.message}"
        raise FormatError(message, place=article.place, hint=HINT) from error


def _page(data: bytes, content_type: str, article: Article) -> Article:
    kind = MEDIA_TYPE.match(content_type)
    if kind and not kind[1].lower().endswith(("html", "xml")):
        raise FormatError(f"is no web page ({kind[1]})")
    charset = CHARSET.search(content_type)
    text = html.text_of(Raw(place=article.place, data=data), charset and charset[1])
    full = html.fill(replace(article, format="page"), text)
    if len(full.text) > MAX_TEXT:
        raise FormatError(f"has more than {MAX_TEXT:,} characters of text")
    if len(full.text) <= len(article.text):
        raise FormatError("has no more text than the feed")
    if not _is_about(full, article):
        raise FormatError("is about something else: a consent wall or login, perhaps")
    return full


def _is_about(full: Article, article: Article) -> bool:
    """Whether the page tells, below its title, what the feed does. A wall may have the title."""
    told = _words(_below_titles(full))
    said = (article.metadata.get("title", ""), article.text)
    return any(len(words & told) >= SHARE * len(words) for words in map(_words, said) if words)


def _below_titles(article: Article) -> str:
    titles = [mark.span for mark in article.outline if mark.kind is BlockKind.TITLE]
    return article.text[max((span.end for span in titles), default=0) :]


def _words(text: str) -> set[str]:
    return {word[:STEM] for word in WORD.findall(text.casefold())}
