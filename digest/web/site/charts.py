"""Numbers over days as a chart: where its bars, steps, points and labels go.

Across, all is in percent of a width that is the reader's; from top to bottom in pixels. So words
keep their size on a phone. Time runs the way the reader reads. A day is a band: its bar fills most
of it, and what was said at noon stands in its middle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor

HEIGHT = 220.0
# The frame that holds all points; the words for levels stand before it, those for days below.
LEFT, RIGHT = 15.0, 97.0
TOP, BOTTOM = 24.0, 190.0
# As many lines as can be told apart by their dashes and by the shapes of their points.
STYLES = 6
# So many words for days fit side by side on a phone, and so many levels are seen at a glance.
_DAYS, _LEVELS = 5, 4
# Two words are apart that are so far from each other, in percent across or in pixels down.
_APART = 15.0, 14.0
# Where the word for a point may stand: above it, else below, else further off.
_OFFSETS = (-7.0, 18.0, -22.0, 33.0)
# How much of its day a bar fills.
_BAR = 0.7
_LATE = 0.85
_DAY = timedelta(days=1)

Say = Callable[[Decimal], str]
SayDay = Callable[[date], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """A number at a time; `high` is the upper end of a range. `time` has no zone: it is the
    reader's. It is `replaced` by a later one.
    """

    time: datetime
    number: Decimal
    label: str
    high: Decimal | None = None
    replaced: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """What one source says of a number over time, in any order."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """A day at `at` percent across, or a level at `at` pixels down, in words."""

    at: float
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Stroke:
    """A straight line, across in percent and down in pixels."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A day's bar: `x` and `width` in percent, `y` and `height` in pixels."""

    x: float
    y: float
    width: float
    height: float
    label: str

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A value: `top` is where a range ends (`y` for a single number). Its label stands at
    `label_y`, behind the point or, if it is `late`, before it; it is "" where there is no room.
    """

    x: float
    y: float
    top: float
    label: str
    label_y: float
    late: bool
    replaced: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """The line of one course: `style` (0 to `STYLES` - 1) tells it from the others."""

    name: str
    style: int
    strokes: tuple[Stroke, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """What is drawn: `days` along the bottom, `levels` from bottom to top, then bars or lines."""

    days: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    bars: tuple[Bar, ...] = ()
    series: tuple[Series, ...] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where times and numbers are in the frame of a chart."""

    first: datetime
    last: datetime
    low: Decimal
    high: Decimal
    is_mirrored: bool

    def x(self, moment: datetime) -> float:
        share = (moment - self.first) / (self.last - self.first)
        return 100 - self._across(share) if self.is_mirrored else self._across(share)

    def is_late(self, moment: datetime) -> bool:
        """Whether what is written behind it would not end in the frame."""
        return (moment - self.first) / (self.last - self.first) > _LATE

    def _across(self, share: float) -> float:
        return LEFT + share * (RIGHT - LEFT)

    def y(self, number: Decimal) -> float:
        return BOTTOM - float((number - self.low) / (self.high - self.low)) * (BOTTOM - TOP)


def bars(counts: Sequence[tuple[date, int]], say: Say, say_day: SayDay, direction: str) -> Chart:
    """A bar for each day that something was counted on. `direction` is that of the reader."""
    days = [day for day, _ in counts]
    levels = _levels(Decimal(0), Decimal(max(number for _, number in counts)), whole=True)
    frame = _frame(min(days), max(days), levels, direction)
    width = (RIGHT - LEFT) * (_DAY / (frame.last - frame.first)) * _BAR
    return Chart(
        days=tuple(_days(frame, say_day)),
        levels=tuple(Tick(at=frame.y(level), label=say(level)) for level in levels),
        bars=tuple(_bar(frame, day, Decimal(number), width, say) for day, number in counts),
    )


def steps(courses: Sequence[Course], say: Say, say_day: SayDay, direction: str) -> Chart:
    """A line for each of `courses`, that stays where it is until there is a newer number; one that
    was replaced ends with the next number of anyone.
    """
    values = [value for course in courses for value in course.values]
    numbers = [number for value in values for number in (value.number, value.high or value.number)]
    levels = _levels(*_reach(numbers))
    times = sorted(value.time for value in values)
    frame = _frame(times[0].date(), times[-1].date(), levels, direction)
    labels = _Labels()
    return Chart(
        days=tuple(_days(frame, say_day)),
        levels=tuple(Tick(at=frame.y(level), label=say(level)) for level in levels),
        series=tuple(
            Series(
                name=course.name,
                style=n % STYLES,
                strokes=tuple(_strokes(frame, course, times)),
                points=tuple(_points(frame, course, labels)),
            )
            for n, course in enumerate(courses)
        ),
    )


def noon(day: date) -> datetime:
    """Where a day without a time of day stands."""
    return datetime.combine(day, time(12))


def _frame(first: date, last: date, levels: Sequence[Decimal], direction: str) -> _Frame:
    begin, end = (datetime.combine(day, time()) for day in (first, last + _DAY))
    return _Frame(begin, end, levels[0], levels[-1], direction == "rtl")


def _days(frame: _Frame, say: SayDay) -> Iterator[Tick]:
    """The first day and as many more, equally far from each other, as there is room for."""
    count = (frame.last - frame.first).days
    apart = ceil(count / _DAYS)
    for n in range(0, count, apart):
        day = frame.first + n * _DAY
        yield Tick(at=frame.x(day + _DAY / 2), label=say(day.date()))


def _reach(numbers: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """From zero, unless all numbers would be pressed into the upper quarter, or below it."""
    low, high = min(numbers), max(numbers)
    is_far = low < high and low > high * 3 / 4
    return (low if is_far else min(low, Decimal(0))), max(high, Decimal(0))


def _levels(low: Decimal, high: Decimal, *, whole: bool = False) -> list[Decimal]:
    """Round numbers, equally far from each other, of which the ends hold `low` and `high`."""
    apart = _round((high - low) / _LEVELS if high > low else Decimal(1))
    if whole:
        apart = max(apart, Decimal(1))
    first, last = floor(low / apart), ceil(high / apart)
    return [n * apart for n in range(first, max(last, first + 1) + 1)]


def _round(number: Decimal) -> Decimal:
    """The next of 1, 2, 5, 10, 20 and so on that is no less."""
    power = Decimal(1).scaleb(number.adjusted())
    return next(power * n for n in (1, 2, 5, 10) if power * n >= number)


def _bar(frame: _Frame, day: date, number: Decimal, width: float, say: Say) -> Bar:
    y = frame.y(number)
    middle = frame.x(noon(day))
    return Bar(x=middle - width / 2, y=y, width=width, height=BOTTOM - y, label=say(number))


def _strokes(frame: _Frame, course: Course, times: Iterable[datetime]) -> Iterator[Stroke]:
    values = sorted(course.values, key=lambda value: value.time)
    for value, following in pairwise(values):
        x, y, there = frame.x(value.time), frame.y(value.number), frame.x(following.time)
        yield Stroke(x1=x, y1=y, x2=there, y2=y)
        yield Stroke(x1=there, y1=y, x2=there, y2=frame.y(following.number))
    last = values[-1]
    later = (each for each in times if each > last.time)
    end = next(later, frame.last) if last.replaced else frame.last
    y = frame.y(last.number)
    yield Stroke(x1=frame.x(last.time), y1=y, x2=frame.x(end), y2=y)


def _points(frame: _Frame, course: Course, labels: _Labels) -> Iterator[Point]:
    for value in course.values:
        x, y = frame.x(value.time), frame.y(value.number)
        top = frame.y(value.high) if value.high is not None else y
        at = labels.place(x, min(y, top), max(y, top))
        yield Point(
            x=x,
            y=y,
            top=top,
            label=value.label if at is not None else "",
            label_y=y if at is None else at,
            late=frame.is_late(value.time),
            replaced=value.replaced,
        )


class _Labels:
    """The labels that have their place already: those that come later stand clear of them."""

    def __init__(self) -> None:
        self._placed: list[tuple[float, float]] = []

    def place(self, x: float, top: float, bottom: float) -> float | None:
        """How far down a label for what is from `top` to `bottom` stands; None without room."""
        places = (top + each if each < 0 else bottom + each for each in _OFFSETS)
        found = next((at for at in places if self._is_free(x, at)), None)
        if found is not None:
            self._placed.append((x, found))
        return found

    def _is_free(self, x: float, at: float) -> bool:
        across, down = _APART
        is_inside = TOP - down <= at <= BOTTOM
        return is_inside and not any(
            abs(x - left) < across and abs(at - there) < down for left, there in self._placed
        )
