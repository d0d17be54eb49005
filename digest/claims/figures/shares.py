"""Fractions: "zwei Drittel", "half of", "one in ten", "jeder dritte"."""

from __future__ import annotations

from decimal import Decimal

from digest.claims.figures import numbers, units
from digest.claims.figures.reading import Stretch
from digest.claims.vocabulary.tags import Tag
from digest.models import Figure, FigureKind

_DIGITS = Decimal("0.0001")
# "Nine out of ten" is a fraction, "nine out of 23" are two numbers.
_ROUND = frozenset({*range(2, 11), 100, 1000})

Share = tuple[Decimal, int, int]


def read(stretch: Stretch, place: int) -> tuple[Figure, int] | None:
    """The fraction at `place`, and where it ends."""
    found = _of_parts(stretch, place) or _half(stretch, place) or _ratio(stretch, place)
    if not found:
        return None
    value, start, stop = found
    noun = units.counted(stretch, _past_links(stretch, stop))
    end = noun + 1 if noun >= 0 else stop
    name = stretch.tokens[noun].text if noun >= 0 else ""
    limit, start, end = units.bound(stretch, start, stop, end)
    figure = Figure(
        kind=FigureKind.FRACTION,
        span=stretch.span(start, end),
        value=value.quantize(_DIGITS).normalize(),
        unit=name,
        bound=limit,
    )
    return figure, end


def _of_parts(stretch: Stretch, place: int) -> Share | None:
    """ "zwei Drittel", "two-thirds", "ein Viertel", "a third of"."""
    words, word = stretch.words, stretch.word(place)
    head, _, tail = word.partition("-")
    if tail in words.fractions and head in words.parts:
        return words.parts[head] / words.fractions[tail], place, place + 1
    behind = stretch.word(place + 1)
    if behind in words.fractions and word in words.numbers:
        return words.numbers[word] / words.fractions[behind], place, place + 2
    before = place - 1
    if word not in words.fractions or before < stretch.fence:
        return None
    one = stretch.at(before) & Tag.ARTICLE or stretch.word(before) in words.parts
    singular = words.capitals or behind in words.unit_links
    return (1 / words.fractions[word], before, place + 1) if one and singular else None


def _half(stretch: Stretch, place: int) -> Share | None:
    """ "die Hälfte", "half of", "half the", but no "second half"."""
    words = stretch.words
    if stretch.word(place) not in words.halves:
        return None
    bounded = stretch.phrase_before(place, words.bounds)
    counted = stretch.word(place - 1) and not stretch.at(place - 1) & (Tag.FUNCTION | Tag.VERB)
    follower = stretch.word(place + 1)
    whole = follower in words.unit_links or follower in stretch.passage.lexicon.definite
    whole = whole or words.capitals or bool(stretch.at(place + 1) & Tag.POSSESSIVE)
    return (Decimal("0.5"), place, place + 1) if whole and (bounded or not counted) else None


def _ratio(stretch: Stretch, place: int) -> Share | None:
    """ "one in ten", "neun von zehn", "jede dritte"."""
    words, word = stretch.words, stretch.word(place)
    if word in words.every and (divisor := words.ordinals.get(stretch.word(place + 1))):
        return 1 / divisor, place, place + 2
    part, between = _simple(stretch, place), stretch.phrase(place + 1, words.out_of)
    whole = _simple(stretch, between[1]) if between else None
    if part is None or whole is None or between is None or not part < whole:
        return None
    timed = stretch.at(between[1] + 1) & Tag.TIME
    return (part / whole, place, between[1] + 1) if whole in _ROUND and not timed else None


def _simple(stretch: Stretch, place: int) -> Decimal | None:
    """A number of one word, or up to three digits."""
    word = stretch.word(place)
    if word.isdecimal() and word.isascii() and len(word) <= len("000"):
        return Decimal(word)
    return stretch.words.parts.get(word) or numbers.atom(stretch, place) if word else None


def _past_links(stretch: Stretch, place: int) -> int:
    """The place behind "of the", "der"."""
    links = stretch.words.unit_links
    while stretch.word(place) in links or stretch.at(place) & (Tag.ARTICLE | Tag.POSSESSIVE):
        place += 1
    return place
