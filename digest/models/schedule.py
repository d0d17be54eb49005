"""When editions are due, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class CatchUp(StrEnum):
    """What is done about editions that fell due while nothing ran: the `latest` of them is made,
    `all` are, or `none`.
    """

    LATEST = "latest"
    ALL = "all"
    NONE = "none"


class NothingNew(StrEnum):
    """What is done when an edition is due and its readers have had all there is: `skip` makes
    none, `send` one that says so.
    """

    SKIP = "skip"
    SEND = "send"


@dataclass(frozen=True, kw_only=True, slots=True)
class Timetable:
    """When editions of a digest are due.

    `cron` has the five fields of a cron line (minute, hour, day of month, month, day of week), in
    the local time of `timezone`, a name of the IANA database. What fell due more than `hours` ago
    is not caught up on.
    """

    cron: str
    timezone: str
    catch_up: CatchUp = CatchUp.LATEST
    hours: int = 24


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """One time at which an edition of `digest` is due. Date and slot name it for good.

    `date` and `slot` ("07:00") are what the timetable says, in local time; `due` is when that is,
    in UTC. They differ where clocks are changed: a time that is left out that day is due at the
    next minute that there is, one that comes twice at the first.
    """

    digest: str
    date: date
    slot: str
    due: datetime

    @property
    def name(self) -> str:
        """`daily 2026-11-22 07:00`"""
        return f"{self.digest} {self.date} {self.slot}"


class Progress(StrEnum):
    """How far an edition has come: `building` has a lease, `failed` may have a next try, `skipped`
    is what catching up left out, or had nothing new.
    """

    BUILDING = "building"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What came of a slot. `edition` is the id of what was made; `detail` says why it failed or was
    skipped; `next_try` is when it may be made again: where it is `building`, the end of its lease,
    and None where it is not tried again. Times are in UTC.
    """

    slot: Slot
    progress: Progress
    attempts: int = 0
    edition: str = ""
    detail: str = ""
    next_try: datetime | None = None
    changed: datetime
