"""When slots are due: each time that a timetable names once, whatever is done to clocks."""

import tomllib
from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.models.schedule import Slot, Timetable
from digest.schedule import midnight, slots, upcoming

DATA = Path(__file__).parents[2] / "data" / "schedule"
ZONES = sorted(available_timezones() - {"localtime"})
SEVEN = (
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "UTC",
)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
FIRST_LOOK = datetime(2025, 12, 30, 2, 17, tzinfo=UTC)


def due(cron: str, zone: str, after: datetime, until: datetime) -> list[Slot]:
    timetable = Timetable(cron=cron, timezone=zone)
    return list(slots(timetable, "daily", after=after, until=until))


@pytest.mark.parametrize("case", sorted(DATA.glob("*.toml")), ids=lambda path: path.stem)
def test_slots_are_due_when_a_person_worked_out_that_they_are(case: Path) -> None:
    """Each case is a change of clocks or a way to write a cron line that others get wrong."""
    found = due(*tomllib.loads(case.read_text("utf-8")).values())
    rows = [f"{each.date} {each.slot}  {each.due:%Y-%m-%dT%H:%M:%SZ}\n" for each in found]
    assert "".join(rows) == case.with_suffix(".txt").read_text("utf-8")


def days_of(year: int) -> set[date]:
    first = date(year, 1, 1)
    return {first + n * DAY for n in range((date(year + 1, 1, 1) - first).days)}


@pytest.mark.parametrize("zone", SEVEN)
def test_a_year_has_each_time_of_each_day_once(zone: str) -> None:
    """A digest that comes twice, or not, is worse than none. Looked for at one time of day
    and another, so that no slot falls between two looks either.
    """
    for half_hour in range(48):
        hour, minute = divmod(half_hour * 30, 60)
        timetable = Timetable(cron=f"{minute} {hour} * * *", timezone=zone)
        looks = [FIRST_LOOK + n * timedelta(hours=61) for n in range(146)]
        found = [
            slot
            for after, until in pairwise(looks)
            for slot in slots(timetable, "daily", after=after, until=until)
        ]
        names = [each.date for each in found if each.date.year == 2026]
        assert len(names) == 365
        assert set(names) == days_of(2026)
        assert {each.slot for each in found} == {f"{hour:02}:{minute:02}"}


moments = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  Hypothesis adds UTC
times = st.integers(0, 24 * 60 - 1).map(lambda minutes: divmod(minutes, 60))


def offset(zone: str, moment: datetime) -> timedelta | None:
    return moment.astimezone(ZoneInfo(zone)).utcoffset()


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone and the second at which its clocks are changed; where they are not in twelve years,
    any.
    """
    zone, moment = draw(st.sampled_from(ZONES)), draw(moments)
    weeks = [moment + n * 7 * DAY for n in range(-6 * 52, 6 * 52)]
    changed = [week for week, next_week in pairwise(weeks) if differ(zone, week, next_week)]
    if not changed:
        return zone, moment
    start = draw(st.sampled_from(changed))
    seconds = range(7 * DAY // SECOND)
    return zone, start + SECOND * bisect_left(
        seconds, True, key=lambda passed: differ(zone, start, start + passed * SECOND)
    )


def differ(zone: str, before: datetime, after: datetime) -> bool:
    return offset(zone, before) != offset(zone, after)


around = st.integers(-2 * DAY // SECOND, 2 * DAY // SECOND).map(lambda seconds: seconds * SECOND)
near = st.integers(-7200, 7200).map(lambda seconds: seconds * SECOND)


@given(where=changes(), time=times, before=around)
def test_a_slot_is_due_when_its_time_is_shown_or_left_out(
    where: tuple[str, datetime], time: tuple[int, int], before: timedelta
) -> None:
    """In no zone and year is a slot lost, doubled, early, late, or out of order."""
    zone, change = where
    hour, minute = time
    start = change - 2 * DAY + before
    found = due(f"{minute} {hour} * * *", zone, start, start + 5 * DAY)

    dates = [each.date for each in found]
    assert dates == [dates[0] + n * DAY for n in range(len(dates))]
    assert len(dates) in {4, 5, 6}
    assert [each.due for each in found] == sorted(each.due for each in found)
    for each in found:
        named = datetime(each.date.year, each.date.month, each.date.day, hour, minute)  # noqa: DTZ001  what a clock shows
        shown, before_it = (
            moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            for moment in (each.due, each.due - SECOND)
        )
        assert before_it < named <= shown
        if shown != named:  # left out
            assert shown - before_it > SECOND


@given(where=changes(), parts=st.tuples(near | around, near, near | around))
def test_looking_twice_finds_what_looking_once_does(
    where: tuple[str, datetime], parts: tuple[timedelta, ...]
) -> None:
    """A daemon looks every half minute, one that was off for days looks once."""
    zone, change = where
    start, middle, end = (change + part for part in sorted(parts))
    once = due("7,30 * * * *", zone, start, end)
    twice = [*due("7,30 * * * *", zone, start, middle), *due("7,30 * * * *", zone, middle, end)]
    assert twice == once


@given(after=moments, zone=st.sampled_from(ZONES))
def test_upcoming_goes_on_where_slots_ends(after: datetime, zone: str) -> None:
    """`digest status` shows what the daemon will make."""
    timetable = Timetable(cron="0 7 * * mon", timezone=zone)
    found = list(islice(upcoming(timetable, "weekly", after), 3))
    assert found == list(slots(timetable, "weekly", after=after, until=found[-1].due))
    assert {each.date.weekday() for each in found} == {0}


def test_a_day_begins_when_its_clocks_say_so() -> None:
    """`--from` a day on which midnight is left out must not lose or gain a slot."""
    assert midnight(date(2026, 9, 6), "America/Santiago") == datetime(2026, 9, 6, 4, tzinfo=UTC)
    assert midnight(date(2026, 11, 1), "America/Havana") == datetime(2026, 11, 1, 4, tzinfo=UTC)
    with pytest.raises(OverflowError):
        midnight(date.min, "Asia/Tokyo")
