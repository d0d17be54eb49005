"""A year of editions in seven time zones, 48 times of day each: which are missed, which come twice.

    python bench/schedule.py [--days 365] [--deaths 0.002] [--seed 1] [--zone UTC ...]

"function" is what `digest.schedule.slots` says is due. "daemon" is what the daemon of `digest run`
makes of a digest for each zone and time, with a real store and a clock that is driven: it dies
behind so large a share of its editions, before or after they are kept, and is started anew in
minutes, at times in half a day. "APScheduler" is what APScheduler's CronTrigger says for the same
hours, minutes and zones, asked as its scheduler asks: for the next time after each.

Counted are local dates without a run, and with more than one. APScheduler's documentation says that
times around a change of clocks may run more or less often than expected.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from digest.models.schedule import Timetable
from digest.schedule import slots
from digest.storage import Store

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from printing import print_table
from support.dying import Lives, config

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "UTC",
)
FIRST = date(2026, 1, 1)
DAY = timedelta(days=1)

# From the moment at which a run is due to that at which APScheduler asks for the next.
LATENCY = timedelta(milliseconds=5)


class Edition(NamedTuple):
    """One that comes daily."""

    zone: str
    hour: int
    minute: int

    @property
    def name(self) -> str:
        zone = self.zone.lower().replace("/", "-").replace("_", "-")
        return f"{zone}-{self.hour:02}{self.minute:02}"


class Span(NamedTuple):
    """Some days more than are counted: it is another day elsewhere."""

    start: datetime
    end: datetime


class Count(NamedTuple):
    missed: int
    double: int


# The local dates of an edition.
Runs = Callable[[Edition, Span], Iterable[date]]


def function(edition: Edition, span: Span) -> Iterator[date]:
    timetable = Timetable(cron=f"{edition.minute} {edition.hour} * * *", timezone=edition.zone)
    for slot in slots(timetable, edition.name, after=span.start, until=span.end):
        yield slot.due.astimezone(ZoneInfo(edition.zone)).date()


def apscheduler(edition: Edition, span: Span) -> Iterator[date]:
    trigger = CronTrigger(hour=edition.hour, minute=edition.minute, timezone=edition.zone)
    fired = trigger.get_next_fire_time(None, span.start)
    while fired < span.end:
        yield fired.astimezone(ZoneInfo(edition.zone)).date()
        fired = trigger.get_next_fire_time(fired, fired.astimezone(UTC) + LATENCY)


def daemon(
    editions: Sequence[Edition], folder: Path, span: Span, *, deaths: float, seed: int
) -> Lives:
    timetables = {
        each.name: (each.zone, f'at = "{each.hour:02}:{each.minute:02}"') for each in editions
    }
    chance = Random(seed)  # noqa: S311  not a secret: the same deaths every time
    quarter = timedelta(minutes=15)
    with Store.open(f"sqlite:///{folder / 'digest.db'}") as store:
        lives = Lives(
            store=store, folder=folder, config=config(timetables), chance=chance, deaths=deaths
        )
        lives.drive(span.start + n * quarter for n in range((span.end - span.start) // quarter))
    return lives


def runs_of(lives: Lives) -> Runs:
    dates = defaultdict(list)
    for slot, times in lives.made.items():
        dates[slot.digest] += [slot.date] * times
    return lambda edition, _: dates[edition.name]


def count(editions: Iterable[Edition], runs: Runs, span: Span, days: set[date]) -> Count:
    missed = double = 0
    for edition in editions:
        dates = Counter(runs(edition, span))
        missed += len(days - dates.keys())
        double += sum(dates[day] > 1 for day in days)
    return Count(missed, double)


def editions_in(zone: str) -> list[Edition]:
    return [Edition(zone, *divmod(minute, 60)) for minute in range(0, 1440, 30)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--deaths", type=float, default=0.002)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--zone", action="append", help="one of seven; may be given again")
    options = parser.parse_args()
    zones = options.zone or ZONES
    days = {FIRST + n * DAY for n in range(options.days)}
    start = datetime(2025, 12, 30, tzinfo=UTC)
    span = Span(start, start + (options.days + 4) * DAY)

    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        editions = [each for zone in zones for each in editions_in(zone)]
        lives = daemon(editions, Path(folder), span, deaths=options.deaths, seed=options.seed)
    seconds = time.perf_counter() - started
    columns = {"function": function, "daemon": runs_of(lives), "APScheduler": apscheduler}

    rows = []
    for zone in zones:
        editions = editions_in(zone)
        due = len(days) * len(editions)
        counts = [count(editions, runs, span, days) for runs in columns.values()]
        rows.append([zone, str(due), *(str(number) for each in counts for number in each)])
    kinds = [f"{name}: {kind}" for name in columns for kind in ("missed", "double")]
    print_table(["zone", "due", *kinds], rows)
    total = lives.made.total()
    print(f"\nThe daemon made {total} editions in {seconds:.0f} s, in {lives.lives} lives.")


if __name__ == "__main__":
    main()
