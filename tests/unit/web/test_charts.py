"""Charts: whatever is said when, it is drawn within its frame, and where its numbers belong."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from digest.web.site.charts import (
    BOTTOM,
    LEFT,
    RIGHT,
    STYLES,
    TOP,
    Chart,
    Course,
    Value,
    bars,
    noon,
    steps,
)

DAY = date(2026, 11, 18)
NUMBERS = st.decimals(
    min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=2
)
TIMES = st.builds(
    datetime.combine, st.dates(min_value=date(2020, 1, 1), max_value=date(2027, 1, 1)), st.times()
)
VALUES = st.builds(
    Value,
    time=TIMES,
    number=NUMBERS,
    label=st.just("12"),
    high=st.none() | NUMBERS,
    replaced=st.booleans(),
)
COURSES = st.lists(
    st.builds(Course, name=st.text(), values=st.lists(VALUES, min_size=1, max_size=5).map(tuple)),
    min_size=1,
    max_size=8,
)
DIRECTIONS = st.sampled_from(["ltr", "rtl"])
SLACK = 0.001


def say(number: Decimal) -> str:
    return f"{number:f}"


def drawn(*courses: Course, direction: str = "ltr") -> Chart:
    return steps(courses, say, str, direction)


def said(day: int, number: int, *, replaced: bool = False) -> Value:
    time = noon(DAY + timedelta(days=day))
    return Value(time=time, number=Decimal(number), label=str(number), replaced=replaced)


def is_inside(x: float, y: float) -> bool:
    """In a chart that runs either way."""
    near = min(LEFT, 100 - RIGHT)
    return near - SLACK <= x <= 100 - near + SLACK and TOP - SLACK <= y <= BOTTOM + SLACK


@given(COURSES, DIRECTIONS)
def test_all_that_is_drawn_is_in_the_frame(courses: list[Course], direction: str) -> None:
    """Also where one value is all there is, where all are equal, and where there are thousands."""
    chart = steps(courses, say, str, direction)
    for series in chart.series:
        assert all(is_inside(each.x1, each.y1) for each in series.strokes)
        assert all(is_inside(each.x2, each.y2) for each in series.strokes)
        assert all(
            is_inside(each.x, each.y) and is_inside(each.x, each.top) for each in series.points
        )
    assert all(is_inside(day.at, TOP) for day in chart.days)


@given(COURSES, DIRECTIONS)
def test_levels_rise_and_days_go_on(courses: list[Course], direction: str) -> None:
    """No two ticks are at one place, and each level is above the one before."""
    chart = steps(courses, say, str, direction)
    levels = [Decimal(level.label) for level in chart.levels]
    assert 2 <= len(levels) <= 8
    assert all(one < other for one, other in pairwise(levels))
    assert all(one.at > other.at for one, other in pairwise(chart.levels))
    onward = chart.days if direction == "ltr" else chart.days[::-1]
    assert all(one.at < other.at for one, other in pairwise(onward))


@given(COURSES)
def test_a_number_stands_between_the_levels_around_it(courses: list[Course]) -> None:
    """A point at the wrong height tells something false."""
    chart = drawn(*courses)
    levels = [(Decimal(level.label), level.at) for level in chart.levels]
    for course, series in zip(courses, chart.series, strict=True):
        for value, point in zip(course.values, series.points, strict=True):
            assert all(at >= point.y - SLACK for level, at in levels if level <= value.number)
            assert all(at <= point.y + SLACK for level, at in levels if level >= value.number)


@given(COURSES)
def test_labels_stand_clear_of_each_other(courses: list[Course]) -> None:
    """A label without room is left to the table; two upon each other could not be read."""
    points = [point for series in drawn(*courses).series for point in series.points if point.label]
    for n, one in enumerate(points):
        for other in points[n + 1 :]:
            assert abs(one.x - other.x) >= 15 or abs(one.label_y - other.label_y) >= 14


@given(COURSES)
def test_lines_are_told_apart_without_colour(courses: list[Course]) -> None:
    """As many as have a style of their own have different ones."""
    styles = [series.style for series in drawn(*courses).series][:STYLES]
    assert len(set(styles)) == len(styles)


def test_a_line_stays_until_there_is_a_newer_number() -> None:
    """Nobody counted anything between two reports, so it neither rises nor falls there."""
    (series,) = drawn(Course(name="police", values=(said(0, 12), said(1, 20)))).series
    flat, rise, rest = series.strokes
    assert (flat.y1, rise.x1, rest.y1) == (flat.y2, rise.x2, rest.y2)
    assert rise.y2 < rise.y1
    assert rest.x2 == RIGHT


def test_what_was_replaced_ends_with_the_next_number_of_anyone() -> None:
    """A toll that another source has overtaken is not drawn on as if it still stood."""
    old = Course(name="radio", values=(said(0, 12, replaced=True),))
    new = Course(name="police", values=(said(2, 20),))
    first, second = drawn(old, new).series
    assert first.strokes[-1].x2 == second.points[0].x < RIGHT


def test_numbers_far_from_zero_are_not_pressed_together() -> None:
    """298,500 of 300,000 would be one line; 12 of 20 is drawn from zero."""
    far = drawn(Course(name="a", values=(said(0, 298_500), said(1, 300_000))))
    near = drawn(Course(name="a", values=(said(0, 12), said(1, 20))))
    assert Decimal(far.levels[0].label) > 290_000
    assert near.levels[0].label == "0"


def test_time_runs_the_way_of_the_reader() -> None:
    """From right to left in Arabic: the same chart in a mirror."""
    course = Course(name="a", values=(said(0, 12), said(3, 20)))
    there, back = drawn(course), drawn(course, direction="rtl")
    for one, other in zip(there.series[0].points, back.series[0].points, strict=True):
        assert abs(one.x + other.x - 100) < SLACK
    assert back.days[0].at > back.days[-1].at


@given(
    st.dictionaries(
        st.dates(min_value=date(2024, 1, 1), max_value=date(2026, 12, 31)),
        st.integers(min_value=0, max_value=10**6),
        min_size=1,
    ),
    DIRECTIONS,
)
def test_bars_stand_on_the_ground_side_by_side(counts: dict[date, int], direction: str) -> None:
    """However many days there are, and none is higher than the frame."""
    chart = bars(sorted(counts.items()), say, str, direction)
    ordered = sorted(chart.bars, key=lambda bar: bar.x)
    assert all(abs(bar.y + bar.height - BOTTOM) < SLACK and bar.y >= TOP - SLACK for bar in ordered)
    assert all(one.x + one.width < other.x for one, other in pairwise(ordered))
    assert all(is_inside(bar.x, bar.y) and is_inside(bar.x + bar.width, bar.y) for bar in ordered)
    assert all("." not in level.label for level in chart.levels)
