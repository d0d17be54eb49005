"""Words around a subject that tell when, where and how, where it stands before its verb.

On Monday | only two senators | on Friday openly | backed it
"""

from __future__ import annotations

from digest.claims.grammar.phrases import noun_phrase
from digest.claims.matches import View
from digest.claims.vocabulary.tags import Tag

_NOMINAL = Tag.PRONOUN | Tag.DETERMINER | Tag.POSSESSIVE
_TIMES = Tag.TIME | Tag.WEEKDAY | Tag.MONTH
_BESIDE_TIME = Tag.PREPOSITION | Tag.ADVERB


def past_adverbials(view: View, start: int, end: int) -> int:
    """Where the subject in `[start, end)` starts; what tells how many belongs to it."""
    while start < end:
        tags = view.at(start)
        if tags & Tag.PREPOSITION and not tags & (_NOMINAL | Tag.GERUND):
            reached = noun_phrase(view, start + 1, end, apposition=False)
            told = reached < end and view.at(reached) & (Tag.PARTICIPLE | Tag.RELATIVE)
            start = reached if reached > start + 1 and not told else end
        elif tags & (Tag.OPENER | Tag.ADVERB | Tag.CONJUNCTION) and not tags & _NOMINAL:
            if tags & Tag.ADVERB and _counts(view, start + 1):
                break
            start += 1
        else:
            break
    return start


def _counts(view: View, place: int) -> bool:
    """Whether a number stands at `place`: "nearly one in ten voters"."""
    counted = view.at(place) & Tag.DETERMINER and not view.at(place) & (Tag.ARTICLE | Tag.THAT)
    return bool(counted) or view.word(place)[:1].isdigit()


def without_adverbs(view: View, start: int, end: int) -> int:
    """Where the subject in `[start, end)` ends before adverbs: "the members | mostly"; those of its
    own clause belong to it: "a man who spoke openly"."""
    if view.find(start, end, Tag.RELATIVE) > start:
        return end
    while end > start + 1 and _is_adverb(view, end - 1):
        end -= 1
    return end


def before_time(view: View, start: int, end: int) -> int:
    """Where "on Friday", "this week" starts that stands before a verb, or `end`; but "a study
    published on Monday" is a whole."""
    place = end
    while place > start and view.at(place - 1) & _TIMES and not is_object(view, place - 1):
        place -= 1
    if place == end:
        return end
    place -= place > start + 1 and not (
        view.at(place - 1) or view.passage.tokens[place - 1].capitalised
    )
    while place > start and view.at(place - 1) & (Tag.PREPOSITION | Tag.DETERMINER):
        place -= 1
    while place > start > view.sentence.start and _is_adverb(view, place - 1):
        place -= 1
    if place == start:  # "X, a nurse, on Friday said"
        return place if start > view.sentence.start and view.at(place) & _BESIDE_TIME else end
    return end if _is_attribute(view, place - 1) else place


def _is_adverb(view: View, place: int) -> bool:
    token = view.passage.tokens[place]
    endings = view.passage.lexicon.adverb_endings
    if token.capitalised or view.passage.masked[place]:
        return False
    other = token.tags & ~Tag.ADVERB
    return not other and (bool(token.tags) or token.word.endswith(endings))


def _is_attribute(view: View, place: int) -> bool:
    """Whether a participle stands here that what stands behind it belongs to."""
    participle = view.at(place) & Tag.PARTICIPLE
    return bool(participle) or view.word(place).endswith(view.passage.lexicon.attributes)


def is_object(view: View, place: int) -> bool:
    """Whether the word at `place` is a pronoun that stands before its verb as an object."""
    return view.word(place) in view.passage.lexicon.object_pronouns
