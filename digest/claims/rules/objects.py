"""What stands behind a cue verb as what was said, where subjects stand before their verbs.

said (on Monday) that ...; told X ...; urged X to ...; expects X to ...; denied knowing ...
"""

from __future__ import annotations

from dataclasses import dataclass

from digest.claims.grammar.clauses import has_clause, is_finite
from digest.claims.grammar.cues import Cue
from digest.claims.grammar.phrases import is_relative, noun_phrase
from digest.claims.matches import Range, Ranges, View
from digest.claims.rules.ends import clause_end, object_end
from digest.claims.rules.openings import CLAUSE, opens, opens_wish
from digest.claims.text.sentences import Segment
from digest.claims.vocabulary.tags import Tag, Use
from digest.models import ClaimType

_TIME = Tag.TIME | Tag.WEEKDAY | Tag.MONTH
_ARTICLED = Tag.DETERMINER | Tag.POSSESSIVE
_LINK = Tag.PREPOSITION | Tag.CONJUNCTION | Tag.SUBORDINATOR
# Segments behind a verb in which what was said may begin.
_REACH = 4
_MOST_OCCASIONS = 4
_TIME_REACH = 4
_CLAUSE_BEHIND = Tag.THAT | Tag.WH | Tag.INFINITIVE_MARKER
_PEOPLE = Tag.ROLE | Tag.UNNAMED | Tag.BODY | Tag.THEY


@dataclass(frozen=True, slots=True)
class Said:
    """The words `[start, end)` behind a cue verb, whom they were said to, and how they are told."""

    start: int
    end: int
    type: ClaimType
    addressee: Ranges = ()


def said(view: View, cue: Cue) -> Said | None:
    """What was said, if anything behind the verb can be that."""
    segment = view.sentence.segments[cue.segment]
    place, addressee = past_addressee(view, cue, segment.end)
    begin = _clause(view, cue, place, segment)
    if begin and _is_anonymity(view, begin):
        return None
    if begin:
        inside = led_by_participle(view, cue) or view.first(segment, Tag.RELATIVE)
        end = min(
            clause_end(view, begin), max(segment.end, begin) if inside else view.sentence.stop
        )
        return Said(begin, end, ClaimType.INDIRECT, addressee)
    quoted = _quoted_behind(view, cue)
    if quoted:
        return Said(quoted, clause_end(view, quoted), ClaimType.INDIRECT, addressee)
    whole = (cue.use & Use.NAME or place >= segment.end) and not cue.passive
    begin = _past_adverbs(view, cue.last + 1 if whole else place, segment.end)
    if cue.passive and cue.use & Use.REPORT and place > cue.last + 1:
        return Said(begin, max(begin, segment.end), ClaimType.REPORTED)
    first = _past_adverbs(view, cue.last + 1, segment.end)
    for start, told in ((begin, addressee), (first, ())):  # "promised (voters) a vote"
        if _is_object(view, cue, start, segment):
            return Said(start, object_end(view, start, cue.segment), ClaimType.REPORTED, told)
    return None


def _quoted_behind(view: View, cue: Cue) -> int:
    """Where a quotation starts behind a verb with its object and a colon: "mocked him: ..."."""
    behind = view.sentence.segments[cue.segment + 1 : cue.segment + 2]
    led = cue.use & (Use.REPORT | Use.NAME) and behind and behind[0].mark == ":"
    first = behind[0].start if led else 0
    return first if led and first < view.sentence.stop and view.passage.masked[first] else 0


def _is_anonymity(view: View, begin: int) -> bool:
    """Whether a source only asks "not to be named", or for "anonymity"."""
    anonymous = view.passage.lexicon.anonymous
    unnamed = any(view.word(p) in anonymous for p in range(begin, begin + 5))
    return view.word(begin) in anonymous or (bool(view.at(begin) & Tag.NEGATION) and unnamed)


def past_addressee(view: View, cue: Cue, stop: int) -> tuple[int, Ranges]:
    """The place behind whom a verb of telling tells."""
    place = cue.last + 1
    source = agent(view, cue) if cue.passive else None
    if source and source[0] == place + 1:
        return source[1], ()
    if cue.passive or cue.verb not in view.passage.lexicon.telling or place >= stop:
        return place, ()
    other = Tag.THAT | Tag.PREPOSITION | Tag.WH | Tag.NOMINATIVE
    if view.at(place) & other or view.passage.masked[place]:
        return place, ()
    if view.at(place) & Tag.POSSESSIVE and view.at(place + 1) & (Tag.THAT | Tag.PREPOSITION):
        return place + 1, ((place, place + 1),)  # "told her to go"
    end = noun_phrase(view, place, stop, apposition=False)
    clause = view.at(place) & Tag.PRONOUN and end < stop and is_finite(view, end)
    return (end, ((place, end),)) if end > place and not clause else (place, ())


def _clause(view: View, cue: Cue, place: int, segment: Segment) -> int:
    """Where a clause, an infinitive or a quotation begins behind the verb, or 0."""
    for _ in range(_MOST_OCCASIONS):
        place = _past_adverbs(view, place, segment.end)
        if place >= segment.end:
            return _behind_comma(view, cue, place)
        if opens(view, cue, place, segment):
            return place
        if cue.use & CLAUSE and _is_question(view, place):
            return place + 1
        asked = _past_asked(view, cue, place, segment.end)
        if asked:
            return asked
        past = _past_occasion(view, cue, place, segment.end)
        if past == place:
            counted = view.word(place)[:1].isdigit()  # "ruled 6-3 that"
            more = view.at(place) & Tag.PARTICIPLE and place > cue.last + 1  # "papers unsealed"
            spoken = cue.use & Use.SAY and (counted or more or view.at(place) & Tag.PREPOSITION)
            return _that_behind(view, place, segment.end) if spoken else 0
        place = past
    return 0


def _past_asked(view: View, cue: Cue, place: int, stop: int) -> int:
    """Where an infinitive stands behind whom a verb with a preposition asks: "called on X to"."""
    if not cue.use & Use.DEMAND or view.word(place) not in cue.governs:
        return 0
    end = noun_phrase(view, place + 1, stop, apposition=False)
    return end if end > place + 1 and opens_wish(view, end) else 0


def _that_behind(view: View, place: int, stop: int) -> int:
    """Where "that" stands behind an occasion that is no phrase: "said on leaving that ..."."""
    that = view.find(place, stop, Tag.THAT)
    return that if that > 0 and not has_clause(view, place, that) else 0


def _past_adverbs(view: View, place: int, stop: int) -> int:
    while place < stop and (view.at(place) & (Tag.ADVERB | _TIME) or _is_last(view, place)):
        there = view.at(place) & Tag.NOT_SUBJECT and view.at(place + 1) & Tag.VERB
        kept = view.at(place) & (Tag.NEGATION | Tag.GERUND) or _limits(view, place)
        if there or kept or view.passage.masked[place]:
            break
        place += 1
    return place


def _limits(view: View, place: int) -> bool:
    """Whether an adverb is of the noun behind it: "only bodies", "first results"."""
    behind = view.passage.tokens[place + 1 : view.sentence.stop][:1]
    noun = any(token.text.islower() and not token.tags & ~_PEOPLE for token in behind)
    return noun and bool(view.at(place) & Tag.ADVERB)


def _is_question(view: View, place: int) -> bool:
    """Whether a preposition only leads to a question: "disagree about how far ..."."""
    led = view.at(place) & Tag.PREPOSITION and view.word(place) not in view.passage.lexicon.agents
    return bool(led) and bool(view.at(place + 1) & Tag.WH)


def _is_last(view: View, place: int) -> bool:
    """Whether a day or a year follows at once: "last year", "this week"."""
    alone = not view.at(place) & ~(Tag.DETERMINER | Tag.NOT_SUBJECT | Tag.POINTER)
    return alone and bool(view.at(place + 1) & _TIME) and view.passage.tokens[place].is_word


def _past_occasion(view: View, cue: Cue, place: int, stop: int) -> int:
    """The place behind "in an interview with X", "to reporters", "of the plan"; else `place`."""
    led = view.at(place) & Tag.PREPOSITION and not view.at(place) & (Tag.THAT | _ARTICLED)
    if led and view.word(place) not in cue.governs:
        end = noun_phrase(view, place + 1, stop, apposition=False)
        timed = end < stop and view.at(end) & _TIME
        return end + bool(timed) if end > place + 1 else place
    year = view.passage.tokens[place].text[0].isdigit() and view.at(place - 1) & Tag.MONTH
    return place + 1 if year else place


def _behind_comma(view: View, cue: Cue, place: int) -> int:
    """X said: ...; X said, "..."; X reported, citing Y, that ..."""
    for segment in view.sentence.segments[cue.segment + 1 : cue.segment + _REACH]:
        if segment.end <= segment.start:
            continue
        quoted = view.passage.masked[segment.start] and segment.start <= place + 1
        if segment.mark == ":" or quoted or view.first(segment, Tag.THAT):
            return segment.start if cue.use & CLAUSE else 0
        relative = is_relative(view, segment.start, segment.end)
        if not relative and has_clause(view, segment.start, segment.end):
            return 0
    return 0


def _is_object(view: View, cue: Cue, place: int, segment: Segment) -> bool:
    """Whether an object stands behind the verb: a phrase, a participle, a preposition's phrase."""
    if place >= segment.end:
        return False
    if view.at(place) & Tag.PREPOSITION and not view.at(place) & _ARTICLED:
        timed = view.tags(place, min(place + _TIME_REACH, segment.end)) & _TIME
        awaited = cue.passive and cue.use & Use.REPORT
        awaited = awaited and cue.verb in view.passage.lexicon.expecting
        return view.word(place) in cue.governs or bool(awaited or (cue.adjective and not timed))
    governed = any(view.word(p) in cue.governs for p in range(place, segment.end))
    if not (cue.use & Use.REPORT or governed):
        return False
    if cue.verb in view.passage.lexicon.predicative and not _is_told_of(view, place, segment):
        return False
    other = Tag.CONJUNCTION | Tag.AUXILIARY | Tag.MODAL | Tag.SUBORDINATOR | Tag.INFINITIVE_MARKER
    nominal = view.at(place) & (_ARTICLED | Tag.PRONOUN | Tag.WH)
    nominal = nominal or view.word(place).endswith(view.passage.lexicon.participles)
    return bool(nominal) or not view.at(place) & other


def led_by_participle(view: View, cue: Cue) -> bool:
    """Whether the sentence starts with the verb: "Asked whether ..., X said"."""
    return cue.passive and cue.finite == view.sentence.start


def _is_told_of(view: View, place: int, segment: Segment) -> bool:
    """Whether something is said of an object: "called him a liar", but "called his mother"."""
    reached = noun_phrase(view, place, segment.end, apposition=False)
    alone = reached >= segment.end or bool(view.at(reached) & (_LINK | _TIME))
    return not alone or reached > place + 2 or any(view.passage.masked[place:reached])


def agent(view: View, cue: Cue) -> Range | None:
    """Who acts in a passive clause: "by X"."""
    segment = view.sentence.segments[cue.segment]
    for place in range(cue.last + 1, segment.end - 1):
        if view.at(place) & _CLAUSE_BEHIND:
            return None
        if view.word(place) in view.passage.lexicon.agents and not view.passage.masked[place]:
            end = noun_phrase(view, place + 1, view.sentence.stop)
            return (place + 1, end) if end > place + 1 else None
    return None
