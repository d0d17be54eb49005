"""A daemon with a clock and work of the test's own: a year of it takes no longer than its work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from structlog.testing import LogCapture

from digest.config import load
from digest.models.briefs import Brief
from digest.models.editions import Edition, edition_id
from digest.models.mail import Kind, Mailing
from digest.models.schedule import Slot
from digest.scheduler.daemon import Daemon
from digest.scheduler.jobs import Job, Outcome, Then, Work
from digest.storage import Store


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Begun:
    """A job that the daemon has begun."""

    job: Job
    then: Then
    stopped: bool = False

    def stop(self) -> None:
        self.stopped = True


@dataclass
class Hands:
    """What was begun and has not ended; the test ends it."""

    begun: dict[Work, Begun] = field(default_factory=dict)

    def __call__(self, job: Job, then: Then, /) -> Begun:
        assert job.work not in self.begun, "it is being done already"
        self.begun[job.work] = begun = Begun(job, then)
        return begun

    def end(self, work: Work, outcome: Outcome | None = None) -> None:
        self.begun.pop(work).then(outcome or Outcome())

    @property
    def slots(self) -> list[str]:
        return [each.name for each in self.begun if isinstance(each, Slot)]


def daemon(
    store: Store,
    config: str,
    folder: Path,
    clock: Clock,
    hands: Hands,
    *,
    holder: str = "one",
    log: LogCapture | None = None,
) -> Daemon:
    """One that works by `config`, the text of a configuration file."""
    file = folder / "config.toml"
    file.write_text(config, "utf-8")
    return Daemon(
        store,
        load(file, {}),
        hands,
        clock=clock,
        holder=holder,
        log=structlog.wrap_logger(None, processors=[log or LogCapture()]),
    )


def publish(store: Store, slot: Slot, *, holder: str, now: datetime) -> bool:
    """An edition with nothing in it, stored as one that was built."""
    name = edition_id(slot.digest, slot.date, slot.slot)
    brief = Brief(name=slot.digest, title="T", language="en", timezone="UTC", template="daily")
    edition = Edition(
        id=name,
        brief=brief,
        date=slot.date,
        slot=slot.slot,
        number=1,
        references=(),
        stories=(),
        dropped=(),
        minutes=1,
    )
    mailing = Mailing(id=name, kind=Kind.EDITION, digest=slot.digest, created=now)
    queued = store.publish(
        edition,
        (),
        (),
        mailing=mailing,
        bodies={},
        deliveries=(),
        slot=slot,
        holder=holder,
        now=now,
    )
    return queued is not None
