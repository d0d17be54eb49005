"""What came of sending."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from digest.models import Problem
from digest.models.mail import Delivery, State


@dataclass(frozen=True, kw_only=True, slots=True)
class Down:
    """A channel that takes nothing now: why, how many deliveries wait until when (UTC), and how
    many are given up.
    """

    channel: str
    problem: Problem
    waiting: int
    until: datetime
    given_up: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """How many deliveries were sent; those that were tried and were not, as they stand; the
    channels that take nothing.
    """

    sent: int
    others: tuple[Delivery, ...]
    downs: tuple[Down, ...]

    def count(self, state: State) -> int:
        return sum(each.state is state for each in self.others)


class Tally:
    """Counts while it is sent; of what was sent nothing is kept."""

    def __init__(self) -> None:
        self._sent = 0
        self._others: dict[int, Delivery] = {}
        self.downs: list[Down] = []

    def add(self, tried: Delivery) -> None:
        self._others.pop(tried.id, None)
        if tried.state is State.SENT:
            self._sent += 1
        else:
            self._others[tried.id] = replace(tried, head=None)

    def sent(self) -> Sent:
        others = sorted(self._others.values(), key=lambda each: each.id)
        return Sent(sent=self._sent, others=tuple(others), downs=tuple(self.downs))
