"""A year of editions in seven time zones, 48 times of day each: which are missed, which come twice.

    python bench/schedule.py

"function" is what `digest.schedule.slots` says is due, "APScheduler" what the CronTrigger of
APScheduler says for the same hour, minute and zone, asked as its scheduler asks: for the next time
after each. Counted are local dates of 2026 without a run, and with more than one. (APScheduler's
documentation says that times around a change of clocks may not run, or run twice.)
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from digest.models.schedule import Timetable
from digest.schedule import slots

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "UTC",
)
TIMES = [divmod(minutes, 60) for minutes in range(0, 24 * 60, 30)]
DAYS = {date(2026, 1, 1) + timedelta(days=n) for n in range(365)}
START = datetime(2025, 12, 30, tzinfo=UTC)
END = datetime(2027, 1, 3, tzinfo=UTC)

# From the moment at which a run is due to that at which APScheduler asks for the next.
LATENCY = timedelta(milliseconds=5)

# The local dates of an edition of that zone, hour and minute.
Runs = Callable[[str, int, int], Iterable[date]]


class Count(NamedTuple):
    missed: int
    double: int


def function(zone: str, hour: int, minute: int) -> Iterator[date]:
    timetable = Timetable(cron=f"{minute} {hour} * * *", timezone=zone)
    for slot in slots(timetable, "daily", after=START, until=END):
        yield slot.due.astimezone(ZoneInfo(zone)).date()


def apscheduler(zone: str, hour: int, minute: int) -> Iterator[date]:
    trigger = CronTrigger(hour=hour, minute=minute, timezone=zone)
    fired = trigger.get_next_fire_time(None, START)
    while fired < END:
        yield fired.astimezone(ZoneInfo(zone)).date()
        fired = trigger.get_next_fire_time(fired, fired.astimezone(UTC) + LATENCY)


def count(zone: str, runs: Runs) -> Count:
    missed = double = 0
    for hour, minute in TIMES:
        dates = Counter(runs(zone, hour, minute))
        missed += len(DAYS - dates.keys())
        double += sum(dates[day] > 1 for day in DAYS)
    return Count(missed, double)


def main() -> None:
    columns: dict[str, Runs] = {"function": function, "APScheduler": apscheduler}
    print(f"{'':20} {'due':>7}" + "".join(f"{name:>20}" for name in columns))
    print(" " * 28 + f"{'missed':>11} {'double':>8}" * len(columns))
    seconds = dict.fromkeys(columns, 0.0)
    for zone in ZONES:
        row = f"{zone:20} {len(DAYS) * len(TIMES):7}"
        for name, runs in columns.items():
            started = time.perf_counter()
            counted = count(zone, runs)
            seconds[name] += time.perf_counter() - started
            row += f"{counted.missed:11} {counted.double:8}"
        print(row)
    print(f"{'seconds':28}" + "".join(f"{each:20.1f}" for each in seconds.values()))


if __name__ == "__main__":
    main()
