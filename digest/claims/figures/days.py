"""Dates as they are written: nothing is looked up, nothing completed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.claims.figures.reading import Stretch
from digest.claims.text.sentences import DASHES

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NUMERIC = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})")
_DASHES = (*DASHES, "/")


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A date as far as it is written: 0 is what is not. Tokens `[start, stop)`."""

    year: int = 0
    month: int = 0
    day: int = 0
    start: int
    stop: int


def named(stretch: Stretch, place: int) -> list[Day]:
    """The day, days or month at `place`."""
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
        year, stop = _year(stretch, stop)
        return [Day(year=year, month=month, day=day, start=place, stop=stop) for day in days]
    year, stop = _year(stretch, behind)
    opened = stretch.word(place - 1) in stretch.words.openers
    alone = Day(year=year, month=month, start=place, stop=stop)
    return [alone] if year or opened else []


def _days_of_month(stretch: Stretch, place: int) -> list[Day]:
    """ "6. September 2023", "10. bis 13. September", "6th of September"."""
    days, behind = _days(stretch, place)
    if days and stretch.word(behind) in stretch.words.day_links:
        behind += 1
    month = stretch.words.months.get(stretch.word(behind), 0) if days else 0
    if not month:
        return []
    year, stop = _year(stretch, stretch.past_stop(behind + 1))
    return [Day(year=year, month=month, day=day, start=place, stop=stop) for day in days]


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
        year, month, day = map(int, iso.groups())
        return Day(year=year, month=month, day=day, start=place, stop=place + 1)
    found = _NUMERIC.fullmatch(text)
    if not found:
        return None
    day, month, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "/" and not stretch.words.day_first:
        if day <= 12 and month <= 12:
            return None
        day, month = max(day, month), min(day, month)
    return Day(year=year, month=month, day=day, start=place, stop=place + 1)


def until(stretch: Stretch, first: Day) -> list[Day]:
    """The last day of a range across months: "30. August bis 2. September"."""
    behind = _past_joint(stretch, first.stop, first.start)
    found = named(stretch, behind) if behind < stretch.end else []
    return found if len(found) == 1 and bool(found[0].day) == bool(first.day) else []
