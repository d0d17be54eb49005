"""Headlines that name their source beside what it says: "Mayor: ...", "... - sources"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.matches import Match, View
from digest.claims.sentences import DASHES, Segment
from digest.claims.tags import Tag
from digest.models import ClaimType

_MOST_WORDS = 5
_SOURCE = Tag.ROLE | Tag.UNNAMED | Tag.BODY | Tag.OUTLET | Tag.REPORT | Tag.COMPANY | Tag.GIVEN


def headed(view: View) -> Iterator[Match]:
    """SOURCE: what it says; what it says - SOURCE."""
    segments = view.sentence.segments
    if not view.unstopped or len(segments) < 2:
        return
    if segments[1].mark == ":" and _is_source(view, segments[0], known=False):
        yield _match(view, segments[0], segments[1].start, view.sentence.stop)
    elif segments[-1].mark in DASHES and _is_source(view, segments[-1], known=True):
        kickers = view.passage.lexicon.kickers
        kicked = segments[1].mark == ":" and view.word(segments[0].start) in kickers
        start = segments[1].start if kicked else view.sentence.start
        yield _match(view, segments[-1], start, segments[-1].start - 1)


def _is_source(view: View, segment: Segment, *, known: bool) -> bool:
    """Whether a few words can be who speaks: behind a dash, only a noun for one."""
    words = [token for token in view.passage.tokens[segment.start : segment.end] if token.is_word]
    if not 0 < len(words) <= _MOST_WORDS or words[0].word in view.passage.lexicon.kickers:
        return False
    if any(word.text[0].isdigit() for word in words):
        return False
    if segment.tags & (Tag.AUXILIARY | Tag.MODAL | Tag.PREPOSITION | Tag.WH):
        return False
    named = bool(segment.tags & _SOURCE)
    return named or (not known and words[-1].capitalised)


def _match(view: View, source: Segment, start: int, end: int) -> Match:
    return Match(
        rule="",
        type=ClaimType.INDIRECT,
        quote=view.between(start, end),
        speaker=((source.start, source.end),),
        cue=((source.end, source.end + 1),) if source.end < start else ((end, end + 1),),
        frame=((source.start, source.end),),
    )
