"""How what was said can open, where subjects stand before their verbs: "that ...", "how ...",
"to ...", a quotation, or a clause."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.grammar.clauses import has_clause, is_aside, is_finite
from digest.claims.grammar.cues import Cue
from digest.claims.grammar.joints import is_infinitive, opens_infinitive, past_clitics
from digest.claims.grammar.phrases import noun_phrase
from digest.claims.matches import View
from digest.claims.text.sentences import Segment
from digest.claims.vocabulary.tags import Tag, Use

CLAUSE = Use.SAY | Use.THINK
_WISH = Use.DEMAND | Use.THINK
_PEOPLE = Tag.ROLE | Tag.UNNAMED | Tag.BODY | Tag.OUTLET
_ARTICLED = Tag.DETERMINER | Tag.POSSESSIVE
_INFINITE = Tag.INFINITIVE | Tag.AUXILIARY
_SHORTEST_CLAUSE = 3
# In words: a subject inside of a relative clause.
_LONGEST_SUBJECT = 6


def opens(view: View, cue: Cue, place: int, segment: Segment) -> bool:
    """Whether the words at `place` open what was said."""
    tags = view.at(place)
    if view.passage.masked[place]:
        return bool(cue.use & CLAUSE)
    if tags & Tag.THAT and _opens_clause(view, cue, place, segment):
        return True
    if cue.verb in view.passage.lexicon.self_saying and view.at(cue.finite - 1) & Tag.REFLEXIVE:
        return not tags & Tag.FUNCTION and view.passage.tokens[place].is_word
    infinitive = opens_wish(view, place)
    if tags & Tag.WH or (tags & Tag.VERB and not infinitive and is_finite(view, place)):
        return bool(cue.use & CLAUSE) and _goes_on(view, cue, place)
    if infinitive or (tags & Tag.INFINITIVE_MARKER and not view.at(place + 1) & _ARTICLED):
        plain = cue.passive or view.passage.lexicon.infinitives
        return infinitive and bool(cue.use & (Use.DEMAND | (CLAUSE if plain else Use.THINK)))
    return _is_clause(view, cue, place, segment)


def _goes_on(view: View, cue: Cue, place: int) -> bool:
    """Whether a question stands at `place` and no relative clause, or a verb whose subject stands
    before."""
    if not view.at(place) & Tag.WH:
        return _is_gapped(view, cue)
    told = cue.verb in view.passage.lexicon.telling
    if view.at(place) & Tag.SUBORDINATOR and view.at(place + 1) & Tag.PARTICIPLE:
        return False  # "said when asked about it"
    return not view.at(place) & Tag.RELATIVE or place == cue.last + 1 or told


def _is_gapped(view: View, cue: Cue) -> bool:
    """Whether a verb stands in the midst of a relative clause: "a plan that critics say will"."""
    start = view.sentence.segments[cue.segment].start
    before = range(max(start, cue.finite - _LONGEST_SUBJECT), cue.finite - 1)
    return any(view.at(place) & Tag.RELATIVE for place in before)


def opens_wish(view: View, place: int) -> bool:
    """Whether "to ..." or "not to ..." stands at `place`, and no "to the ..."."""
    if view.passage.lexicon.infinitives:
        return opens_infinitive(view, place) or is_infinitive(view, past_clitics(view, place))
    place = view.skip(place, view.sentence.stop, Tag.NEGATION)
    if not view.at(place) & Tag.INFINITIVE_MARKER or view.passage.masked[place]:
        return False
    if place + 1 < view.sentence.stop and view.passage.masked[place + 1]:
        return True
    behind = view.at(place + 1)
    verbal = behind & Tag.VERB or not behind & (_ARTICLED | Tag.PRONOUN | _PEOPLE)
    token = view.passage.tokens[min(place + 1, view.sentence.stop - 1)]
    named = token.capitalised and not behind & Tag.VERB
    named = named or bool(behind & Tag.FINITE and not behind & _INFINITE)
    return bool(verbal) and token.is_word and place + 1 < view.sentence.stop and not named


def _opens_clause(view: View, cue: Cue, place: int, segment: Segment) -> bool:
    """Whether "that" at `place` opens a clause, and is no article ("rejected that idea")."""
    if not (view.at(place) & Tag.DETERMINER and cue.use & Use.REPORT):
        return True
    if view.at(place + 1) & (_ARTICLED | Tag.PRONOUN) or place + 1 == segment.end:
        return True
    if any(is_finite(view, p) for p in range(place + 1, segment.end)):
        return True
    following = view.sentence.segments[_number(view, place) + 1 :]
    return bool(following) and is_aside(view, following[0])


def _number(view: View, place: int) -> int:
    return next(n for n, s in enumerate(view.sentence.segments) if s.start <= place < s.end)


def _is_clause(view: View, cue: Cue, place: int, segment: Segment) -> bool:
    """Whether a clause without "that" stands at `place`: a phrase and then a verb. Behind a verb
    that expects or wants, a phrase and an infinitive: "the talks to last"."""
    tags = view.at(place)
    counts = place + 1 < segment.end and view.word(place + 1)[0].isdigit()
    other = Tag.PREPOSITION | Tag.CONJUNCTION | Tag.VERB | Tag.GERUND
    nominal = tags & (Tag.PRONOUN | _ARTICLED) or view.passage.tokens[place].capitalised
    if cue.passive or not cue.use & (CLAUSE | Use.DEMAND):
        return False
    if (tags & other and not (counts or nominal)) or not view.passage.tokens[place].is_word:
        return False
    if cue.use & CLAUSE and cue.use & Use.PLAIN:
        return _is_plain(view, place, segment)
    if cue.use & CLAUSE and _has_verb(view, place, segment):
        return True
    reached = noun_phrase(view, place, segment.end, apposition=False)
    return bool(cue.use & _WISH) and reached > place and opens_wish(view, reached)


def _is_plain(view: View, place: int, segment: Segment) -> bool:
    """Whether enough stands at `place` behind a verb that is as good as always followed by a
    clause: more than a word or two, or a number ("the police say 41")."""
    if view.unstopped or view.word(place)[0].isdigit():
        return segment.end - place > view.unstopped
    short = segment.end - place < _SHORTEST_CLAUSE
    return (view.sentence.stop if short else segment.end) - place >= _SHORTEST_CLAUSE


def _has_verb(view: View, place: int, segment: Segment) -> bool:
    """Whether a phrase at `place` goes on with its verb, maybe behind an aside."""
    joined = next(_joints(view, place + 1, segment.end), segment.end)
    if has_clause(view, place, joined):
        return True
    if joined < segment.end:
        return any(view.passage.masked[place:joined])
    if view.first(segment, Tag.RELATIVE) or view.unstopped:
        return False
    for following in view.sentence.segments[_number(view, place) + 1 :][:2]:
        if view.first(following, Tag.VERB) and following.mark == ",":
            return is_finite(view, following.start)
        if following.mark != "," or not is_aside(view, following):
            return False
    return False


def _joints(view: View, start: int, stop: int) -> Iterator[int]:
    """Where a conjunction joins a verb to what stands before it."""
    for place in range(start, stop - 1):
        if view.at(place) & Tag.CONJUNCTION and is_finite(view, place + 1):
            yield place
