"""Two daemons and two timers on one store, some killed: what comes twice, what is lost.

    python bench/two_daemons.py [200] [--kills 20] [--seed 1]

Slots of ten digests fell due in the last hours, and all are to be made. Two `digest run` and two
`digest run --once`, which care for no leader, are started and begun anew when they end. At random
points one of the four gets a SIGKILL; what it held is taken over by whoever starts next. When
nothing is due any more it is counted what was built, and what is in the outbox. A letter that was
on its way when its sender was killed is unknown, and not sent again.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.running import Daemon, Place

DIGESTS = 10
MINUTES = 15
RUNS = [(), (), ("--once",), ("--once",)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("slots", type=int, nargs="?", default=200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder), options.slots // DIGESTS)
        started = time.perf_counter()
        trial.run(options.kills, random.Random(options.seed))  # noqa: S311  the same points again
        print(f"{time.perf_counter() - started:.0f} s")
        sys.exit(trial.report())


class Trial:
    def __init__(self, folder: Path, slots: int) -> None:
        names = [f"d{number}" for number in range(DIGESTS)]
        timetable = f'cron = "*/{MINUTES} * * * *"\ncatch_up = "all"\ncatch_up_hours = 8760'
        timetable += (
            "\nstory_days = 0"  # else nothing is new in all but the first of the same article
        )
        self.place = Place(folder, *names, head="[feeds]", timetable=timetable)
        self.place.run("run", "--once")
        now = datetime.now(UTC)
        self.until = now - timedelta(minutes=now.minute % MINUTES)
        self.place.since(self.until - timedelta(minutes=MINUTES * slots - 1))
        self.slots = slots * DIGESTS
        self.all: list[Daemon] = []
        self.kills = 0

    def run(self, kills: int, chance: random.Random) -> None:
        with ExitStack() as stack:
            self._stack = stack
            running = [self._start(each) for each in RUNS]
            step = max(self.slots // (kills + 1), 1)
            while (made := self._made()) < self.slots:
                for number, arguments in enumerate(RUNS):
                    if running[number].has_ended:
                        running[number] = self._start(arguments)
                if self.kills < kills and made >= step * (self.kills + 1):
                    number = chance.randrange(len(RUNS))
                    self._kill(running[number])
                time.sleep(chance.uniform(0, 0.5))
            for each in running:
                each.end(signal.SIGTERM)
        self.place.run("run", "--once")

    def _start(self, arguments: tuple[str, ...]) -> Daemon:
        daemon = self._stack.enter_context(self.place.daemon(*arguments))
        self.all.append(daemon)
        return daemon

    def _kill(self, daemon: Daemon) -> None:
        daemon.end(signal.SIGKILL)
        self.kills += 1

    def _made(self) -> int:
        return sum(1 for _ in self._done())

    def _done(self) -> list[tuple[str, str, str]]:
        query = "SELECT digest, date, slot FROM slots WHERE progress = 'done' AND due <= ?"
        return self.place.ask(query, f"{self.until:%Y-%m-%d %H:%M:59}")

    def report(self) -> bool:
        """Whether anything is wrong."""
        entries = [entry for daemon in self.all for entry in daemon.drain()]
        built = Counter(
            (entry["digest"], entry["slot"])
            for entry in entries
            if entry["event"] == "edition built"
        )
        events = Counter(entry["event"] for entry in entries)
        [(deliveries,)] = self.place.ask("SELECT count(*) FROM outbox")
        states = dict(self.place.ask("SELECT state, count(*) FROM outbox GROUP BY state"))
        sent, unknown = states.get("sent", 0), states.get("unknown", 0)
        twice = sum(number > 1 for number in built.values())
        rows = {
            "slots due": self.slots,
            "made": self._made(),
            "missed": self.slots - self._made(),
            "built twice": twice,
            "lost to another, thrown away": events["edition left to another daemon"],
            "processes killed": self.kills,
            "processes in all": len(self.all),
            "taken over by another leader": events["leads"],
            "deliveries": deliveries,
            "of which sent": sent,
            "of which unknown": unknown,
        }
        for name, number in rows.items():
            print(f"{name:30} {number:6}")
        return bool(twice or rows["missed"] or deliveries != sent + unknown)


if __name__ == "__main__":
    main()
