"""Sentences that tell what was said without a clause for it: "X fordert ein Ende der Gewalt"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.grammar.cues import Cue, cues
from digest.claims.grammar.phrases import is_relative
from digest.claims.grammar.subjects import segment_subject
from digest.claims.grammar.voices import THING, voice
from digest.claims.matches import Match, Range, View
from digest.claims.rules.addressees import addressee
from digest.claims.rules.agents import agent
from digest.claims.rules.quoted import names
from digest.claims.vocabulary.tags import Tag, Use
from digest.models import ClaimType


def whole(view: View) -> Iterator[Match]:
    """The main clause has a verb that reports, and a source."""
    for cue in cues(view):
        if not cue.use & Use.REPORT or not _is_main(view, cue) or names(view, cue):
            continue
        subject = _source(view, cue)
        if subject:
            yield Match(
                rule="",
                type=ClaimType.REPORTED,
                quote=((view.sentence.start, view.sentence.end),),
                speaker=(subject,),
                addressee=addressee(view, cue, subject, _clause(view, cue)),
                grounds=cue.parts,
            )
            return


def _is_main(view: View, cue: Cue) -> bool:
    """Whether the verb is that of a main clause: "als" can lead to a noun, and "so" to a verb."""
    segment = view.sentence.segments[cue.segment]
    led = view.first(segment, Tag.SUBORDINATOR | Tag.NOT_CLAUSE)
    if led and (cue.finite + 1 >= segment.end or not view.passage.lexicon.data.verb_second):
        return False
    return not is_relative(view, segment.start, segment.end)


def _clause(view: View, cue: Cue) -> Range:
    segment = view.sentence.segments[cue.segment]
    return segment.start, segment.end


def _source(view: View, cue: Cue) -> Range | None:
    segment = view.sentence.segments[cue.segment]
    if not cue.passive:
        subject = segment_subject(view, cue.segment, cue.finite, segment.end)
        return subject if subject and voice(view, subject) > THING else None
    found = agent(view, segment.start, segment.end)
    place = None if found else agent(view, segment.start, segment.end, place_too=True)
    return place if place and view.tags(*place) & Tag.REPORT else found
