"""Who a clause is about where the subject always stands before its verb.

    In Ohio, | Anna Berg, who leads the party, | has repeatedly said ...

All that stands between the start of a clause and its verb is its subject, but for adverbials at
the start and asides that are none of a noun.
"""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.grammar.adverbials import (
    before_time,
    is_object,
    past_adverbials,
    without_adverbs,
)
from digest.claims.grammar.clauses import has_clause, is_aside, is_finite
from digest.claims.grammar.cues import Cue
from digest.claims.grammar.phrases import is_relative, noun_phrase
from digest.claims.matches import Range, View
from digest.claims.text.sentences import DASHES, Segment
from digest.claims.vocabulary.tags import Tag

_AUXILIARY = Tag.AUXILIARY | Tag.MODAL
_BESIDE_VERB = Tag.ADVERB | Tag.NEGATION | _AUXILIARY
_LINK = Tag.SUBORDINATOR | Tag.THAT | Tag.WH | Tag.RELATIVE
_ADVERBIAL = Tag.PREPOSITION | Tag.ADVERB | Tag.OPENER | Tag.GERUND
_NOMINAL = Tag.PRONOUN | Tag.DETERMINER | Tag.POSSESSIVE
_NO_SUBJECT = Tag.GERUND | _AUXILIARY
_MARKS = "," + DASHES


def subject_of(view: View, cue: Cue) -> Range | None:
    """Whose verb a cue is: of a participle alone (", saying ..."), that of the main clause."""
    first = min(cue.finite, cue.parts[0][0])
    if cue.bare:
        return _of_participle(view, cue.segment, first)
    return _of(view, cue.segment, first)


def subject_at(view: View, verb: int) -> Range | None:
    """The subject of the verb at `verb`, or of the verb that tells of it ("X said it did ...")."""
    segments = view.sentence.segments
    number = next((n for n, s in enumerate(segments) if s.start <= verb < s.end), -1)
    found = _of(view, number, verb) if number >= 0 else None
    return found or (main_subject(view, number, verb) if number >= 0 else None)


def _of(view: View, number: int, verb: int) -> Range | None:
    """The subject of the verb at `verb` in segment `number`."""
    segment = view.sentence.segments[number]
    if verb > segment.start and view.at(verb - 1) & Tag.INFINITIVE_MARKER:
        verb = _governing(view, segment.start, verb - 1)
    end = _before_verb(view, segment.start, verb)
    if end == segment.start and _is_participle(view, number):
        return None
    if end == segment.start:
        listed = view.unstopped or not view.at(verb) & Tag.INFINITIVE
        return _before_asides(view, number) or (main_subject(view, number, end) if listed else None)
    if view.at(end - 1) & Tag.CONJUNCTION:
        return main_subject(view, number, end - 1)
    if end == segment.start + 1 and view.first(segment, Tag.RELATIVE) and number:
        return _relative_head(view, number)
    if view.at(end - 1) & Tag.RELATIVE and not view.at(end - 1) & Tag.PRONOUN & ~Tag.WH:
        return reaching(view, segment.start, end - 1)
    return _phrase(view, segment.start, end)


def _is_participle(view: View, number: int) -> bool:
    """Whether a segment is an aside with a participle first: ", reported here first, went"."""
    segments = view.sentence.segments
    behind = segments[number + 1] if number + 1 < len(segments) else None
    led = view.first(segments[number], Tag.PARTICIPLE) and not segments[number].tags & _AUXILIARY
    taken = view.at(segments[number].start + 1) & (_NOMINAL | _LINK | Tag.INFINITIVE_MARKER)
    goes_on = behind is not None and behind.mark == "," and view.first(behind, Tag.VERB)
    return led and goes_on and not taken


def _governing(view: View, start: int, marker: int) -> int:
    """The verb before "to": "went on to say", "continued to insist"."""
    while marker > start and not view.at(marker - 1) & Tag.VERB:
        marker -= 1
    return max(marker - 1, start)


def _before_verb(view: View, start: int, verb: int) -> int:
    """Where the words that belong to a verb begin."""
    while verb > start:
        tags, before = view.at(verb - 1), verb - 1
        beside = tags & _BESIDE_VERB and not tags & _NOMINAL
        if not (beside or _is_clitic(view, before, start)):
            break
        verb = before
    return before_time(view, start, verb)


def _is_clitic(view: View, place: int, start: int) -> bool:
    """Whether the word at `place` is an object before its verb, or negates it."""
    tags = view.at(place)
    negates = place > start and tags & Tag.NEGATION and not tags & Tag.CONJUNCTION
    leads = place > start or tags & (Tag.DETERMINER | Tag.REFLEXIVE)  # "lui" can be who speaks
    return bool(negates or (leads and is_object(view, place)))


def _phrase(view: View, start: int, end: int) -> Range | None:
    """The subject in `[start, end)`, which a verb follows."""
    start = past_adverbials(view, _clause_start(view, start, end), end)
    if start >= end or (view.at(start) & _NO_SUBJECT and not _is_name(view, start)):
        return None
    if view.at(end - 1) & Tag.NOMINATIVE and not view.at(end - 2) & Tag.CONJUNCTION:
        start = end - 1
    end = without_adverbs(view, start, end)
    if not any(token.is_word for token in view.passage.tokens[start:end]):
        return None
    nothing = view.at(start) & Tag.NOT_SUBJECT and not view.at(start) & Tag.PRONOUN
    return None if (nothing and end == start + 1) or has_clause(view, start, end) else (start, end)


def _is_name(view: View, place: int) -> bool:
    return view.passage.tokens[place].capitalised and place != view.sentence.start


def _clause_start(view: View, start: int, end: int) -> int:
    """Where the clause that ends at `end` starts: behind "that", or "and" with a clause before."""
    clause = relative = False
    for place in range(start, end):
        tags = 0 if view.passage.masked[place] else view.at(place)
        if tags & Tag.DETERMINER and place == view.sentence.start:
            continue
        if tags & Tag.CONJUNCTION and clause:
            start, clause = place + 1, False
        elif tags & _LINK and (clause or place == start or not tags & Tag.PREPOSITION):
            relative = place > start and _is_relative(view, place, end)
            if not relative:
                start, clause = place + 1, False
        elif tags & Tag.VERB and is_finite(view, place):
            clause, relative = clause or not relative, False
    return start


def _is_relative(view: View, place: int, end: int) -> bool:
    """Whether the word at `place` opens a relative clause that ends before the verb at `end`."""
    if not view.at(place) & Tag.RELATIVE or view.at(place - 1) & (Tag.VERB | Tag.CONJUNCTION):
        return False
    return any(is_finite(view, p) for p in range(place + 1, end))


def _before_asides(view: View, number: int) -> Range | None:
    """X, a minister, said; X, who leads Y, said; X, citing Y, said."""
    segments = view.sentence.segments
    low, main = number, False
    while low > 0 and segments[low].mark and segments[low].mark in _MARKS and not main:
        before = segments[low - 1]
        if before.end <= before.start or view.passage.masked[before.end - 1]:
            break
        main = not is_aside(view, before) and has_clause(view, before.start, before.end)
        low -= 1
        if view.first(before, Tag.CONJUNCTION):
            break
    for host in range(low, number):
        found = _host(view, segments[host], main=main and host == low)
        if found:
            return found[0], _without_pronoun(view, _through_asides(view, host, number))
    return None


def _without_pronoun(view: View, end: int) -> int:
    """Without a pronoun that only stresses who speaks: "la préfecture, elle, ..."."""
    stressed = view.word(end - 2) == "," and view.at(end - 1) & Tag.PRONOUN
    return end - 2 if stressed else end


def _host(view: View, segment: Segment, *, main: bool) -> Range | None:
    """The phrase that asides stand behind, at the end of its segment; of a `main` clause, only one
    behind a conjunction."""
    opens = _ADVERBIAL | Tag.PARTICIPLE | Tag.RELATIVE
    first = view.at(segment.start)
    adverbial = first & opens and not (main or first & (_NOMINAL | Tag.CONJUNCTION))
    if adverbial and not _is_name(view, segment.start):
        return None
    found = _phrase(view, segment.start, segment.end)
    return found if found and (not main or found[0] > segment.start) else None


def _through_asides(view: View, host: int, number: int) -> int:
    """The end of a subject with the relative clauses and appositions behind it."""
    segments = view.sentence.segments
    end = segments[host].end
    for segment in segments[host + 1 : number]:
        first = view.at(segment.start)
        relative = is_relative(view, segment.start, segment.end)
        if first & _ADVERBIAL and not (first & _NOMINAL or relative):
            break
        end = segment.end
    return end


def _relative_head(view: View, number: int) -> Range | None:
    """Whom the relative clause in segment `number` is about: "X, who said", "X, a nurse, who"."""
    segments, host = view.sentence.segments, number - 1
    while host > 0 and segments[host].mark == "," and _is_apposition(view, segments[host]):
        host -= 1
    before = segments[host]
    if before.end <= before.start:
        return None
    found = _phrase(view, before.start, before.end)
    led = view.first(before, Tag.VERB)
    if not found or led or has_clause(view, before.start, before.end):
        found = reaching(view, before.start, before.end)
    return (found[0], segments[number - 1].end) if found else None


def _is_apposition(view: View, segment: Segment) -> bool:
    name = segment.start < segment.end and view.passage.tokens[segment.start].capitalised
    opens = name or view.first(segment, Tag.DETERMINER | Tag.POSSESSIVE)
    return opens and is_aside(view, segment) and not view.first(segment, Tag.RELATIVE)


# In words: where a phrase that is no subject is looked for.
_LONGEST_PHRASE = 16


def reaching(view: View, start: int, end: int) -> Range | None:
    """The longest noun phrase that ends at `end`."""
    for place in range(max(start, end - _LONGEST_PHRASE), end):
        tags = view.at(place)
        other = Tag.PREPOSITION | Tag.CONJUNCTION | Tag.OPENER | Tag.VERB | Tag.GERUND
        if tags & other and not tags & Tag.PRONOUN:
            continue
        if noun_phrase(view, place, end, apposition=False) == end:
            return place, end
    return None


def main_subject(view: View, number: int, stop: int) -> Range | None:
    """The subject of the nearest clause that starts before `stop`: of "X did this and said ..."."""
    segments = view.sentence.segments
    for before in range(number, -1, -1):
        for verb in _verbs(view, segments[before], stop):
            found = _of_clause(view, before, verb)
            if found:
                return found
    return None


def _of_clause(view: View, number: int, verb: int) -> Range | None:
    segment = view.sentence.segments[number]
    end = _before_verb(view, segment.start, verb)
    if end > segment.start and view.at(end - 1) & Tag.CONJUNCTION:
        return None
    if end == segment.start:
        return _before_asides(view, number) or _behind_verb(view, segment, verb)
    if is_relative(view, segment.start, segment.end) and number:
        return None
    return _phrase(view, segment.start, end)


def _behind_verb(view: View, segment: Segment, verb: int) -> Range | None:
    """Who speaks, behind a quotation and its verb: "'...', said Anna Berg, adding that ..."."""
    start, before = verb + 1, verb - 1 - (view.word(verb - 1) == ",")
    quoted = verb == segment.start > view.sentence.start + 1 and view.passage.masked[before]
    named = quoted and start < segment.end and noun_phrase(view, start, segment.end) == segment.end
    return (start, segment.end) if named else None


def _verbs(view: View, segment: Segment, stop: int) -> Iterator[int]:
    """The finite verbs of a segment before `stop`."""
    return (p for p in range(segment.start, min(segment.end, stop)) if is_finite(view, p))


def _of_participle(view: View, number: int, place: int) -> Range | None:
    """A participle right behind a noun is said of it ("a letter accusing ..."), behind a comma or
    preposition, or at the sentence's head, of the subject of the main clause."""
    segment = view.sentence.segments[number]
    place = _before_verb(view, segment.start, place)
    if place > segment.start and view.word(place - 1) in view.passage.lexicon.continuing:
        return _of(view, number, place - 1)
    if place > segment.start and not view.at(place - 1) & (Tag.PREPOSITION | Tag.CONJUNCTION):
        return reaching(view, segment.start, place)
    joined = place > segment.start and view.at(place - 1) & Tag.CONJUNCTION
    first = view.find(segment.start, place - 1, Tag.GERUND) if joined else -1
    if first >= 0:
        return _of_participle(view, number, first)
    found = main_subject(view, number, place)
    if found or number + 1 >= len(view.sentence.segments):
        return found
    behind = view.sentence.segments[number + 1]
    verb = next(_verbs(view, behind, behind.end), -1)
    return _of_clause(view, number + 1, verb) if verb > behind.start and not number else None
