"""What was found in an article, as labelled spans, and its text cut where they begin and end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from digest.models import Claim, Document, Found, Source, Span


class Kind(StrEnum):
    """What a span is of its claim or article, in the order of the legend."""

    QUOTE = "quote"
    SPEAKER = "speaker"
    CUE = "cue"
    FRAME = "frame"
    ADDRESSEE = "addressee"
    CITED = "cited"
    HEDGE = "hedge"
    FIGURE = "figure"
    NAME = "name"
    FACT = "fact"


@dataclass(frozen=True, kw_only=True, slots=True)
class Annotation:
    """`note` says what `kind` alone does not: whose quote, which figure, which fact."""

    span: Span
    kind: Kind
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Segment:
    """Text between two boundaries, and the annotations that cover all of it."""

    span: Span
    annotations: tuple[Annotation, ...]


def segments(
    text: str, annotations: Iterable[Annotation], *, cuts: Iterable[int] = ()
) -> Iterator[Segment]:
    """`text` in pieces, each wholly inside or outside every annotation; also cut at `cuts`.

    The pieces are in order, none is empty, and joined they are `text`.
    """
    starting: dict[int, list[Annotation]] = defaultdict(list)
    boundaries = {0, len(text), *cuts}
    for each in annotations:
        starting[each.span.start].append(each)
        boundaries.update(each.span)
    current: list[Annotation] = []
    for start, end in pairwise(sorted(boundaries)):
        current = [each for each in current if each.span.end > start] + starting[start]
        yield Segment(span=Span(start, end), annotations=tuple(current))


def of(document: Document, claims: Sequence[Claim]) -> list[Annotation]:
    """All that is known of the words of `document`. Claims are numbered from 1 as they come."""
    found = list(_facts(document))
    for number, claim in enumerate(claims, 1):
        found += _parts(claim, number)
    return found


def _facts(document: Document) -> Iterator[Annotation]:
    facts: list[tuple[str, Found[str] | Found[datetime] | None]] = [
        ("title", document.title),
        ("outlet", document.outlet),
        ("original outlet", document.original_outlet),
        ("time", document.published),
        *(("agency", each) for each in document.agencies),
        *(("author", each) for each in document.authors),
    ]
    for name, found in facts:
        if found and found.span:
            yield Annotation(span=found.span, kind=Kind.FACT, note=f"{name}: {found.value}")


def _parts(claim: Claim, number: int) -> Iterator[Annotation]:
    whose = f"claim {number}"
    marked = (
        (Kind.QUOTE, claim.quote),
        (Kind.SPEAKER, claim.speaker),
        (Kind.CUE, claim.cue),
        (Kind.FRAME, claim.frame),
        (Kind.ADDRESSEE, claim.addressee),
        (Kind.HEDGE, claim.evidence),
    )
    for kind, spans in marked:
        yield from (Annotation(span=span, kind=kind, note=whose) for span in spans)
    for figure in claim.figures:
        note = f"{figure.reading()}, {whose}"
        yield Annotation(span=figure.span, kind=Kind.FIGURE, note=note)
    if claim.source:
        yield from _source(claim.source, Kind.NAME, whose)
    if claim.medium:
        yield from _source(claim.medium, Kind.ADDRESSEE, whose)
    for cited in claim.citing:
        yield from _source(cited, Kind.CITED, whose)


def _source(source: Source, kind: Kind, whose: str) -> Iterator[Annotation]:
    yield Annotation(span=source.span, kind=kind, note=f"{source.kind} of {whose}")
    if source.role_span:
        yield Annotation(span=source.role_span, kind=kind, note=f"role of {source.name}")
