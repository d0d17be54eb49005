"""What makes the daemon tick."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from queue import SimpleQueue
from typing import Any

import pytest

from digest.scheduler.loop import TICK, _ticking, patience

SOON = TICK / 3


def test_it_ticks_at_once_and_when_it_is_asked_to() -> None:
    """APScheduler goes by the clock on the wall: set back by an hour, it is silent for an hour."""
    events: SimpleQueue[Any] = SimpleQueue()

    def tick() -> None: ...

    with _ticking(events, tick) as again:
        assert events.get(timeout=SOON) is tick
        again()
        assert events.get(timeout=SOON) is tick


@pytest.mark.parametrize(
    ("due", "seconds"), [(0.5, 0.5), (TICK, TICK), (0, 2 * TICK), (-9, 2 * TICK), (9999, 2 * TICK)]
)
def test_it_wakes_when_something_is_due(due: float, seconds: float) -> None:
    """To the second; where that is past and waits for others, it is no reason to go round."""
    now = datetime(2026, 11, 22, 7, tzinfo=UTC)
    assert patience(now + timedelta(seconds=due), now=now) == seconds
    assert patience(None, now=now) == 2 * TICK
