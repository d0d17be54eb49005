"""The text cut at what was found in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.models import Span
from digest.web.annotation import Annotation, Kind, Segment, segments

TEXT = "The harbour may stay shut, Tomsen said."


def found(words: str, kind: Kind) -> Annotation:
    start = TEXT.index(words)
    return Annotation(span=Span(start, start + len(words)), kind=kind)


def shape(pieces: list[Segment]) -> list[tuple[str, set[Kind]]]:
    return [(piece.span.of(TEXT), {each.kind for each in piece.annotations}) for piece in pieces]


def test_nested_and_overlapping_marks_are_split_at_their_boundaries() -> None:
    """HTML elements cannot overlap as spans do: the reader must still see both."""
    annotations = [
        found("The harbour may stay shut", Kind.QUOTE),
        found("may", Kind.HEDGE),
        found("shut, Tomsen said", Kind.FRAME),
    ]
    assert shape(list(segments(TEXT, annotations))) == [
        ("The harbour ", {Kind.QUOTE}),
        ("may", {Kind.QUOTE, Kind.HEDGE}),
        (" stay ", {Kind.QUOTE}),
        ("shut", {Kind.QUOTE, Kind.FRAME}),
        (", Tomsen said", {Kind.FRAME}),
        (".", set()),
    ]


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, list[Annotation], list[int]]:
    text = draw(st.text(min_size=1, max_size=40))
    offsets = st.integers(0, len(text))
    spans = st.tuples(offsets, offsets).filter(lambda pair: pair[0] < pair[1]).map(Span._make)
    annotations = st.builds(Annotation, span=spans, kind=st.sampled_from(Kind))
    return text, draw(st.lists(annotations, max_size=8)), draw(st.lists(offsets, max_size=4))


@given(annotated())
def test_segments_are_the_text_and_keep_every_mark(
    case: tuple[str, list[Annotation], list[int]],
) -> None:
    """A word that is lost or marked as what it is not would make the page lie."""
    text, annotations, cuts = case
    pieces = list(segments(text, annotations, cuts=cuts))
    assert "".join(piece.span.of(text) for piece in pieces) == text
    assert all(piece.span.start < piece.span.end for piece in pieces)
    assert {piece.span.start for piece in pieces} >= set(cuts) - {len(text)}
    for offset in range(len(text)):
        (piece,) = (each for each in pieces if each.span.start <= offset < each.span.end)
        here = [each for each in annotations if each.span.start <= offset < each.span.end]
        assert sorted(piece.annotations, key=id) == sorted(here, key=id)
