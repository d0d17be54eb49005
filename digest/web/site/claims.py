"""A claim: its words, who says them, where they stand, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from digest.models import Document, Span
from digest.models.editions import Place
from digest.rendering.cleaning import seen
from digest.rendering.lines import Cited
from digest.rendering.page import SourceEntry
from digest.web.site.telling import Telling, entry, tellings
from digest.web.site.visits import NoPageError, Routes, Visit


@dataclass(frozen=True, kw_only=True, slots=True)
class Quoted:
    """A place of a claim: the paragraph around it in `pieces`, those of the claim marked, and the
    article that it is in.
    """

    cited: Cited
    source: SourceEntry
    language: str
    pieces: tuple[tuple[str, bool], ...]


def claim(visit: Visit) -> Response:
    """One claim, as the last edition has it, and as each one had it before."""
    names = visit.shelf.claim_ids(visit.part("id"))
    told = list(_tellings(names, visit))
    if not told:
        raise NoPageError
    last = told[-1]
    if visit.part("id") != names[0]:
        return RedirectResponse(visit.links.claim(names[0]))
    return visit.page(
        "claim",
        visit.links.claim(names[0]),
        last=last,
        quoted=list(_quoted(last, visit)),
        history=told[::-1],
        denied=_told(last.item.denies, visit),
        denials=_denials(last),
    )


def _quoted(told: Telling, visit: Visit) -> Iterator[Quoted]:
    """All places of the claim, in the order of its sources."""
    references = {each.number: each for each in told.edition.references}
    cited = {references[each.number].document for each in told.item.places}
    documents = visit.shelf.documents(cited)
    for place in told.item.places:
        reference = references[place.number]
        document = documents.get(reference.document)
        if document and place.spans:
            yield Quoted(
                cited=Cited(
                    text=f"{place.number} ¶{place.paragraph}",
                    number=place.number,
                    url=visit.links.article(document.fingerprint, place.spans),
                ),
                source=entry(told.edition, reference, visit.links),
                language=document.block_at(place.spans[0].start).language,
                pieces=tuple(_pieces(document, place)),
            )


def _pieces(document: Document, place: Place) -> Iterator[tuple[str, bool]]:
    """The text of the blocks that have the place, cut where its words begin and end."""
    first, last = document.block_at(place.spans[0].start), document.block_at(place.spans[-1].start)
    at, end = first.span.start, max(last.span.end, place.spans[-1].end)
    for span in place.spans:
        yield seen(Span(at, span.start).of(document.text)), False
        yield seen(span.of(document.text)), True
        at = span.end
    yield seen(Span(at, end).of(document.text)), False


def _told(name: str | None, visit: Visit) -> Telling | None:
    """The claim with this id, as it was told last."""
    if not name:
        return None
    return next(_tellings(visit.shelf.claim_ids(name), visit, limit=1), None)


def _tellings(names: Sequence[str], visit: Visit, limit: int | None = None) -> Iterator[Telling]:
    """The claim that is called so, as the last editions that have it tell it."""
    editions = visit.shelf.of_claim(names[0], limit=limit)
    return tellings(editions, visit.links, lambda _, item: item.id in names)


def _denials(last: Telling) -> Sequence[tuple[str, str]]:
    """Who denies it in the same edition: their words, and the page of these."""
    return [
        (line.words, line.url)
        for item in last.story.items
        if item.denies == last.item.id
        for group in last.card.groups
        for line in group.lines
        if line.id == item.id
    ]


ROUTES: Routes = (("/claims/{id}", claim),)
