"""What a number counts, and the words that bound it."""

from __future__ import annotations

from typing import NamedTuple

from digest.claims.figures.numbers import Number
from digest.claims.figures.reading import Stretch
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.tags import Tag
from digest.models import Bound, FigureKind

# Adjectives that may stand between a number and its noun.
_MOST_ADJECTIVES = 3
_NO_NOUN = Tag.FUNCTION | Tag.VERB | Tag.WEEKDAY | Tag.MONTH


class Unit(NamedTuple):
    """What is counted, and where the figure starts and stops with it."""

    kind: FigureKind
    name: str
    start: int
    stop: int


def unit(stretch: Stretch, number: Number) -> Unit:
    """The unit of a number: behind it, before it where it is a currency, or tied to it."""
    if number.tied:
        return _tied(stretch, number)
    words, end = stretch.words, number.end
    code, first = _sign(stretch, number.start)
    first = first if number.opened is None else min(first, number.opened)
    linked = _past_link(stretch, end)
    behind = stretch.phrase(end, words.units) or stretch.phrase(linked, words.units)
    if behind:
        (kind, name), stop = behind
        return Unit(kind, name, first, stop)
    if code:
        return Unit(FigureKind.MONEY, code, first, end)
    noun = counted(stretch, linked)
    if noun < 0:
        return Unit(FigureKind.NUMBER, "", first, end)
    return Unit(FigureKind.NUMBER, stretch.tokens[noun].text, first, noun + 1)


def _past_link(stretch: Stretch, place: int) -> int:
    """The place where the noun of a number may begin: "300 or more ...", "thousands of ..."."""
    bounded = stretch.phrase(place, stretch.words.bounds_behind)
    if bounded:
        return bounded[1]
    last = stretch.word(place - 1)
    scales = last in stretch.words.scales or last in stretch.words.vague.by_word
    return place + (scales and stretch.word(place) in stretch.words.unit_links)


def counted(stretch: Stretch, place: int) -> int:
    """The place of the noun that is counted by a number before `place`, or -1."""
    first = place
    last = min(stretch.end, place + _MOST_ADJECTIVES + 1)
    while place < last and stretch.tokens[place].is_word:
        token = stretch.tokens[place]
        plural = place == first and is_plural(stretch, place) and not token.tags & Tag.FUNCTION
        adjective = not token.tags & (Tag.FUNCTION | Tag.CUE) and _is_participle(stretch, token)
        cut = token.text[0].isdigit() or token.text.endswith("-")  # "300 Pass- und ..."
        if cut or (token.tags & _NO_NOUN and not (plural or adjective)):
            break
        if token.capitalised if stretch.words.capitals else is_plural(stretch, place):
            return place
        place += 1
    return first if place > first and not stretch.words.capitals else -1


def _is_participle(stretch: Stretch, token: Token) -> bool:
    """Whether a word can be a participle before its noun: "25 verletzten Personen"."""
    if token.tags & Tag.PARTICIPLE:
        return True
    lexicon, word = stretch.passage.lexicon, token.word
    ends = (end for end in lexicon.adjective_endings if word.endswith(end))
    return any(lexicon[word.removesuffix(end)].tags & Tag.PARTICIPLE for end in ends)


def is_plural(stretch: Stretch, place: int) -> bool:
    """Whether a noun shows that it is counted, in a language where nouns have no capitals."""
    return stretch.word(place).endswith(stretch.words.plurals)


def bound(stretch: Stretch, start: int, end: int, stop: int) -> tuple[Bound, int, int]:
    """The bound of a figure, and where the figure starts and stops with it: it stands before the
    number, behind it at `end`, or behind its unit at `stop`."""
    for first in (start, start - 1):
        found = stretch.phrase_before(first, stretch.words.bounds)
        if found:
            return found[0], found[1], stop
        spelled = stretch.tokens[start].text[0].isalpha()
        if first - 1 < stretch.fence or not (spelled and stretch.at(first - 1) & Tag.ARTICLE):
            break
    table = stretch.words.bounds_behind
    behind = stretch.phrase(end, table) or stretch.phrase(stop, table)
    return (behind[0], start, max(stop, behind[1])) if behind else (Bound.EXACT, start, stop)


def _tied(stretch: Stretch, number: Number) -> Unit:
    """ "34-year-old", "50-prozentig", "35-Stunden-Woche"."""
    word = number.tied.lower()
    for parts, (kind, name) in stretch.words.units.by_word.get(word, ()):
        if len(parts) == 1:
            return Unit(kind, name, number.start, number.end)
    return Unit(FigureKind.NUMBER, number.tied, number.start, number.end)


def _sign(stretch: Stretch, start: int) -> tuple[str, int]:
    """The currency before a number ("$", "US$", "EUR"), and where it starts; or "" and `start`."""
    first = start - 1
    money = stretch.words.money
    if first < stretch.fence or stretch.word(first) not in money:
        return "", start
    whole = stretch.word(first - 1) + stretch.word(first)
    if stretch.touches(first) and whole in money and first - 1 >= stretch.fence:
        return money[whole], first - 1
    return money[stretch.word(first)], first
