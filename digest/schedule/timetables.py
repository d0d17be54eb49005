"""Timetables: the local times of a cron line as moments.

cronsim walks clocks on the wall; when a clock shows a time is decided here alone, by one rule for
every zone and change: the first moment at which it shows that time or a later one. So a time that
is left out is due when clocks have been set forward, on the next day where the rest of its day is
left out too, and one that comes twice at the first. No slot is lost, none comes twice, and they are
due in the order of their names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import dropwhile, takewhile
from zoneinfo import ZoneInfo

from digest.models.schedule import Slot, Timetable
from digest.schedule.cron import times


def slots(timetable: Timetable, digest: str, *, after: datetime, until: datetime) -> Iterator[Slot]:
    """The slots that are due after `after` and not after `until`, oldest first."""
    return takewhile(lambda slot: slot.due <= until, upcoming(timetable, digest, after))


def upcoming(timetable: Timetable, digest: str, after: datetime) -> Iterator[Slot]:
    """The slots that are due after that moment, to the end of the calendar, oldest first."""
    zone = ZoneInfo(timetable.timezone)
    # Where clocks were set back, they show times again that were due the first time.
    return dropwhile(
        lambda slot: slot.due <= after, _named(timetable, digest, _shown(after, zone), zone)
    )


def midnight(day: date, timezone: str) -> datetime:
    """The moment, in UTC, at which `day` begins. Raises OverflowError at the edge of the calendar,
    where some zones have a day that UTC has not.
    """
    return _moment(datetime.combine(day, time()), ZoneInfo(timezone))


def _named(timetable: Timetable, digest: str, after: datetime, zone: ZoneInfo) -> Iterator[Slot]:
    with suppress(OverflowError):
        for local in times(timetable.cron, after=after):
            yield Slot(
                digest=digest,
                date=local.date(),
                slot=f"{local:%H:%M}",
                due=_moment(local, zone),
            )


def _moment(local: datetime, zone: ZoneInfo) -> datetime:
    """The first moment, in UTC, at which a clock in `zone` shows `local` or later."""
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first <= second:
        return first
    # By the clock before the change it is too late, by that after it too early (PEP 495): the
    # change is between the two.
    seconds = range(int((first - second).total_seconds()))
    return second + timedelta(
        seconds=bisect_left(
            seconds, local, key=lambda passed: _shown(second + timedelta(seconds=passed), zone)
        )
    )


def _shown(moment: datetime, zone: ZoneInfo) -> datetime:
    """What a clock in `zone` shows."""
    return moment.astimezone(zone).replace(tzinfo=None)
