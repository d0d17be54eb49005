"""What becomes of a delivery after a try: when it is tried again, and when no more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.models.mail import Delivery, Outcome, Receipt, State, Unknown

# Greylisting lets a message in after some minutes (RFC 6647, 5.1), and what lasts longer than an
# hour is watched no closer than that.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))

# Five wrong passwords in ten minutes, and many servers lock the door.
FOR_GOOD = timedelta(minutes=15)

# Whoever lets `retry` send again accepts that mail comes twice. A server that never says what
# became of it would send the same all day.
UNKNOWN_TRIES = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Patience:
    """For how long a message is tried that is not taken, and what is done about unknown ones."""

    give_up: timedelta
    unknown: Unknown

    def given_up(self, detail: str) -> str:
        """What is told of a delivery that was tried for too long; `detail` was last answered."""
        return f"given up after {self.give_up // timedelta(hours=1)} hours: {detail}"


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries, at least one."""
    return PAUSES[min(tries, len(PAUSES)) - 1]


def pause_of_all(waiting: timedelta, *, for_good: bool) -> timedelta:
    """How long all deliveries of a channel wait that takes nothing from anybody, where they have
    been `waiting` already: as long again, within the bounds of the other pauses. Where that stays
    so `for_good`, it is asked less often from the beginning.
    """
    return max(FOR_GOOD if for_good else PAUSES[0], min(waiting, PAUSES[-1]))


def after(
    tried: Delivery, receipt: Receipt, patience: Patience, *, created: datetime, now: datetime
) -> Delivery:
    """`tried`, whose attempts count this one, as it stands with this answer. `created` is the time
    of its mailing.
    """
    answered = replace(tried, detail=receipt.detail, changed=now)
    match receipt.outcome:
        case Outcome.SENT:
            return replace(answered, state=State.SENT)
        case Outcome.FAILED:
            return replace(answered, state=State.FAILED)
        case Outcome.LATER:
            return _again(answered, patience, created, wait=timedelta(seconds=receipt.wait))
        case Outcome.UNKNOWN:
            return _unknown(answered, patience, created)


def _again(
    answered: Delivery, patience: Patience, created: datetime, *, wait: timedelta = timedelta()
) -> Delivery:
    next_try = answered.changed + max(pause(answered.attempts), wait)
    if next_try > created + patience.give_up:
        return replace(answered, state=State.FAILED, detail=patience.given_up(answered.detail))
    return replace(answered, state=State.QUEUED, next_try=next_try)


def _unknown(answered: Delivery, patience: Patience, created: datetime) -> Delivery:
    if patience.unknown is Unknown.DROP:
        return replace(answered, state=State.CANCELLED)
    if patience.unknown is Unknown.RETRY and answered.attempts < UNKNOWN_TRIES:
        return _again(answered, patience, created)
    return replace(answered, state=State.UNKNOWN)
