"""Dates: days, months and years, weekdays and relative days, told from the article's day.

A date that the article's day would have to complete, and that has none, is no figure; nor is it
two numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from digest.claims.figures.numbers import Number, is_glued
from digest.claims.figures.reading import Stretch
from digest.claims.sentences import DASHES
from digest.models import Figure, FigureKind, Granularity

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NUMERIC = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})")
# Years that four digits can be where nothing says that they are one.
_YEARS = range(1900, 2100)
# How far from a weekday the verb stands that says whether it is past, in words.
_CLAUSE = 12
_WEEK = 7
_DASHES = (*DASHES, "/")


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A date as far as it is written: 0 is what is not. Tokens `[start, stop)`."""

    year: int = 0
    month: int = 0
    day: int = 0
    start: int
    stop: int


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
    found = _calendar(stretch, place)
    if not found:
        return None
    first, *more = found if len(found) > 1 else (found[0], *_until(stretch, found[0]))
    last = more[0] if more else None
    value = _complete(first, stretch.today, last)
    high = _complete(last, stretch.today) if last else None
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


def _calendar(stretch: Stretch, place: int) -> list[Day]:
    """The day, days or month at `place`: nothing is looked up, nothing completed."""
    token = stretch.tokens[place]
    if token.text[0].isdigit():
        numeric = _numeric(stretch, place)
        return [numeric] if numeric else _days_of_month(stretch, place)
    month = stretch.words.months.get(token.word, 0)
    if not month or not (token.capitalised or not stretch.words.capital_months):
        return []
    behind = stretch.past_stop(place + 1)
    days, stop = _days(stretch, behind)
    if days and _is_unit(stretch, stop):
        days = []
    if days:
        named, stop = _year(stretch, stop)
        return [Day(year=named, month=month, day=day, start=place, stop=stop) for day in days]
    named, stop = _year(stretch, behind)
    opened = stretch.word(place - 1) in stretch.words.openers
    alone = Day(year=named, month=month, start=place, stop=stop)
    return [alone] if named or opened else []


def _days_of_month(stretch: Stretch, place: int) -> list[Day]:
    """ "6. September 2023", "10. bis 13. September", "6th of September"."""
    days, behind = _days(stretch, place)
    if days and stretch.word(behind) in stretch.words.day_links:
        behind += 1
    month = stretch.words.months.get(stretch.word(behind), 0) if days else 0
    if not month:
        return []
    named, stop = _year(stretch, stretch.past_stop(behind + 1))
    return [Day(year=named, month=month, day=day, start=place, stop=stop) for day in days]


def _is_unit(stretch: Stretch, place: int) -> bool:
    """Whether what stands behind a number tells that it is no day ("In May 12 percent ...")."""
    return bool(stretch.phrase(place, stretch.words.units)) or (
        stretch.word(place) in stretch.words.scales
    )


def _days(stretch: Stretch, place: int) -> tuple[list[int], int]:
    """The day or days at `place`, with what stands behind an ordinal, and where they end."""
    days, first = list[int](), place
    while len(days) < 2 and place < stretch.end:
        parts = stretch.tokens[place].text.split("-")
        if len(parts) + len(days) > 2 or not all(map(_is_day, parts)):
            break
        days.extend(map(int, parts))
        place += 1
        if stretch.touches(place) and stretch.word(place) in stretch.words.day_ends:
            place += 1
        behind = _past_joint(stretch, place, first)
        if len(days) == 2 or not _is_day(stretch.word(behind)):
            break
        place = behind
    return days, place


def _is_day(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) <= 2 and 1 <= int(text) <= 31


def _past_joint(stretch: Stretch, place: int, first: int) -> int:
    """The place behind the words that join the two ends of a range of days, or the end; `first` is
    where the range starts, behind its opener if it has one."""
    word, opener = stretch.word(place), stretch.word(first - 1)
    openers = stretch.words.ranges.get(word, frozenset())
    if word not in _DASHES and not openers & {"", opener}:
        return stretch.end
    return place + 1 + (stretch.word(place + 1) in stretch.words.day_links)


def _year(stretch: Stretch, place: int) -> tuple[int, int]:
    """The year at `place`, behind a comma if there is one, and where it ends; or 0 and `place`."""
    behind = place + 1 if stretch.word(place) == "," else place
    word = stretch.word(behind)
    if len(word) == len("2000") and word.isdecimal() and word.isascii() and word[0] in "12":
        return int(word), behind + 1
    return 0, place


def _numeric(stretch: Stretch, place: int) -> Day | None:
    """ "2023-09-06", "6.9.2023", "25/9/2023": no date where it could be one of two."""
    text = stretch.tokens[place].text
    if iso := _ISO.fullmatch(text):
        named, month, day = map(int, iso.groups())
        return Day(year=named, month=month, day=day, start=place, stop=place + 1)
    found = _NUMERIC.fullmatch(text)
    if not found:
        return None
    day, month, named = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "/" and not stretch.words.day_first:
        if day <= 12 and month <= 12:
            return None
        day, month = max(day, month), min(day, month)
    return Day(year=named, month=month, day=day, start=place, stop=place + 1)


def _until(stretch: Stretch, first: Day) -> list[Day]:
    """The last day of a range across months: "30. August bis 2. September"."""
    behind = _past_joint(stretch, first.stop, first.start)
    found = _calendar(stretch, behind) if behind < stretch.end else []
    return found if len(found) == 1 and bool(found[0].day) == bool(first.day) else []


def _complete(day: Day, today: date | None, last: Day | None = None) -> date | None:
    """The day with its year: that of the range's end, or the one that brings it next to today."""
    if last and not day.year:
        end = _complete(last, today)
        behind = end is not None and (day.month, day.day) > (end.month, end.day)
        day = replace(day, year=end.year - behind) if end else day
    if day.year:
        return _date(day.year, day)
    if today is None:
        return None
    near = (_date(today.year + step, day) for step in (0, -1, 1))
    return min((d for d in near if d), key=lambda d: abs(d - today), default=None)


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
    return _counted(stretch, place, stretch.today, _side(stretch, place, ahead))


def _side(stretch: Stretch, place: int, ahead: int) -> int:
    """How many days from today a weekday is that next time is `ahead` days from it."""
    words, beside = stretch.words, {stretch.word(place - 1), stretch.word(place + 1)}
    if beside & words.next:
        return ahead or _WEEK
    if beside & words.last:
        return ahead - _WEEK
    around = range(max(stretch.start, place - _CLAUSE), min(stretch.end, place + _CLAUSE))
    coming = any(stretch.word(near) in words.future for near in around)
    return ahead if coming or not ahead else ahead - _WEEK


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
