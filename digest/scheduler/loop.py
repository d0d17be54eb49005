"""The daemon runs: ticks, signals and the ends of jobs come in turn, to one thread."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from digest.pipeline import holders
from digest.scheduler.children import Children
from digest.scheduler.daemon import Daemon

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger

    from digest.scheduler.configuration import Configuration
    from digest.scheduler.tally import Tally
    from digest.storage import Store

# Seconds from one look at what is due to the next.
TICK = 30

Event = Callable[[], None]


def run(store: Store, configuration: Configuration, *, log: FilteringBoundLogger) -> None:
    """Do what is due whenever it is, until SIGTERM or SIGINT; SIGHUP reads the configuration."""
    from digest.scheduler.health import served

    events = SimpleQueue[Event]()
    daemon = _daemon(store, configuration, events, log)
    if not any(each.timetable for each in configuration.settings.digests):
        log.warning("no digest is ever due", hint="set at or cron in the configuration")

    def reload() -> None:
        if configuration.read():
            daemon.change(configuration.settings)
        daemon.tick()

    def tick() -> None:
        reload() if configuration.has_changed() else daemon.tick()

    with _signals(events, {signal.SIGHUP: reload, **_ends(daemon)}):
        with served(store, configuration, daemon.tally, log=log), _ticking(events, tick) as again:
            while not (daemon.is_stopping and daemon.is_idle):
                try:
                    events.get(timeout=patience(daemon.looks_next, now=_now()))()
                except Empty:
                    again()
        daemon.resign()


def run_once(store: Store, configuration: Configuration, *, log: FilteringBoundLogger) -> Tally:
    """Do what is due now, whoever leads, and return when it is done."""
    events = SimpleQueue[Event]()
    daemon = _daemon(store, configuration, events, log)
    with _signals(events, _ends(daemon)):
        daemon.work()
        while not daemon.is_idle:
            try:
                events.get(timeout=TICK)()
            except Empty:
                daemon.wait()
    return daemon.tally


def patience(due: datetime | None, *, now: datetime) -> float:
    """How many seconds to wait for an event: until something is due, or until ticks are missing."""
    seconds = (due - now).total_seconds() if due else 0.0
    return seconds if 0 < seconds < 2 * TICK else 2 * TICK


def _now() -> datetime:
    return datetime.now(UTC)


def _daemon(
    store: Store,
    configuration: Configuration,
    events: SimpleQueue[Event],
    log: FilteringBoundLogger,
) -> Daemon:
    return Daemon(
        store,
        configuration.settings,
        Children(events.put),
        clock=_now,
        holder=holders.name(),
        log=log,
    )


def _ends(daemon: Daemon) -> dict[signal.Signals, Event]:
    return dict.fromkeys((signal.SIGTERM, signal.SIGINT), daemon.stop)


@contextmanager
def _signals(events: SimpleQueue[Event], handlers: dict[signal.Signals, Event]) -> Iterator[None]:
    """A signal is an event like others: nothing is interrupted in the middle of a transaction."""
    before = {
        number: signal.signal(number, lambda *_, handle=handle: events.put(handle))
        for number, handle in handlers.items()
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _ticking(events: SimpleQueue[Event], tick: Event) -> Iterator[Event]:
    """A tick now, and one every `TICK` seconds. What is given begins that anew: at the second at
    which something is due, and where APScheduler is silent. It goes by the clock on the wall, and
    waits for hours where that is set back by hours.
    """
    from apscheduler.schedulers.background import BackgroundScheduler

    scheduler = BackgroundScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
    )
    job = scheduler.add_job(events.put, "interval", (tick,), seconds=TICK)

    def now() -> None:
        job.modify(next_run_time=_now())

    now()
    scheduler.start()
    try:
        yield now
    finally:
        scheduler.shutdown()
