"""An article as pages show it: its blocks in order, what was found in them marked in place.

    block > passage > segment > layer

A passage is the sentences that one claim was read from (several, where their sentences overlap);
the links to those claims lead to it. A layer is one kind of mark over a segment.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from digest.models import Block, Claim, Document, Span, Spans
from digest.rendering.cleaning import seen
from digest.rendering.links import anchor
from digest.web.annotation import Annotation, Kind, Segment, of, segments


@dataclass(frozen=True, kw_only=True, slots=True)
class Layer:
    """One kind of mark over a segment: whose it is, and whether it begins or ends here."""

    kind: Kind
    notes: tuple[str, ...]
    opens: bool
    closes: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Text in one block, as words and the layers over them.

    `anchors` are those of the claims that were read from it, where it begins; `continued` says
    that it began in an earlier block.
    """

    anchors: tuple[str, ...]
    continued: bool
    segments: tuple[tuple[str, tuple[Layer, ...]], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbered:
    """A claim with its number in the article and its anchor."""

    number: int
    anchor: str
    claim: Claim


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """A block, its text in passages, and the claims that begin in it."""

    block: Block
    passages: tuple[Passage, ...]
    claims: tuple[Numbered, ...]


def place(document: Document, claims: Sequence[Claim], spans: Spans) -> str:
    """The fragment for words at `spans`: their claim, or else their paragraph."""
    quotes = [claim.quote for claim in claims]
    near = (each for each in quotes if any(a.overlaps(b) for a in spans for b in each))
    quote = spans if spans in quotes else next(near, None)
    if quote:
        return anchor(quote)
    return f"p{document.block_at(spans[0].start).paragraph}"


def marked(
    document: Document, claims: Sequence[Claim], cited: Iterable[Spans] = ()
) -> Iterator[Marked]:
    """The blocks of `document` with everything that was found in them; no word is left out.

    What is `cited` is led to as well where it is no claim: figures, and claims as they were read
    by an earlier version of the program.
    """
    numbered = [
        Numbered(number=number, anchor=anchor(claim.quote), claim=claim)
        for number, claim in enumerate(claims, 1)
    ]
    led_to = [(each.claim.sentence, each.anchor) for each in numbered]
    led_to += [(Span(spans[0].start, spans[-1].end), anchor(spans)) for spans in cited]
    anchors = _anchors(led_to)
    blocks = [block.span for block in document.blocks]
    cuts = [edge for span in (*blocks, *anchors) for edge in span]
    found = segments(document.text, of(document, claims), cuts=cuts)
    pieces = groupby(found, key=lambda each: _at(blocks, each.span.start))
    runs = {index: list(run) for index, run in pieces}
    for index, block in enumerate(document.blocks):
        yield Marked(
            block=block,
            passages=tuple(_passages(document, block, runs.get(index, ()), anchors)),
            claims=tuple(n for n in numbered if _at(blocks, n.claim.sentence.start) == index),
        )


def _at(spans: Sequence[Span], offset: int) -> int:
    """The index of the last of `spans` that begins before or at `offset`; at least 0."""
    return max(0, bisect_right(spans, offset, key=lambda span: span.start) - 1)


def _anchors(led_to: Iterable[tuple[Span, str]]) -> dict[Span, list[str]]:
    """Sentences, those that overlap as one, and the anchors that lead there."""
    anchors: dict[Span, list[str]] = {}
    last = Span(0, 0)
    for sentence, name in sorted(led_to, key=lambda each: each[0]):
        span, before = sentence, list[str]()
        if span.overlaps(last):
            span, before = Span(last.start, max(last.end, span.end)), anchors.pop(last)
        anchors[span] = list(dict.fromkeys([*before, name]))
        last = span
    return anchors


def _passages(
    document: Document, block: Block, pieces: Iterable[Segment], anchors: dict[Span, list[str]]
) -> Iterator[Passage]:
    """`pieces` of one block, those of one passage together. It is anchored where it begins."""
    sentences = list(anchors)

    def passage(piece: Segment) -> Span | None:
        span = sentences[_at(sentences, piece.span.start)] if sentences else None
        return span if span and span.covers(piece.span) else None

    # White space and bullets between blocks are no one's; should words stand there, they are shown.
    kept = (p for p in pieces if block.span.covers(p.span) or _has_word(p.span.of(document.text)))
    for span, run in groupby(kept, key=passage):
        parts = [(piece, piece.span.of(document.text)) for piece in run]
        begins = span is not None and span.start == parts[0][0].span.start
        yield Passage(
            anchors=tuple(anchors[span]) if span and begins else (),
            continued=span is not None and not begins,
            segments=tuple((seen(words), _layers(piece)) for piece, words in parts),
        )


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _layers(piece: Segment) -> tuple[Layer, ...]:
    """The annotations of `piece`, those of a kind as one, in the order of kinds."""
    by_kind: dict[Kind, list[Annotation]] = defaultdict(list)
    for each in piece.annotations:
        by_kind[each.kind].append(each)
    return tuple(
        Layer(
            kind=kind,
            notes=tuple(dict.fromkeys(each.note for each in by_kind[kind])),
            opens=any(each.span.start == piece.span.start for each in by_kind[kind]),
            closes=any(each.span.end == piece.span.end for each in by_kind[kind]),
        )
        for kind in Kind
        if kind in by_kind
    )
