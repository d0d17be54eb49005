"""Sentences that tell what was said without a clause for it: "X fordert ein Ende der Gewalt"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.cues import cues
from digest.claims.matches import Match, View
from digest.claims.subjects import clause_subject
from digest.claims.tags import Use
from digest.models import ClaimType


def whole(view: View) -> Iterator[Match]:
    """The main clause has a verb that reports, and a source."""
    for cue in cues(view):
        if not cue.use & Use.REPORT or cue.passive:
            continue
        segment = view.sentence.segments[cue.segment]
        if cue.segment > 0:
            continue
        subject = clause_subject(view, segment.start, cue.finite, segment.end)
        if subject:
            yield Match(
                rule="",
                type=ClaimType.REPORTED,
                quote=((view.sentence.start, view.sentence.end),),
                speaker=(subject,),
            )
            return
