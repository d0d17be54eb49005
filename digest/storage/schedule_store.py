"""The part of the store that is about schedules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.models.schedule import Progress, Slot, Timetable, Turn
from digest.storage.database import Database


@dataclass(frozen=True, slots=True)
class ScheduleStore:
    """Which slots were claimed, by whom, and what came of them; and who leads.

    A `holder` is whoever works: each process has a name of its own. Each operation is one
    transaction. All raise StoreError.
    """

    _database: Database

    def since(self, digest: str, timetable: Timetable, *, now: datetime) -> datetime:
        """When this timetable of `digest` was first seen: now, where it is another than before.

        Cron line and time zone are what makes it another.
        """
        from digest.storage import turns

        known = self.first_seen(digest, timetable)
        if known is not None:
            return known
        with self._database.writing() as connection:
            known = turns.since(connection, digest, timetable)
            if known is None:
                turns.begin(connection, digest, timetable, now)
        return known or now

    def first_seen(self, digest: str, timetable: Timetable) -> datetime | None:
        """The same without remembering anything: None where it was not seen yet."""
        from digest.storage import turns

        with self._database.reading() as connection:
            return turns.since(connection, digest, timetable)

    def turn(self, slot: Slot) -> Turn | None:
        """What came of `slot`; None where it was neither claimed nor skipped."""
        from digest.storage import turns

        with self._database.reading() as connection:
            return turns.of(connection, slot)

    def turns(self, digest: str, *, since: datetime) -> tuple[Turn, ...]:
        """The slots due since then that were claimed or skipped, in the order of time."""
        from digest.storage import turns

        with self._database.reading() as connection:
            return turns.due_since(connection, digest, since)

    def claim(self, slot: Slot, *, holder: str, now: datetime, lease: timedelta) -> bool:
        """Whether the edition of `slot` is for `holder` to make.

        It is for one caller only, until the lease runs out, it failed and its next try has come,
        or it was handed back. Each claim counts as an attempt.
        """
        from digest.storage import turns

        with self._database.writing(again=True) as connection:
            return turns.claim(connection, slot, holder, now, now + lease)

    def keep(self, *, holder: str, now: datetime, lease: timedelta) -> int:
        """How many slots `holder` still has; each of its leases is as long again."""
        from digest.storage import turns

        with self._database.writing(again=True) as connection:
            return turns.keep(connection, holder, now + lease)

    def skip(self, slots: Sequence[Slot], *, detail: str, now: datetime) -> None:
        """Leave out those of `slots` that could be claimed; of the others nothing changes."""
        from digest.storage import turns

        with self._database.writing(again=True) as connection:
            turns.skip(connection, slots, detail, now)

    def fail(
        self,
        slot: Slot,
        *,
        holder: str,
        detail: str,
        next_try: datetime | None,
        now: datetime,
    ) -> bool:
        """False where the lease was lost: then what another makes of it counts."""
        from digest.storage import turns

        failed = {"progress": Progress.FAILED, "detail": detail, "next_try": next_try}
        with self._database.writing() as connection:
            return turns.end(connection, slot, holder, now, **failed)

    def leave_out(self, slot: Slot, *, holder: str, detail: str, now: datetime) -> bool:
        """Skip what `holder` has begun, since there was nothing to make; False as of `fail`."""
        from digest.storage import turns

        skipped = {"progress": Progress.SKIPPED, "detail": detail}
        with self._database.writing() as connection:
            return turns.end(connection, slot, holder, now, **skipped)

    def hand_back(self, slot: Slot, *, holder: str, now: datetime) -> bool:
        """Let others claim it at once, as if this claim had not been; False as of `fail`."""
        from digest.storage import turns

        with self._database.writing() as connection:
            return turns.hand_back(connection, slot, holder, now)

    def last(self, digest: str) -> Turn | None:
        """What came of the newest slot of `digest` that was claimed or skipped."""
        from digest.storage import turns

        with self._database.reading() as connection:
            return turns.last(connection, digest)

    def recent(self, *, limit: int) -> tuple[Turn, ...]:
        """The newest of all digests, newest first."""
        from digest.storage import turns

        with self._database.reading() as connection:
            return turns.recent(connection, limit)

    def lead(self, name: str, *, holder: str, now: datetime, lease: timedelta) -> bool:
        """Whether `holder` leads until then: nobody did, the lease ran out, or it was its own."""
        from digest.storage import turns

        with self._database.writing(again=True) as connection:
            return turns.lead(connection, name, holder, now, lease)

    def leader(self, name: str, *, now: datetime) -> str | None:
        """Who leads; None where the lease ran out or was given back."""
        from digest.storage import turns

        with self._database.reading() as connection:
            return turns.leader(connection, name, now)

    def resign(self, name: str, *, holder: str) -> None:
        """Let another lead at once."""
        from digest.storage import turns

        with self._database.writing(again=True) as connection:
            turns.resign(connection, name, holder)
