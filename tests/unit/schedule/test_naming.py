"""Which edition of its day is meant where nobody says it."""

from datetime import UTC, date, datetime

import pytest

from digest.models.schedule import Timetable
from digest.schedule import coming, is_daily

DAY = date(2026, 11, 22)
TWICE = Timetable(cron="0 7,18 * * *", timezone="Europe/Berlin")


@pytest.mark.parametrize(
    ("hour", "slot"), [(0, "07:00"), (5, "07:00"), (6, "18:00"), (16, "18:00"), (23, "18:00")]
)
def test_the_next_is_meant_and_behind_the_last_the_last(hour: int, slot: str) -> None:
    """An editor works on the one that is not sent yet. In Berlin it is an hour later."""
    assert coming(TWICE, "daily", DAY, now=datetime(2026, 11, 22, hour, 30, tzinfo=UTC)) == slot


@pytest.mark.parametrize(("day", "slot"), [(21, "18:00"), (23, "07:00")])
def test_another_day_has_its_own(day: int, slot: str) -> None:
    """Of yesterday the last, of tomorrow the first."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert coming(TWICE, "daily", date(2026, 11, day), now=now) == slot


@pytest.mark.parametrize(
    ("cron", "daily"),
    [("0 7 * * *", True), ("0 7 * * mon", True), ("0 7,18 * * *", False), ("*/5 7 * * *", False)],
)
def test_a_day_with_one_edition_needs_no_time(cron: str, daily: bool) -> None:
    """Its name is that of the day, whatever weekdays it comes on."""
    timetable = Timetable(cron=cron, timezone="UTC")
    assert is_daily(timetable) is daily
    now = datetime(2026, 11, 22, 5, tzinfo=UTC)
    assert (coming(timetable, "daily", DAY, now=now) == "") is daily
    assert coming(None, "daily", DAY, now=now) == ""


def test_a_day_without_an_edition_has_no_slot() -> None:
    """One can be built by hand all the same."""
    sundays = Timetable(cron="0 7,18 * * sun", timezone="UTC")
    now = datetime(2026, 11, 22, 5, tzinfo=UTC)
    assert coming(sundays, "daily", date(2026, 11, 23), now=now) == ""
