"""Sources that do not speak: "reagierte nicht auf eine Anfrage", "declined to comment"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.certainty import SILENT
from digest.claims.grammar.fixed_order import subject_at
from digest.claims.grammar.phrases import is_relative, noun_phrase
from digest.claims.grammar.subjects import likelier, segment_subject, subject_before
from digest.claims.grammar.voices import THING, voice
from digest.claims.matches import Match, Range, View
from digest.claims.rules.agents import agent
from digest.claims.unsaid import unsaid
from digest.claims.vocabulary.tags import Tag
from digest.models import ClaimType

_ASIDE = Tag.SUBORDINATOR | Tag.CONJUNCTION


def silent(view: View) -> Iterator[Match]:
    """A main clause has the words of one of the language's phrases in their order."""
    for start, stop in _clauses(view):
        found = unsaid(view, start, stop)
        subject = _subject(view, start, stop, found) if found else None
        if subject:
            end = view.sentence.end if stop == view.sentence.stop else stop
            begin = start if view.passage.lexicon.data.nested else _begin(view, subject, found[0])
            yield Match(
                rule=SILENT,
                type=ClaimType.REPORTED,
                quote=((begin, end),),
                speaker=(subject,),
                cue=tuple((place, place + 1) for place in found),
            )
            return


def _begin(view: View, subject: Range, verb: int) -> int:
    """Where what tells that nobody speaks begins: at the subject, or at a relative clause."""
    segment = next(s for s in view.sentence.segments if s.start <= verb < s.end)
    return segment.start if view.first(segment, Tag.RELATIVE) else subject[0]


def _clauses(view: View) -> Iterator[Range]:
    """The parts of a sentence between semicolons."""
    start = view.sentence.start
    for segment in view.sentence.segments:
        if segment.mark == ";":
            yield start, segment.start - 1
            start = segment.start
    yield start, view.sentence.stop


def _subject(view: View, start: int, stop: int, found: list[int]) -> Range | None:
    """Who does not speak: the subject of the verb that the phrase goes with. Where "man" is, it is
    who is named before ("beim Amt")."""
    first = view.skip(start, stop, Tag.OPENER | Tag.ADVERB)
    if view.at(first) & Tag.NEGATION:
        return _first_phrase(view, start, stop)
    if not view.passage.lexicon.data.verb_second:
        return None if _is_aside(view, start, found[0]) else subject_at(view, found[0])
    number, verb = _verb(view, start, found)
    if verb < 0 or view.at(verb) & Tag.SUBJUNCTIVE:
        return None
    segment = view.sentence.segments[number]
    subject = segment_subject(view, number, verb, segment.end)
    if verb == segment.start and segment.mark == ",":
        subject = likelier(view, subject_before(view, start, verb), subject)
    if subject and view.word(subject[0]) in view.passage.lexicon.indefinite:
        return agent(view, start, verb, place_too=True)
    return subject if subject and voice(view, subject) != THING else None


def _is_aside(view: View, start: int, place: int) -> bool:
    """Whether the words at `place` only go with what is told before: "... and declined to say", or
    of what someone says ("said it made an offer after refusing to talk")."""
    before = view.at(place - 1) if place > start else 0
    told = before & Tag.PREPOSITION and view.find(start, place - 1, Tag.CUE) >= 0
    return bool(told or before & Tag.CONJUNCTION)


def _verb(view: View, start: int, found: list[int]) -> tuple[int, int]:
    """The segment and place of the finite verb that a phrase goes with, -1 where that is no main
    clause."""
    segments = view.sentence.segments
    last = next(n for n, s in enumerate(segments) if s.start <= found[-1] < s.end)
    infinite = view.at(found[-1]) & (Tag.INFINITIVE | Tag.PARTICIPLE)
    for number in range(last, -1, -1):
        segment = segments[number]
        if segment.start < start:
            break
        if is_relative(view, segment.start, segment.end) or view.first(segment, _ASIDE):
            if number == last:
                break
            continue
        verb = view.find(segment.start, segment.end, Tag.VERB)
        if verb >= 0 and (verb != found[-1] or not infinite):
            return number, verb
    return last, -1


def _first_phrase(view: View, start: int, stop: int) -> Range | None:
    """The first phrase of a clause; "weder X noch Y" is one."""
    start = view.skip(start, stop, Tag.OPENER | Tag.ADVERB | Tag.NEGATION)
    end = noun_phrase(view, start, stop, apposition=False)
    joined = end
    while joined < stop and view.word(joined) in view.passage.lexicon.neither:
        end = noun_phrase(view, joined + 1, stop, apposition=False)
        joined = end
    return (start, end) if end > start else None
