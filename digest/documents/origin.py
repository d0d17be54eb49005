"""Where an article comes from: title, outlet, agencies, authors, and when it was published.

Metadata is asked first, then the lines around the article, each value with the words it is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from digest.documents import credit_lines, dates
from digest.documents.edges import SIGNATURE
from digest.models import Article, Block, BlockKind, Found, Span

METADATA = "metadata"


def title(article: Article, blocks: Sequence[Block]) -> Found[str] | None:
    """The title as it stands in the text, or else as metadata gives it; never made up."""
    block = next((block for block in blocks if block.kind is BlockKind.TITLE), None)
    if block:
        how = "heading" if article.outline else "first line"
        return Found(value=block.span.of(article.text), how=how, span=block.span)
    return _said(article, "title")


def outlet(article: Article, blocks: Sequence[Block]) -> Found[str] | None:
    """By metadata, a credit line, or else the site of the article's address."""
    said = _said(article, "outlet") or next(_credited(article, blocks), None)
    host = _host(article.metadata.get("url", ""))
    site = Found(value=host.removeprefix("www."), how="address") if host else None
    return said or site


def original_outlet(article: Article, blocks: Sequence[Block]) -> Found[str] | None:
    spans = _spans(blocks, BlockKind.CREDIT)
    found = (credit_lines.original(article.text, span) for span in spans)
    return next(filter(None, found), None)


def agencies(article: Article, blocks: Sequence[Block]) -> tuple[Found[str], ...]:
    """Each agency once, where it is named first: in the lines around the article, or as author."""
    first: dict[str, Found[str]] = {}
    for span in _spans(blocks, BlockKind.BYLINE, BlockKind.CREDIT):
        for found in credit_lines.agencies(article.text, span):
            first.setdefault(found.value, found)
    for name in filter(None, map(credit_lines.agency, _said_authors(article))):
        first.setdefault(name, Found(value=name, how=METADATA))
    return tuple(first.values())


def authors(article: Article, blocks: Sequence[Block]) -> tuple[Found[str], ...]:
    """The people that metadata gives, or else those of the bylines."""
    names = (name for name in _said_authors(article) if not credit_lines.agency(name))
    said = tuple(Found(value=name, how=METADATA) for name in names)
    spans = _spans(blocks, BlockKind.BYLINE)
    return said or tuple(
        name for span in spans for name in credit_lines.authors(article.text, span)
    )


def _said_authors(article: Article) -> list[str]:
    """The names in metadata, which stand between semicolons."""
    names = (" ".join(name.split()) for name in article.metadata.get("author", "").split(";"))
    return [name for name in names if name]


def published(article: Article, blocks: Sequence[Block]) -> Found[datetime] | None:
    """By metadata, a dateline, or else the latest embedded post, which cannot be younger."""
    said = dates.parse(article.metadata.get("published", ""), METADATA)
    if said:
        return said
    lines = _spans(blocks, BlockKind.BYLINE)
    signed = [span for span in lines if SIGNATURE.fullmatch(span.of(article.text))]
    unsigned = [span for span in lines if not SIGNATURE.fullmatch(span.of(article.text))]
    dated = _dates(article, unsigned, "dateline")
    posted = _dates(article, signed, "embedded post")
    # Times without a zone are compared as if they were in UTC.
    latest = max(posted, key=lambda found: found.value.replace(tzinfo=None), default=None)
    return next(dated, None) or latest


def _dates(article: Article, spans: Iterable[Span], how: str) -> Iterator[Found[datetime]]:
    for span in spans:
        yield from dates.find(span.of(article.text), how, offset=span.start)


def url(article: Article) -> str | None:
    """The article's address, where it is one of the web."""
    address = article.metadata.get("url", "")
    return address if _host(address) else None


def _said(article: Article, key: str) -> Found[str] | None:
    value = " ".join(article.metadata.get(key, "").split())
    return Found(value=value, how=METADATA) if value else None


def _credited(article: Article, blocks: Sequence[Block]) -> Iterator[Found[str]]:
    for span in _spans(blocks, BlockKind.CREDIT):
        found = credit_lines.outlet(article.text, span)
        if found:
            yield _capitalised(article.text, found)


def _capitalised(text: str, found: Found[str]) -> Found[str]:
    """A name as the text writes it with a capital, where it does: credit lines have none."""
    for match in re.finditer(re.escape(found.value), text, re.IGNORECASE):
        if match[0][0].isupper():
            return Found(value=match[0], how=found.how, span=Span(*match.span()))
    return found


def _host(address: str) -> str:
    """The host of a web address, or nothing."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def _spans(blocks: Sequence[Block], *kinds: BlockKind) -> list[Span]:
    return [block.span for block in blocks if block.kind in kinds]
