"""What editions of one day are told from each other by: the slot that stands in their names."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from digest.models.schedule import Slot, Timetable
from digest.schedule.timetables import midnight, slots


def is_daily(timetable: Timetable | None) -> bool:
    """Whether a day has one edition at most, which needs no time of day in its name."""
    if timetable is None:
        return True
    minute, hour, *_ = timetable.cron.split()
    return minute.isdigit() and hour.isdigit()


def name_of(timetable: Timetable | None, slot: Slot) -> str:
    """The slot of an edition that is due at `slot`: "" where the day has one."""
    return "" if is_daily(timetable) else slot.slot


def coming(timetable: Timetable | None, digest: str, day: date, *, now: datetime) -> str:
    """The slot of the edition of `day` that is due next, or of its last; "" where it has one, or
    none.
    """
    if timetable is None or is_daily(timetable):
        return ""
    moment = timedelta(microseconds=1)
    begin, end = (midnight(each, timetable.timezone) for each in (day, day + timedelta(days=1)))
    found = list(slots(timetable, digest, after=begin - moment, until=end - moment))
    last = found[-1].slot if found else ""
    return next((each.slot for each in found if each.due > now), last)
