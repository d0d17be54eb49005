"""Frames inside or behind what was said whose subject stands behind the verb, where it stands
before it otherwise: "..., a déclaré X", "..., explique-t-elle, ..."."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.grammar.cues import Cue, cues
from digest.claims.grammar.phrases import is_relative
from digest.claims.grammar.subjects import subject_behind
from digest.claims.matches import Match, Range, View
from digest.claims.rules.addressees import told_behind
from digest.claims.rules.agents import agent
from digest.claims.rules.verbs import through_asides
from digest.claims.text.sentences import DELIMITERS, Segment
from digest.claims.vocabulary.tags import COMMON, Tag, Use
from digest.models import ClaimType

_STOPS = frozenset(".!?…")
_SPEAKS = COMMON | Tag.GIVEN | Tag.PRONOUN


def inverted(view: View) -> Iterator[Match]:
    """..., a déclaré X; the clause holds the verb and its subject, and nothing else is said."""
    for cue in cues(view):
        if cue.passive or not cue.use & (Use.SAY | Use.THINK):
            continue
        subject = _subject(view, cue)
        if not subject or not _interrupts(view, cue):
            continue
        segment = view.sentence.segments[cue.segment]
        start = _start(view, segment)
        end = through_asides(view, max(segment.end, subject[1]))
        end += end < view.sentence.stop and view.word(end) in _STOPS
        begin = start - 1 if start > view.sentence.start and _is_mark(view, start - 1) else start
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=view.rest(begin, end),
            speaker=(subject,),
            cue=cue.parts,
            frame=((begin, end),),
            addressee=told_behind(view, (cue.last + 1, segment.end), subject),
        )


def _is_mark(view: View, place: int) -> bool:
    return view.word(place) in DELIMITERS and not view.passage.masked[place]


def _start(view: View, segment: Segment) -> int:
    """Where a clause begins that may have its quotation before it without a comma."""
    place = segment.start
    while place < segment.end and view.passage.masked[place]:
        place += 1
    return place


def _subject(view: View, cue: Cue) -> Range | None:
    """Who speaks: the phrase behind a verb that opens its clause; nobody's "on" gives way to where
    it was heard."""
    lexicon = view.passage.lexicon
    place = _start(view, view.sentence.segments[cue.segment])
    while place < cue.finite and (
        view.at(place) & (Tag.OPENER | Tag.REFLEXIVE | Tag.NEGATION)
        or view.word(place) in lexicon.object_pronouns
    ):
        place += 1
    found = subject_behind(view, cue) if place == cue.finite else None
    if found is None:
        return None
    if view.word(found[0]) in lexicon.nobody:
        return agent(view, cue.last + 1, view.sentence.stop, place_too=True) or found
    names = any(token.capitalised for token in view.passage.tokens[found[0] : found[1]])
    return found if names or view.tags(*found) & _SPEAKS else None


def _interrupts(view: View, cue: Cue) -> bool:
    """Whether the clause stands in or behind another: no comma divides a subject from its verb, so
    one phrase before it is said; behind an aside there has to be a verb of its own."""
    segments = view.sentence.segments
    if view.passage.masked[view.sentence.start]:
        return True
    if cue.segment == 0:
        return False
    if cue.segment == 1:
        return not view.first(segments[0], Tag.SUBORDINATOR | Tag.FRAME_BEFORE)
    others = (s for n, s in enumerate(segments) if n != cue.segment)
    return (
        any(s.tags & Tag.VERB and not is_relative(view, s.start, s.end) for s in others)
        or view.tags(cue.finite, cue.last + 2) & Tag.NOMINATIVE > 0
    )
