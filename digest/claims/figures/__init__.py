"""Numbers, sums, percentages, fractions and dates in what was said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from digest.claims.figures import dates, numbers, shares, units
from digest.claims.figures.numbers import Number
from digest.claims.figures.reading import Stretch
from digest.claims.figures.units import Unit
from digest.claims.figures.words import Measures, measures
from digest.claims.matches import Ranges
from digest.claims.text.sentences import Passage
from digest.claims.vocabulary.tags import Tag
from digest.models import Bound, Figure, FigureKind

_POSTCODE = 5
# "Boeing 747" is a name; what is numbered so high is counted: "nach Angaben der Opposition 90.000".
_UNNAMED = 1000
# Numbers with more digits are not exact any more.
_LARGEST = Decimal(10) ** 24
_SIGNS = ("+", "#")
_ASIDES = (("(", ")"), (",", ","))


def figures(
    passage: Passage, ranges: Ranges, today: date | None, *, bare: bool = False
) -> tuple[Figure, ...]:
    """The figures in token ranges in text order. From `today`, the article's day, dates are told
    that do not say their year, and weekdays; without it they are no figures. Numbers in letters
    without a unit ("three dead"), and a single one ("one dead"), are figures where `bare`."""
    found: list[Figure] = []
    words = measures(passage.lexicon.code)
    known, tokens = (
        words.known | words.singles.by_word.keys() if bare else words.known,
        passage.tokens,
    )
    for start, end in ranges:
        stretch = Stretch(passage, tokens, words, start, end, today, start, bare)
        place = start
        while place < end:
            token = tokens[place]
            counts = token.word in known or token.text[0].isdigit()
            if counts or (not token.tags and _is_compound(token.word, words)):
                figure, place = _figure(stretch, place)
                if figure:
                    found.append(figure)
                    stretch.fence = place
            else:
                place += 1
    return tuple(found)


def _is_compound(word: str, words: Measures) -> bool:
    """Whether a word is made of numbers ("einundzwanzig", "two-thirds")."""
    parts = "-" in word and word.rpartition("-")[2] in words.fractions
    return bool(parts or words.atoms(word))


def _figure(stretch: Stretch, place: int) -> tuple[Figure | None, int]:
    """The figure at `place`, if it is one, and where to go on."""
    if stretch.bare and (single := stretch.phrase(place, stretch.words.singles)):
        return _single(stretch, place, single[1]), single[1]
    if dated := dates.read(stretch, place):
        return dated
    if share := shares.read(stretch, place):
        return share
    if vague := stretch.phrase(place, stretch.words.vague):
        value, end = vague
        return _quantity(stretch, Number(value=value, start=place, end=end), vague=True)
    number = numbers.read(stretch, place)
    return _quantity(stretch, number) if number else (None, place + 1)


def _quantity(
    stretch: Stretch, number: Number, *, vague: bool = False
) -> tuple[Figure | None, int]:
    """A number with its unit and bounds, or a year."""
    unit = units.unit(stretch, number)
    bound, start, stop = units.bound(stretch, unit.start, number.end, unit.stop)
    if vague and not unit.name:
        return None, number.end
    if vague and bound is not Bound.ABOUT:
        bound, start = Bound.ABOUT, unit.start  # "verfügt über Tausende" has no bound
    if unit.kind is FigureKind.NUMBER:
        counts = bound is not Bound.EXACT or _is_counted(stretch, unit)
        if dated := dates.year(stretch, number, counts=counts):
            return dated, number.end
        if bound is Bound.EXACT and not _tells(stretch, number, unit):
            return None, number.end
    figure = Figure(
        kind=unit.kind,
        span=stretch.span(start, stop),
        value=_plain(number.value),
        high=None if number.high is None else _plain(number.high),
        unit=unit.name,
        bound=bound,
    )
    return figure, stop


def _single(stretch: Stretch, start: int, stop: int) -> Figure:
    """ "one dead", "at least one person"."""
    limit, first, last = units.bound(stretch, start, stop, stop)
    return Figure(
        kind=FigureKind.NUMBER,
        span=stretch.span(first, last),
        value=Decimal(1),
        unit=stretch.tokens[stop - 1].text,
        bound=limit,
    )


def _plain(value: Decimal) -> Decimal:
    """A whole number without the zeros that its scale has left behind its point."""
    whole = abs(value) < _LARGEST and value == value.to_integral_value()
    return value.quantize(Decimal(1)) if whole else value


def _is_counted(stretch: Stretch, unit: Unit) -> bool:
    """Whether a unit shows that four digits before it are no year: "the 2016 election"."""
    alone = stretch.words.grouped and not units.is_plural(stretch, unit.stop - 1)
    return bool(unit.name) and not alone


def _tells(stretch: Stretch, number: Number, unit: Unit) -> bool:
    """Whether a number without a bound counts something, and is no name, code, time or result."""
    words, text = stretch.words, stretch.tokens[number.start].text
    before = stretch.before(number.start)
    if before in words.labels or unit.name.lower() in words.clock | words.scores:
        return False
    if numbers.is_glued(stretch, number) or (text[0] == "0" and text[1:2].isdigit()):
        return False
    if unit.name:
        return not (len(text) == _POSTCODE and text.isdecimal() and int(text) % 100)
    if stretch.word(number.end) in words.partitives:
        return True
    counts = stretch.bare or text[0].isdigit()
    return counts and number.high is None and not _is_label(stretch, number)


def _is_label(stretch: Stretch, number: Number) -> bool:
    """Whether a number without a unit is part of a name ("Formel 1") or code, an ordinal ("2.
    Platz"), or someone's age in brackets or commas."""
    before, behind = stretch.word(number.start - 1), stretch.word(number.end)
    if (before, behind) in _ASIDES or before in _SIGNS:
        return True
    if before[:1].isdigit() or behind[:1].isdigit():
        return True
    named = bool(before) and stretch.tokens[number.start - 1].capitalised
    named = named and not stretch.at(number.start - 1) & (Tag.WEEKDAY | Tag.MONTH)
    named = named and not (stretch.bare and number.value >= _UNNAMED)
    starts = number.start - 1 in stretch.passage.starts
    ordinal = behind == "." and not stretch.ends(number.end)
    return ordinal or (named and not starts)
