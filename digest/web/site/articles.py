"""An article with its claims marked: all of it, or what editions cite of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from starlette.responses import Response

from digest.models import BlockKind, Document, Spans
from digest.models.editions import Edition, Item
from digest.models.views import Archived
from digest.rendering.cleaning import one_line
from digest.rendering.links import anchor
from digest.rendering.phrases import name_of
from digest.web.article import Marked, marked
from digest.web.site.telling import Telling, entry, tellings
from digest.web.site.visits import NoPageError, Routes, Visit


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A claim that begins in a block: where its sentence is, who is shown to say it, how sure they
    are, and its page.
    """

    anchor: str
    speaker: str
    hedge: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """Blocks of one paragraph, or, where there are none, so many paragraphs that are not shown."""

    blocks: tuple[Marked, ...] = ()
    gap: int = 0


def article(visit: Visit) -> Response:
    """One article that editions cite, and which of its words they tell."""
    name = visit.part("fingerprint")
    editions = visit.shelf.citing(name)
    document = visit.shelf.documents([name]).get(name) if editions else None
    if document is None:
        raise NoPageError
    reference = next(each for each in editions[-1].references if each.document == name)
    told = list(
        tellings(editions, visit.links, lambda edition, item: bool(_spans_in(edition, item, name)))
    )
    cited = list(_cited(editions, name))
    blocks = list(marked(document, visit.shelf.claims([name]).get(name, ()), cited))
    headings = [each for each in blocks if each.block.kind is BlockKind.TITLE][:1]
    is_whole = visit.shelf.publication.archived is Archived.ARTICLES
    kept = None if is_whole else _kept(document, cited)
    return visit.page(
        "article",
        visit.links.article(name),
        document=document,
        source=entry(editions[-1], reference, visit.links),
        title=one_line(reference.title or reference.id),
        authors=[one_line(each.value) for each in document.authors],
        headings=headings,
        shown=list(_shown([each for each in blocks if each not in headings], kept)),
        notes=_notes(told, name),
        stories=_stories(told),
    )


def _cited(editions: Iterable[Edition], name: str) -> Iterator[Spans]:
    """All places of the document that a reader may be led to."""
    for edition in editions:
        numbers = {each.number for each in edition.references if each.document == name}
        for story in edition.stories:
            if story.headline.document == name and story.headline.span:
                yield (story.headline.span,)
            places = [place for item in story.items for place in item.places]
            places += [value.place for each in story.disputes for value in each.values]
            yield from (each.spans for each in places if each.number in numbers and each.spans)


def _kept(document: Document, cited: Iterable[Spans]) -> frozenset[int]:
    """The numbers of the paragraphs that are cited."""
    led_to = [span for spans in cited for span in spans]
    return frozenset(
        block.paragraph
        for block in document.blocks
        if any(block.span.overlaps(span) for span in led_to)
    )


def _shown(blocks: Sequence[Marked], kept: Collection[int] | None) -> Iterator[Shown]:
    """The paragraphs that are `kept` (None: all), with the gaps between them; no clutter."""
    seen = [each for each in blocks if each.block.kind is not BlockKind.CLUTTER]
    paragraphs = [list(same) for _, same in groupby(seen, key=lambda each: each.block.paragraph)]

    def is_kept(paragraph: Sequence[Marked]) -> bool:
        return kept is None or paragraph[0].block.paragraph in kept

    for shown, run in groupby(paragraphs, key=is_kept):
        if shown:
            yield from (Shown(blocks=tuple(each)) for each in run)
        else:
            yield Shown(gap=len(list(run)))


def _spans_in(edition: Edition, item: Item, name: str) -> list[Spans]:
    """Where the document says what `item` of `edition` tells."""
    numbers = {each.number for each in edition.references if each.document == name}
    return [each.spans for each in item.places if each.number in numbers]


def _notes(told: Iterable[Telling], name: str) -> dict[str, Note]:
    """By the anchors of their claims; the last edition has the last word."""
    return {
        anchor(spans): Note(
            anchor=anchor(spans),
            speaker=name_of(each.item.attribution),
            hedge=each.line.hedge,
            url=each.line.url,
        )
        for each in told
        for spans in _spans_in(each.edition, each.item, name)
    }


def _stories(told: Iterable[Telling]) -> list[Telling]:
    """A line of each story that cites the article, as the last edition has it."""
    return list({each.story.id: each for each in told}.values())


ROUTES: Routes = (("/articles/{fingerprint}", article),)
