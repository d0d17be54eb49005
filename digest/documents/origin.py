"""Where an article comes from: title, outlet, agencies, authors, and when it was published.

Metadata is asked first, then the lines around the article, each value with the words it is from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        return Found(value=block.span.of(article.text), how="first line", span=block.span)
    return _said(article, "title")


def outlet(article: Article, blocks: Sequence[Block]) -> Found[str] | None:
    said = _said(article, "outlet") or next(_credited(article, blocks), None)
    return said or _address(article.metadata.get("url", ""))


def original_outlet(article: Article, blocks: Sequence[Block]) -> Found[str] | None:
    spans = _spans(blocks, BlockKind.CREDIT)
    found = (credit_lines.original(article.text, span) for span in spans)
    return next(filter(None, found), None)


def agencies(article: Article, blocks: Sequence[Block]) -> tuple[Found[str], ...]:
    """Each agency once, where it is named first."""
    first: dict[str, Found[str]] = {}
    for span in _spans(blocks, BlockKind.BYLINE, BlockKind.CREDIT):
        for found in credit_lines.agencies(article.text, span):
            first.setdefault(found.value, found)
    return tuple(first.values())


def authors(article: Article, blocks: Sequence[Block]) -> tuple[Found[str], ...]:
    """The names that metadata gives (between semicolons), or else those of the bylines."""
    names = (" ".join(name.split()) for name in article.metadata.get("author", "").split(";"))
    said = tuple(Found(value=name, how=METADATA) for name in names if name)
    spans = _spans(blocks, BlockKind.BYLINE)
    return said or tuple(
        name for span in spans for name in credit_lines.authors(article.text, span)
    )


def published(article: Article, blocks: Sequence[Block]) -> Found[datetime] | None:
    """By metadata, a dateline, or else the latest embedded post, which cannot be younger."""
    said = dates.parse(article.metadata.get("published", ""), METADATA)
    if said:
        return said
    lines = _spans(blocks, BlockKind.BYLINE)
    signed = [span for span in lines if SIGNATURE.fullmatch(span.of(article.text))]
    for span in lines:
        for found in dates.find(span.of(article.text), "dateline", offset=span.start):
            if span not in signed:
                return found
    posted = [
        found
        for span in signed
        for found in dates.find(span.of(article.text), "embedded post", offset=span.start)
    ]
    return max(posted, key=lambda found: found.value, default=None)


def _said(article: Article, key: str) -> Found[str] | None:
    value = " ".join(article.metadata.get(key, "").split())
    return Found(value=value, how=METADATA) if value else None


def _credited(article: Article, blocks: Sequence[Block]) -> Iterator[Found[str]]:
    spans = _spans(blocks, BlockKind.CREDIT)
    return filter(None, (credit_lines.outlet(article.text, span) for span in spans))


def _address(url: str) -> Found[str] | None:
    """The site of an address, where nothing better is known."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return Found(value=host.removeprefix("www."), how="address") if host else None


def _spans(blocks: Sequence[Block], *kinds: BlockKind) -> list[Span]:
    return [block.span for block in blocks if block.kind in kinds]
