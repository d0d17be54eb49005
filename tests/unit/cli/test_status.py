"""What `digest status` shows of the last edition."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from digest.cli.status import result
from digest.models.schedule import Progress, Slot, Turn

SIX = datetime(2026, 11, 22, 6, tzinfo=UTC)  # 07:00 in Berlin
SLOT = Slot(digest="daily", date=date(2026, 11, 22), slot="07:00", due=SIX)


@pytest.mark.parametrize(
    ("progress", "next_try", "shown"),
    [
        (Progress.DONE, None, "done 07:00:04"),
        (Progress.BUILDING, SIX + timedelta(minutes=2), "building 07:00:04"),
        (Progress.FAILED, SIX + timedelta(minutes=1), "failed 07:00:04, again at 07:01"),
        (Progress.FAILED, None, "failed 07:00:04"),
        (Progress.SKIPPED, None, "skipped 07:00:04, why"),
    ],
)
def test_who_sees_a_failure_sees_whether_to_wait(
    progress: Progress, next_try: datetime | None, shown: str
) -> None:
    """In the time of the digest's readers, as all else in the table. A lease is no try."""
    changed = SIX + timedelta(seconds=4)
    turn = Turn(slot=SLOT, progress=progress, detail="why", next_try=next_try, changed=changed)
    assert result(turn, "Europe/Berlin") == shown
