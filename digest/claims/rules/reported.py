"""Sentences that tell what was said without a clause for it: "X fordert ein Ende der Gewalt"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.cues import Cue, cues
from digest.claims.matches import Match, Range, View
from digest.claims.phrases import is_relative
from digest.claims.rules.verbs import agent
from digest.claims.subjects import segment_subject
from digest.claims.tags import Tag, Use
from digest.models import ClaimType


def whole(view: View) -> Iterator[Match]:
    """The main clause has a verb that reports, and a source."""
    for cue in cues(view):
        if not cue.use & Use.REPORT or not _is_main(view, cue):
            continue
        subject = _source(view, cue)
        if subject:
            yield Match(
                rule="",
                type=ClaimType.REPORTED,
                quote=((view.sentence.start, view.sentence.end),),
                speaker=(subject,),
                grounds=cue.parts,
            )
            return


def _is_main(view: View, cue: Cue) -> bool:
    segment = view.sentence.segments[cue.segment]
    sub = Tag.SUBORDINATOR | Tag.NOT_CLAUSE
    return not (view.first(segment, sub) or is_relative(view, segment.start, segment.end))


def _source(view: View, cue: Cue) -> Range | None:
    segment = view.sentence.segments[cue.segment]
    if cue.passive:
        return agent(view, segment.start, segment.end)
    return segment_subject(view, cue.segment, cue.finite, segment.end)
