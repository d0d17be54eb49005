"""Sentences that carry the last source on: "Die Lage sei ernst.", "Er soll geflohen sein." """

from __future__ import annotations

from digest.claims.lexicon import Tag
from digest.claims.matches import Match, View
from digest.claims.phrases import is_relative
from digest.models import ClaimType


def carried(view: View, last: Match | None) -> Match | None:
    """The sentence as a claim of the last source, if its mood says that it is one."""
    tags = _main_tags(view)
    whole = ((view.sentence.start, view.sentence.end),)
    if tags & Tag.SUBJUNCTIVE or (tags & Tag.PAST_SUBJUNCTIVE and last):
        kind, rule = ClaimType.INDIRECT_FREE_INDIRECT, "mood: subjunctive"
    elif tags & Tag.HEARSAY:
        kind, rule = ClaimType.FREE_INDIRECT, "mood: soll"
    else:
        return None
    return Match(rule=rule, type=kind, quote=whole)


def _main_tags(view: View) -> int:
    tags = 0
    for segment in view.sentence.segments:
        if not (
            segment.mark
            and (
                is_relative(view, segment.start, segment.end)
                or view.first(segment, Tag.SUBORDINATOR | Tag.NOT_CLAUSE)
            )
        ):
            tags |= segment.tags
    return tags
