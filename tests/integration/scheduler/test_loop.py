"""What makes the daemon tick."""

from __future__ import annotations

from queue import SimpleQueue
from typing import Any

from digest.scheduler.loop import TICK, _ticking

SOON = TICK / 3


def test_it_ticks_at_once_and_when_it_is_asked_to() -> None:
    """APScheduler goes by the clock on the wall: set back by an hour, it is silent for an hour."""
    events: SimpleQueue[Any] = SimpleQueue()

    def tick() -> None: ...

    with _ticking(events, tick) as again:
        assert events.get(timeout=SOON) is tick
        again()
        assert events.get(timeout=SOON) is tick
