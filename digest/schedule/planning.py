"""What is done about slots that are due: which to make, which to skip, when to try again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from digest.models.schedule import CatchUp, Progress, Slot, Timetable, Turn

# So late is still on time: the daemon looks every half minute, a timer calls `digest run --once`
# every few minutes, and an update of the machine takes as long.
ON_TIME = timedelta(minutes=10)

# Of editions that are too late to be made, those of so long are noted as skipped: people see what
# they missed, and the first look after a year costs no more than any other.
NOTED = timedelta(days=7)

# From a failure to the next try: what is gone in a minute, then what somebody has to restart.
PAUSES = (timedelta(minutes=1), timedelta(minutes=5))


class Reason(StrEnum):
    """Why a slot is skipped."""

    LATE = "it was too late for it"
    SUPERSEDED = "a later edition was due by then"


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What to do about slots that are due: `skip` some of them, then `make` others, oldest first.

    A slot that is being made, or waits for its next try, is in neither.
    """

    make: tuple[Slot, ...]
    skip: Mapping[Reason, tuple[Slot, ...]]


def plan(
    timetable: Timetable, turns: Iterable[Turn], slots: Iterable[Slot], *, now: datetime
) -> Plan:
    """What to do now about `slots`, of which `turns` tells what came of them so far.

    Both go back as far as `reach`. Turns of slots that are no longer in the timetable count too:
    what failed before the timetable was changed is tried again. What was begun is tried again for
    as long as `timetable.hours`, whatever `catch_up` says of editions that nobody began.
    """
    known = {_key(turn.slot): turn for turn in turns}
    due = {_key(slot): slot for slot in slots} | {key: turn.slot for key, turn in known.items()}
    ordered = sorted(due.values(), key=lambda slot: slot.due)

    def reason(slot: Slot) -> Reason | None:
        if now - slot.due > _patience(timetable, begun=_key(slot) in known):
            return Reason.LATE
        if timetable.catch_up is not CatchUp.ALL and slot is not ordered[-1]:
            return Reason.SUPERSEDED
        return None

    judged = [(slot, reason(slot)) for slot in ordered if _is_open(known.get(_key(slot)), now)]
    skip = {each: tuple(slot for slot, why in judged if why is each) for each in Reason}
    return Plan(
        make=tuple(slot for slot, why in judged if why is None),
        skip={why: found for why, found in skip.items() if found},
    )


def reach(timetable: Timetable) -> timedelta:
    """How far back to look for slots and turns."""
    return max(NOTED, timedelta(hours=timetable.hours))


def retry(attempts: int, *, now: datetime) -> datetime | None:
    """When to try again what has failed so many times; None where that was the last try."""
    return now + PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def _is_open(turn: Turn | None, now: datetime) -> bool:
    if turn is None:
        return True
    unfinished = turn.progress in {Progress.BUILDING, Progress.FAILED}
    return unfinished and turn.next_try is not None and turn.next_try <= now


def _patience(timetable: Timetable, *, begun: bool) -> timedelta:
    if timetable.catch_up is CatchUp.NONE and not begun:
        return ON_TIME
    return timedelta(hours=timetable.hours)


def _key(slot: Slot) -> tuple[str, date, str]:
    return slot.digest, slot.date, slot.slot
