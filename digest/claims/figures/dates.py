"""Dates: days, months and years, weekdays and relative days, told from the article's day.

A date that the article's day would have to complete, and that has none, is no figure; nor is it
two numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from digest.claims.figures.days import Day, named, until
from digest.claims.figures.numbers import Number, is_glued
from digest.claims.figures.reading import Stretch
from digest.claims.text.sentences import DELIMITERS
from digest.claims.vocabulary.tags import Tag
from digest.models import Figure, FigureKind, Granularity

# Years that four digits can be where nothing says that they are one.
_YEARS = range(1900, 2100)
# How far from a weekday the verb stands that says whether it is past, in words.
_CLAUSE = 12
_WEEK = 7


def read(stretch: Stretch, place: int) -> tuple[Figure | None, int] | None:
    """The date at `place`, where it can be told, and where it ends; None where there is none."""
    word = stretch.word(place)
    if word in stretch.words.weekdays:
        return _weekday(stretch, place)
    if word in stretch.words.days:
        return _relative(stretch, place)
    return _dated(stretch, place)


def _dated(stretch: Stretch, place: int) -> tuple[Figure | None, int] | None:
    """A date or range of dates of the calendar."""
    found = named(stretch, place)
    if not found:
        return None
    first, *more = found if len(found) > 1 else (found[0], *until(stretch, found[0]))
    last = more[0] if more else None
    side = _side(stretch, first.start)
    high = _complete(last, stretch.today, side) if last else None
    value = _complete(first, stretch.today, side, high)
    stop = (last or first).stop
    if value is None or (last and (high is None or high <= value)):
        return None, stop
    return _figure(stretch, first, value, high, stop), stop


def year(stretch: Stretch, number: Number, *, counts: bool) -> Figure | None:
    """Four digits as a year, or as two with a dash, if they are not surely a number."""
    text = stretch.tokens[number.start].text.partition("-")[0]
    if len(text) != len("2000") or number.scale != 1 or number.tied or is_glued(stretch, number):
        return None
    values = [int(v) for v in (number.value, number.high) if v is not None]
    opened = stretch.word(number.start - 1) in stretch.words.openers
    if any(value not in _YEARS for value in values) or (counts and not opened):
        return None
    first, *more = (date(value, 1, 1) for value in values)
    return Figure(
        kind=FigureKind.DATE,
        span=stretch.span(number.start, number.end),
        value=first,
        high=more[0] if more else None,
        granularity=Granularity.YEAR,
    )


def _figure(stretch: Stretch, first: Day, value: date, high: date | None, stop: int) -> Figure:
    return Figure(
        kind=FigureKind.DATE,
        span=stretch.span(first.start, stop),
        value=value,
        high=high,
        granularity=Granularity.DAY if first.day else Granularity.MONTH,
    )


def _complete(day: Day, today: date | None, side: int, end: date | None = None) -> date | None:
    """The day with its year: that of the range's `end`, or the one that brings it next to today,
    on its `side` if that is known."""
    if day.year:
        return _date(day.year, day)
    if end:
        return _date(end.year - ((day.month, day.day) > (end.month, end.day)), day)
    if today is None:
        return None
    near = [found for step in (0, -1, 1) if (found := _date(today.year + step, day))]
    start = today if day.day else today.replace(day=1)
    there = [found for found in near if (found - start).days * side >= 0]
    return min(there or near, key=lambda found: abs(found - today), default=None)


def _date(named: int, day: Day) -> date | None:
    try:
        return date(named, day.month, day.day or 1)
    except ValueError:
        return None


def _weekday(stretch: Stretch, place: int) -> tuple[Figure | None, int] | None:
    """ "am Montag", "next Friday", "Mittwoch, 6. September"."""
    words = stretch.words
    behind = place + 1
    while stretch.word(behind) == "," or stretch.word(behind) in words.day_links:
        behind += 1
    dated = _dated(stretch, behind) if behind < stretch.end else None
    if dated:
        return dated
    if stretch.today is None or stretch.word(place - 1) in words.any:
        return None, place + 1
    ahead = (words.weekdays[stretch.word(place)] - stretch.today.isoweekday()) % _WEEK
    return _counted(stretch, place, stretch.today, _days_off(stretch, place, ahead))


def _days_off(stretch: Stretch, place: int, ahead: int) -> int:
    """How many days from today a weekday is that next time is `ahead` days from it."""
    words, beside = stretch.words, _beside(stretch, place)
    strict = _WEEK if beside & (words.next | words.last) else 0
    if _side(stretch, place) > 0:
        return ahead or strict
    return ahead - _WEEK if ahead or strict else 0


def _side(stretch: Stretch, place: int) -> int:
    """On which side of today a date lies: 1 is ahead, -1 behind, 0 what its clause leaves open."""
    words, before, beside = stretch.words, stretch.word(place - 1), _beside(stretch, place)
    if beside & words.next or before in words.until:
        return 1
    if beside & words.last or before in words.since:
        return -1
    around = (*_clause(stretch, place, -1), *_clause(stretch, place, 1))
    return int(any(word in words.future for word in around))


def _beside(stretch: Stretch, place: int) -> set[str]:
    return {stretch.word(place - 1), stretch.word(place + 1)}


def _clause(stretch: Stretch, place: int, step: int) -> Iterator[str]:
    """The words of a clause from `place` on, in one direction."""
    for near in range(place + step, place + step * _CLAUSE, step):
        word = stretch.word(near)
        if not word or word in DELIMITERS or stretch.at(near) & (Tag.THAT | Tag.SUBORDINATOR):
            return
        yield word


def _relative(stretch: Stretch, place: int) -> tuple[Figure | None, int]:
    """ "gestern", "tomorrow"; but no "heute Morgen", nor "Der Morgen"."""
    words, token = stretch.words, stretch.tokens[place]
    noun = token.capitalised and place not in stretch.passage.starts
    before = stretch.word(place - 1)
    if noun or stretch.today is None or before in words.days or before in words.weekdays:
        return None, place + 1
    return _counted(stretch, place, stretch.today, words.days[token.word])


def _counted(stretch: Stretch, place: int, today: date, days: int) -> tuple[Figure | None, int]:
    """The day that is so many days from today; the calendar of computers has a first and a last."""
    here = Day(day=1, start=place, stop=place + 1)
    try:
        value = today + timedelta(days=days)
    except OverflowError:
        return None, here.stop
    return _figure(stretch, here, value, None, here.stop), here.stop
