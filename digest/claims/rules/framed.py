"""How far a frame without a verb goes, and the clause that is told in it."""

from __future__ import annotations

from digest.claims.grammar.cues import is_attribute
from digest.claims.grammar.phrases import is_relative
from digest.claims.matches import Match, Range, Ranges, View
from digest.claims.rules.addressees import addressed
from digest.claims.text.sentences import Segment
from digest.claims.vocabulary.tags import Tag
from digest.models import ClaimType

# Marks behind which a clause stands on its own.
_BOUNDS = frozenset(";:")
# In tokens; what stands before the verb of a sentence is one phrase, and none is longer.
_LONGEST_FRONT = 50


def framed(view: View, *, cue: Range, speaker: Range, frame: Range) -> Match:
    """The claim that has `frame` around it."""
    told = addressed(view, frame[1])
    start, end = frame[0], told[1] if told else frame[1]
    front = _front(view, end) if start == cue[0] == view.sentence.start else 0
    if front:
        comma = view.word(front - 1) == ","
        speaker, end = (speaker[0], speaker[1] if told else front - comma), front
    else:
        speaker, end = _without_place(view, cue, speaker, end)
        end = _closed(view, start, end)
    return Match(
        rule="",
        type=ClaimType.INDIRECT,
        quote=_told(view, start, end),
        speaker=(speaker,),
        cue=(cue,),
        frame=((start, end),),
        addressee=(told,) if told else (),
    )


def _without_place(view: View, cue: Range, speaker: Range, end: int) -> tuple[Range, int]:
    """In the midst of a clause, "in Kiel" behind the source goes on with the clause."""
    goes_on = speaker == (cue[1], end) and all(s.end != end for s in view.sentence.segments)
    if not goes_on or not view.passage.lexicon.data.verb_second:
        return speaker, end
    for place in range(speaker[0] + 1, end):
        inner = view.at(place) & Tag.INNER and not view.passage.masked[place]
        if inner and view.word(place) not in view.passage.lexicon.belonging:
            return (speaker[0], place), place
    return speaker, end


def _front(view: View, end: int) -> int:
    """The main verb of a sentence where that has to stand second: all before it is the frame."""
    counted = view.word(end)[:1].isdigit()  # a number starts another phrase
    if counted or not view.passage.lexicon.data.verb_second:
        return 0
    limit = min(view.sentence.stop, view.sentence.start + _LONGEST_FRONT)
    for segment in view.sentence.segments:
        aside = segment.start > end and _is_aside(view, segment)
        if segment.end <= end or aside or segment.start >= limit:
            continue
        for place in range(max(segment.start, end), min(segment.end, limit)):
            verb = view.at(place) & Tag.VERB and not view.passage.masked[place]
            if verb and not is_attribute(view, segment, place):
                return place
        if segment.mark not in ("", ","):
            return 0
    return 0


def _is_aside(view: View, segment: Segment) -> bool:
    led = view.first(segment, Tag.SUBORDINATOR)
    return bool(led) or is_relative(view, segment.start, segment.end)


def _closed(view: View, start: int, end: int) -> int:
    """The end of a frame with what its comma closes: a relative clause, or at the head of the
    sentence the rest of a phrase ("according to people close to the talks,")."""
    if start > view.sentence.start:
        return _through_relatives(view, end)
    if not view.passage.lexicon.data.verb_second:
        end = _through_phrase(view, end)
    return end + (end < view.sentence.stop and view.word(end) == ",")


def _through_phrase(view: View, end: int) -> int:
    first = view.sentence.segments[0]
    plain = first.start <= end < first.end and not view.tags(end, first.end) & Tag.VERB
    closed = plain and not any(view.passage.masked[end : first.end]) and view.word(first.end) == ","
    return first.end if closed else end


def _through_relatives(view: View, end: int) -> int:
    """A relative clause right behind a source belongs to the frame: "laut X, der ...,"."""
    for segment in view.sentence.segments:
        if segment.start == end + 1 and is_relative(view, segment.start, segment.end):
            return segment.end
    return end


def _told(view: View, start: int, end: int) -> Ranges:
    """What stands around the frame: all of the sentence behind one at its head, or else the clause
    that the frame stands in."""
    segments = view.sentence.segments
    own = next((s for s in segments[1:] if s.start <= start and end <= s.end), None)
    if own is None or start == view.sentence.start:
        last = next((s.start - 1 for s in segments if s.start > end and s.mark == ";"), 0)
        return view.between(end, last) if last and own is None else view.rest(start, end)
    if is_relative(view, own.start, own.end):
        return view.between(own.start, start) + view.between(end, own.end)
    if not view.passage.lexicon.data.verb_second:
        return _between_semicolons(view, start, end)
    first = max((s.start for s in segments if s.mark in _BOUNDS and s.start <= start), default=0)
    main = [s for s in segments if first <= s.start < own.start and _is_main(view, s)]
    if main and _is_main(view, own) and not view.first(own, Tag.VERB):
        first = own.start
    if first <= view.sentence.start:
        return view.rest(start, end)
    last = next((s.start - 1 for s in segments if s.start > end and s.mark == ";"), 0)
    return view.between(first, start) + view.between(end, last or view.sentence.stop)


def _between_semicolons(view: View, start: int, end: int) -> Ranges:
    marks = [s.start for s in view.sentence.segments if s.mark == ";"]
    first = max((place for place in marks if place <= start), default=view.sentence.start)
    last = min((place - 1 for place in marks if place > end), default=view.sentence.stop)
    around = view.between(first, start) + view.between(end, last)
    return around if marks else view.rest(start, end)


def _is_main(view: View, segment: Segment) -> bool:
    """Whether a segment is a main clause with its verb."""
    return bool(segment.tags & Tag.VERB) and not _is_aside(view, segment)
