"""Items of feeds as articles: the title, and below it the text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from digest.formats.format import clean
from digest.formats.writer import Writer
from digest.models import Article, BlockKind, Mark, Span
from digest.models.feeds import Channel, Item

FORMAT = "feed"


def article(
    item: Item,
    channel: Channel,
    *,
    id: str,  # noqa: A002 - the field's name
    place: str,
    known: Mapping[str, str] = MappingProxyType({}),
) -> Article:
    """`item` of `channel` as an article. Its outlet is where an aggregator has it from, if it is
    from elsewhere. `known` metadata goes before what the feed says.
    """
    title = Writer()
    title.add(item.title, BlockKind.TITLE)
    head = f"{title.text}\n\n" if title.text and item.text else title.text
    below = (
        Mark(kind=mark.kind, span=Span(mark.span.start + len(head), mark.span.end + len(head)))
        for mark in item.outline
    )
    return Article(
        id=id,
        place=place,
        format=FORMAT,
        text=head + item.text,
        outline=(*title.outline, *below),
        metadata=clean(
            {
                "title": item.title,
                "url": item.url,
                "outlet": item.origin.title if item.origin else channel.title,
                "author": "; ".join(item.authors),
                "published": item.published.isoformat() if item.published else "",
                "language": item.language or channel.language,
                **known,
            }
        ),
    )
