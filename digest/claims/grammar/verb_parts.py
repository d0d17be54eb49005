"""The other parts of a verb: its auxiliaries, its particle, the preposition that it governs."""

from __future__ import annotations

from digest.claims.matches import View
from digest.claims.text.sentences import Segment
from digest.claims.vocabulary.tags import Tag

_HELPER = Tag.AUXILIARY | Tag.MODAL
# Auxiliaries that need a finite one themselves: "worden", "haben".
_INFINITE_HELPER = Tag.INFINITIVE | Tag.PASSIVE
# How far a verb's other parts may stand from it, in words.
_REACH = 60
# ... where they stand at the verb: "rule out", "rule it out".
_NEAR = 3


def is_continued(view: View, segment: Segment, marker: int) -> bool:
    """Whether a verb that goes on or begins stands before "to": "went on to say"."""
    before = marker - 1
    if before > segment.start and view.at(before) & Tag.PREPOSITION:
        before -= 1
    return before > segment.start and view.word(before) in view.passage.lexicon.continuing


def helpers(view: View, segment: Segment, place: int) -> tuple[int, ...]:
    """The auxiliaries and modals that go with an infinite form, the finite one first: before it,
    right behind it, or both ("soll gesagt haben")."""
    second = view.passage.lexicon.data.verb_second
    behind = _helpers_behind(view, segment, place) if second else []
    if behind and not all(view.at(each) & _INFINITE_HELPER for each in behind):
        return tuple(reversed(behind))
    at_end = place + len(behind) + 1 >= segment.end
    before = _helper_before(view, segment, place, at_end=at_end)
    return (before, *behind) if before >= 0 else tuple(reversed(behind))


def _helpers_behind(view: View, segment: Segment, place: int) -> list[int]:
    tokens, masked = view.passage.tokens, view.passage.masked
    behind = place + 1
    while behind < min(place + 3, segment.end) and tokens[behind].tags & _HELPER:
        if masked[behind]:
            break
        behind += 1
    return list(range(place + 1, behind))


def _helper_before(view: View, segment: Segment, place: int, *, at_end: bool) -> int:
    tokens, masked = view.passage.tokens, view.passage.masked
    at_end = at_end or not view.passage.lexicon.data.verb_second
    for before in range(place - 1, max(segment.start, place - _REACH) - 1, -1):
        token = tokens[before]
        if token.tags & _HELPER and not masked[before]:
            return before if at_end or place - before < 12 else -1
        if not at_end and token.tags & Tag.FINITE and not token.capitalised:
            return -1
        if not view.passage.lexicon.data.verb_second and not (
            token.tags & (Tag.ADVERB | Tag.NEGATION | Tag.AUXILIARY) or _is_tied(view, before)
        ):
            return -1
    return -1


def _is_tied(view: View, place: int) -> bool:
    """Whether a hyphen ties the pronoun at `place` to the verb before it: "a-t-il"."""
    return view.passage.tokens[place - 1].text.endswith(view.passage.lexicon.links)


def particle(view: View, number: int, segment: Segment, place: int, particle: str) -> int:
    """The place of a separated particle: at the end of the clause, or next to the verb."""
    tokens, masked = view.passage.tokens, view.passage.masked
    reach = _REACH if view.passage.lexicon.data.verb_second else _NEAR
    for at in range(min(segment.end, place + reach) - 1, place, -1):
        if tokens[at].word == particle and not (masked[at] or _leads_phrase(view, segment, at)):
            return at
    if tokens[place - 1].word == particle and place > segment.start:
        return place - 1
    for later in view.sentence.segments[number + 1 : number + 4]:
        longest = 1 if view.at(later.start) & Tag.INFINITIVE_MARKER else 2  # ", zu gehen"
        if view.word(later.start) == particle and later.end - later.start <= longest:
            return later.start
    return -1


def _leads_phrase(view: View, segment: Segment, place: int) -> bool:
    """Whether the word is a preposition with its phrase: "sagte zu Karl" has not promised."""
    if place + 1 >= segment.end or not view.at(place) & Tag.PREPOSITION:
        return False
    behind = view.passage.tokens[place + 1]
    nominal = behind.capitalised or behind.tags & (Tag.DETERMINER | Tag.POSSESSIVE)
    return view.passage.lexicon.data.verb_second and bool(nominal)


def governed(view: View, segment: Segment, preposition: str) -> bool:
    """Whether the clause has the preposition, alone or joined to its article ("vom"). Who speaks
    with someone has not said anything yet, but "im Gespräch mit" tells only where."""
    tokens, masked = view.passage.tokens, view.passage.masked
    companion = view.passage.lexicon.companions
    if any(
        tokens[place].word in companion and not tokens[place - 1].capitalised
        for place in range(segment.start + 1, segment.end)
    ):
        return preposition in companion
    forms = tuple(preposition.split("/"))
    correlates = view.passage.lexicon.correlates
    return any(
        (tokens[place].word in correlates and tokens[place].word.endswith(forms))
        or (
            tokens[place].word.startswith(forms)
            and tokens[place].tags & (Tag.PREPOSITION | Tag.SUBORDINATOR)
        )
        for place in range(segment.start, segment.end)
        if not masked[place]
    )
