"""What came of sending, as it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.cli.common import as_records, counted
from digest.cli.outbox.rows import moment, record
from digest.models import Problem
from digest.models.mail import Delivery, State

if TYPE_CHECKING:
    from digest.pipeline.mail.sent import Down, Sent

HINTS = {
    State.QUEUED: "digest run tries it again by itself, digest send at once",
    State.FAILED: "digest outbox retry tries it again, by id or with --failed",
    State.UNKNOWN: "digest outbox retry sends it again, by id or with --unknown: it may come twice",
    State.CANCELLED: "nothing more is done about it",
}
# Recipients who are named where the same came of several.
NAMED = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """How many deliveries of a mailing were `queued` and are `waiting` still, and what was `sent`
    of all that was due.
    """

    mailing: str
    queued: int
    waiting: int
    sent: Sent

    def record(self) -> dict[str, Any]:
        """For machines."""
        return {
            "mailing": self.mailing,
            "queued": self.queued,
            "waiting": self.waiting,
            "sent": self.sent.sent,
            **{name: self.sent.count(state) for name, state in COUNTED.items()},
            "deliveries": [record(each) for each in self.sent.others],
            "problems": as_records(self.problems()),
        }

    def summary(self) -> str:
        """`daily-2026-11-22: 498 sent, 1 later, 1 failed`"""
        counts = {name: self.sent.count(state) for name, state in COUNTED.items()}
        told = [f"{number} {name}" for name, number in counts.items() if number]
        if not (told or self.sent.sent or self.waiting):
            return f"{self.mailing}: nothing is left to send"
        return ", ".join((f"{self.mailing}: {self.sent.sent} sent", *told))

    def problems(self) -> list[Problem]:
        """What was not sent, and why; a server that takes nothing is told of once."""
        told = [*map(_down, self.sent.downs), *self._others()]
        if self.waiting and not told:
            wait = counted(self.waiting, "delivery waits", "deliveries wait")
            hint = "digest outbox list says until when"
            return [Problem(place=self.mailing, message=f"{wait}: a sender has them", hint=hint)]
        return told

    def _others(self) -> Iterator[Problem]:
        alike = defaultdict[tuple[State, str], list[Delivery]](list)
        for each in self.sent.others:
            alike[each.state, each.detail].append(each)
        for (state, detail), deliveries in sorted(alike.items()):
            yield Problem(
                place=_names(deliveries),
                message=f"{NAMES[state]}: {detail}",
                hint=HINTS[state],
            )


# What a delivery that was tried is called where it was not sent.
COUNTED = {
    "later": State.QUEUED,
    "failed": State.FAILED,
    "unknown": State.UNKNOWN,
    "cancelled": State.CANCELLED,
}
NAMES = {state: name for name, state in COUNTED.items()}


def _names(deliveries: list[Delivery]) -> str:
    named = ", ".join(each.recipient for each in deliveries[:NAMED])
    more = len(deliveries) - NAMED
    return f"{named} and {more} more" if more > 0 else named


def _down(down: Down) -> Problem:
    parts = [
        f"{down.problem.message}; {counted(down.waiting, 'delivery waits', 'deliveries wait')}"
    ]
    parts.append(f"until {moment(down.until)}")
    given_up = f", {down.given_up} are given up" if down.given_up else ""
    return Problem(
        place=down.problem.place or down.channel,
        message=" ".join(parts) + given_up,
        hint=down.problem.hint,
    )
