"""What the daemon lets others do, and what it hears of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from digest.config import Settings
from digest.models import Problem
from digest.models.schedule import Slot


class Chore(StrEnum):
    """`refresh` visits the feeds that are due, `send` sends what is due in the outbox."""

    REFRESH = "refresh"
    SEND = "send"


Work = Slot | Chore


def kind(work: Work) -> str:
    """`build` for the edition of a slot."""
    return "build" if isinstance(work, Slot) else work.value


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A chore, or a slot that `holder` has claimed and whose edition is to be made."""

    work: Work
    settings: Settings
    holder: str


class Result(StrEnum):
    """`skipped`: there was nothing to make an edition of. `lost`: another has the slot by now, and
    nothing was stored. `stopped`: it was told to stop, and ended before it was done.
    """

    DONE = "done"
    SKIPPED = "skipped"
    LOST = "lost"
    STOPPED = "stopped"


Fields = Mapping[str, str | int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A line for the log: an event and its fields; `wrong` where somebody should look at it."""

    event: str
    wrong: bool = False
    fields: Fields


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What came of a job: a result, or the `problem` that it failed of. It took so many `seconds`;
    `died` tells that its process was killed or crashed.
    """

    result: Result = Result.DONE
    problem: Problem | None = None
    died: bool = False
    seconds: float = 0.0
    notes: tuple[Note, ...] = ()


def fields_of(problem: Problem) -> Fields:
    """A problem as the log has it."""
    return {"where": problem.place, "reason": problem.message, "hint": problem.hint}


class Running(Protocol):
    """A job that is being done."""

    def stop(self) -> None:
        """End soon: hand back what is held, or be killed."""


Then = Callable[[Outcome], None]


class Start(Protocol):
    """Begins a job. When that has ended `then` is called in the thread of the daemon, later than
    this returns.
    """

    def __call__(self, job: Job, then: Then, /) -> Running: ...
