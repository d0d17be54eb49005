"""How far a source goes where more is told of it behind its phrase.

according to | two officials briefed on the plan, who asked not to be named,
"""

from __future__ import annotations

from digest.claims.grammar.clauses import has_clause, is_aside
from digest.claims.grammar.cues import cues
from digest.claims.grammar.phrases import is_relative, noun_phrase
from digest.claims.matches import Range, View
from digest.claims.text.sentences import Segment
from digest.claims.unsaid import unsaid
from digest.claims.vocabulary.tags import Tag

_OPENS_NAME = Tag.DETERMINER | Tag.POSSESSIVE | Tag.ROLE | Tag.UNNAMED
_TIMES = Tag.TIME | Tag.WEEKDAY | Tag.MONTH


def source_at(view: View, start: int, stop: int) -> Range | None:
    """The source that starts at `start` with what is told of it; where verbs do not stand behind
    their subjects, its phrase alone."""
    end = noun_phrase(view, start, stop)
    if end == start:
        return None
    return start, end if view.passage.lexicon.data.verb_second else extent(view, end)


def extent(view: View, end: int) -> int:
    """Where what is told of a source ends whose phrase ends at `end`."""
    segments = view.sentence.segments
    number = next((n for n, s in enumerate(segments) if s.start < end <= s.end), -1)
    if number < 0:
        return end
    if end < segments[number].end:
        if not _is_told(view, end, segments[number]):
            return end
        end = segments[number].end
    for segment in segments[number + 1 :]:
        if segment.mark != "," or not _is_of(view, segment):
            break
        end = segment.end
    return end


def _is_told(view: View, place: int, segment: Segment) -> bool:
    """Whether the rest of a segment is told of the noun before it: "who saw it", "briefed on it",
    "close to her", but not when it was said."""
    token = view.passage.tokens[place]
    if any(view.passage.masked[place : segment.end]) or not token.is_word:
        return False
    if token.tags & Tag.RELATIVE:
        return True
    if token.tags & (Tag.ADVERB | Tag.CONJUNCTION) or _is_occasion(view, place):
        return False
    return token.tags & Tag.PREPOSITION == 0 and not has_clause(view, place + 1, segment.end)


def _is_occasion(view: View, place: int) -> bool:
    """Whether a time stands here: "Monday", "on Monday", "in a statement"."""
    return bool(view.tags(place, min(place + 3, view.sentence.stop)) & _TIMES) and bool(
        view.at(place) & (Tag.PREPOSITION | _TIMES)
    )


def _is_of(view: View, segment: Segment) -> bool:
    """Whether a segment is told of the source before it: a relative clause in which nobody speaks,
    an age, or an apposition."""
    if segment.start >= segment.end or view.passage.masked[segment.start]:
        return False
    if is_relative(view, segment.start, segment.end):
        return not _claims(view, segment)
    first = view.passage.tokens[segment.start]
    opens = first.capitalised or first.text[0].isdigit() or first.tags & _OPENS_NAME
    return bool(opens) and is_aside(view, segment)


def _claims(view: View, segment: Segment) -> bool:
    said = any(
        cue.segment < len(view.sentence.segments)
        and segment.start <= cue.finite < segment.end
        and view.at(cue.last + 1) & Tag.THAT
        for cue in cues(view)
    )
    return said or bool(unsaid(view, segment.start, segment.end))
