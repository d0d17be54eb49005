"""Clauses where verbs stand behind their subjects: which words are verbs, and what is an aside."""

from __future__ import annotations

from digest.claims.grammar.homographs import is_noun
from digest.claims.grammar.phrases import is_relative
from digest.claims.matches import View
from digest.claims.text.sentences import Segment
from digest.claims.vocabulary.tags import Tag

_AUXILIARY = Tag.AUXILIARY | Tag.MODAL
_NOMINAL = Tag.PRONOUN | Tag.DETERMINER | Tag.POSSESSIVE


def is_finite(view: View, place: int) -> bool:
    """Whether the word at `place` is the verb of a clause and no noun, name or infinitive."""
    tags = view.at(place)
    if not tags & Tag.VERB or view.passage.masked[place]:
        return False
    token = view.passage.tokens[place]
    if token.capitalised and place == view.sentence.start:
        return bool(tags & _AUXILIARY)
    before = view.at(place - 1)
    helped = tags & Tag.PARTICIPLE and before & Tag.AUXILIARY and not tags & _AUXILIARY
    if helped or before & (Tag.INFINITIVE_MARKER | Tag.MODAL):
        return False
    return bool(tags & _AUXILIARY) or not is_noun(view, view.sentence.start, place)


def has_clause(view: View, start: int, end: int) -> bool:
    """Whether a finite verb stands in `[start, end)`, outside of relative clauses."""
    relative = False
    for place in range(start, end):
        tags = view.at(place)
        if tags & Tag.RELATIVE and place > start and not view.passage.masked[place]:
            relative = True
        elif tags & Tag.VERB and is_finite(view, place):
            if not (relative or _is_reduced(view, start, place)):
                return True
            relative = False
    return False


def _is_reduced(view: View, start: int, place: int) -> bool:
    """Whether a participle only tells more of the noun before: "a poll released on Monday"."""
    tags, tokens = view.at(place), view.passage.tokens
    if not tags & Tag.PARTICIPLE or tags & _AUXILIARY:
        return False
    object_behind = view.at(place + 1) & (_NOMINAL | Tag.THAT | Tag.WH)
    common = place == start or tokens[place - 1].text.islower()
    acted = view.word(place + 1) in view.passage.lexicon.agents
    return not object_behind and (common or acted)


def is_aside(view: View, segment: Segment) -> bool:
    """A relative clause, an age, whom the subject cites, or an apposition, maybe with a relative
    clause: ", a professor who led the study,"."""
    if segment.start >= segment.end:
        return False
    if is_relative(view, segment.start, segment.end):
        return True
    first = view.passage.tokens[segment.start]
    if first.word in view.passage.lexicon.citing:
        return True
    opens = Tag.PREPOSITION | Tag.CONJUNCTION | Tag.OPENER | Tag.SUBORDINATOR
    if not first.is_word or first.tags & opens:
        return False
    return not has_clause(view, segment.start, segment.end)
