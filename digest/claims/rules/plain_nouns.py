"""Nouns of saying where subjects stand before their verbs: "his claim that ...", "voiced doubts
about ...", "the party's promise to ..."."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.grammar.clauses import has_clause, is_finite
from digest.claims.grammar.fixed_order import reaching, subject_at
from digest.claims.matches import Match, Range, View
from digest.claims.rules.ends import clause_end
from digest.claims.rules.openings import opens_wish
from digest.claims.vocabulary.tags import Tag
from digest.models import ClaimType

# "made a new promise": words between a verb and its noun.
_MOST_ADJECTIVES = 3
_TIMES, _TIME_REACH = Tag.TIME | Tag.WEEKDAY | Tag.MONTH, 4
_LED = Tag.DETERMINER | Tag.POSSESSIVE | Tag.OWNER


def clause(view: View) -> Iterator[Match]:
    """X's claim that ...; X made a promise to ...; X voiced doubts about ..."""
    for noun in range(view.sentence.start, view.sentence.stop - 1):
        if not view.at(noun) & Tag.THATNOUN or view.passage.masked[noun] or is_finite(view, noun):
            continue
        start, verb, owner = _phrase(view, noun)
        kind = _kind(view, noun + 1, owned=owner is not None)
        if kind is None or (verb < 0 and owner is None and not view.at(noun + 1) & Tag.THAT):
            continue
        end = clause_end(view, noun + 1) if verb >= 0 else _complement_end(view, noun + 1)
        yield Match(
            rule="",
            type=kind,
            quote=view.between(noun + 1, end),
            speaker=(owner,) if owner else (),
            cue=((verb, verb + 1), (noun, noun + 1)) if verb >= 0 else ((noun, noun + 1),),
            frame=((min(start, owner[0]) if owner else start, noun + 1),),
        )


def _kind(view: View, place: int, *, owned: bool) -> ClaimType | None:
    """How what stands behind the noun is told, if it is what was said."""
    tags = view.at(place)
    if tags & Tag.THAT and not view.passage.masked[place]:
        return ClaimType.INDIRECT
    if owned and opens_wish(view, place):
        return ClaimType.INDIRECT
    timed = view.tags(place, min(place + _TIME_REACH, view.sentence.stop)) & _TIMES
    led = tags & Tag.INNER and view.word(place) not in view.passage.lexicon.agents
    report = view.at(place - 1) & Tag.REPORT
    return ClaimType.REPORTED if owned and led and not (timed or report) else None


def _phrase(view: View, noun: int) -> tuple[int, int, Range | None]:
    """Where the noun's phrase starts, the verb that it is the object of (or -1), and whose it is:
    its owner, or the subject of a verb that only serves to say it."""
    start = noun
    while start > view.sentence.start and noun - start < _MOST_ADJECTIVES:
        before = view.at(start - 1)
        if before & _LED or before & ~(Tag.PARTICIPLE | Tag.CUE | Tag.ADVERB):
            break
        if not view.passage.tokens[start - 1].is_word:
            break
        start -= 1
    before = view.at(start - 1) if start > view.sentence.start else 0
    if before & Tag.POSSESSIVE:
        return start - 1, -1, (start - 1, start)
    if before & Tag.OWNER:
        return start - 1, -1, reaching(view, view.sentence.start, start - 1)
    start -= bool(before & Tag.DETERMINER)
    served = start > view.sentence.start and view.word(start - 1) in view.passage.lexicon.serving
    owner = subject_at(view, start - 1) if served else None
    return (start, start - 1, owner) if owner else (start, -1, None)


def _complement_end(view: View, begin: int) -> int:
    """The end of a clause or phrase inside the subject: where the main verb stands."""
    segment = next(s for s in view.sentence.segments if s.start <= begin < s.end)
    verbs = [place for place in range(begin, segment.end) if is_finite(view, place)]
    own = 1 if view.at(begin) & Tag.THAT else 0
    later = [place for place in verbs if place - 1 not in verbs]
    if has_clause(view, segment.start, begin):
        return clause_end(view, begin)
    if len(later) == own and later:
        return later[-1]  # the verb of the clause is none that we know
    return later[own] if len(later) > own else clause_end(view, begin)
