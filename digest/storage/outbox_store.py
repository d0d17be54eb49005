"""The part of the store that is about mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.models.mail import Body, Delivery, Mailing, State
from digest.storage.database import Database


@dataclass(frozen=True, slots=True)
class OutboxStore:
    """Mailings with their bodies, and a delivery for each recipient.

    A `holder` is whoever sends: each process has a name of its own. What it claims is its own until
    the lease runs out. Each operation is one transaction. All raise StoreError.
    """

    _database: Database

    def queue(
        self,
        mailing: Mailing,
        bodies: Mapping[str, Body],
        deliveries: Sequence[Delivery],
        *,
        now: datetime,
    ) -> int:
        """How many of `deliveries`, which are of `mailing`, are new.

        What is there of the mailing stays as it is. An edition for somebody who unsubscribed, or
        whose address is gone, is cancelled at once. Mailings of 400 days ago are forgotten.
        """
        from digest.storage import mailings

        with self._database.writing() as connection:
            return mailings.queue(connection, mailing, bodies, deliveries, now)

    def claim(
        self,
        channel: str,
        *,
        holder: str,
        now: datetime,
        lease: timedelta,
        at_most: int,
        per_minute: int = 0,
        mailing: str = "",
    ) -> tuple[Delivery, ...]:
        """Deliveries of `channel` that are due and that nobody holds, the oldest first: of all
        mailings, or of one.

        `per_minute` bounds what all senders try in any minute (0: as many as go).
        """
        from digest.storage import outbox

        with self._database.writing(again=True) as connection:
            if per_minute:
                at_most = min(at_most, per_minute - outbox.tried(connection, channel, now))
            if at_most <= 0:
                return ()
            return outbox.claim(
                connection,
                channel,
                holder,
                mailing=mailing,
                now=now,
                until=now + lease,
                at_most=at_most,
            )

    def is_due(self, channel: str, *, now: datetime, mailing: str = "") -> bool:
        """Whether there is what `claim` gives where nothing bounds it."""
        from digest.storage import outbox

        with self._database.reading() as connection:
            return outbox.is_due(connection, channel, mailing, now)

    def record(
        self, deliveries: Sequence[Delivery], *, holder: str, now: datetime
    ) -> tuple[Delivery, ...]:
        """Keep each as it is now; gives those that `holder` has lost, of which nothing is kept.

        A delivery that is lost must not be sent: somebody else has it, it was cancelled, or it is
        on its way already. When this returns, the rest outlasts a power cut. The lease of one that
        is `sending` goes on; any other can be claimed when its `next_try` comes, if it is queued.
        """
        from digest.storage import outbox

        with self._database.writing() as connection:
            if outbox.record(connection, deliveries, holder, now):
                return ()
            connection.rollback()
        with self._database.writing() as connection:
            lost = outbox.lost(connection, deliveries, holder)
            kept = [each for each in deliveries if each not in lost]
            outbox.record(connection, kept, holder, now)
        return lost

    def keep(self, *, holder: str, now: datetime, lease: timedelta) -> int:
        """How many deliveries `holder` still has; each of its leases is as long again."""
        from digest.storage import outbox

        with self._database.writing(again=True) as connection:
            return outbox.keep(connection, holder, now + lease)

    def release(self, *, holder: str, now: datetime) -> None:
        """Give back what `holder` has and has not begun: others may claim it at once."""
        from digest.storage import outbox

        with self._database.writing(again=True) as connection:
            outbox.release(connection, holder, now)

    def put_off(
        self,
        channel: str,
        *,
        until: datetime,
        too_old: datetime,
        why: str,
        given_up: str,
        now: datetime,
    ) -> tuple[int, int]:
        """Have all of `channel` wait until then that nobody holds; no try is counted.

        Those of mailings that were made before `too_old` fail. `why` they wait is kept with them,
        or why they are `given_up`. How many wait, and how many failed.
        """
        from digest.storage import outbox

        with self._database.writing() as connection:
            return outbox.put_off(
                connection,
                channel,
                until=until,
                too_old=too_old,
                why=why,
                given_up=given_up,
                now=now,
            )

    def recover(self, *, holder: str, now: datetime, lease: timedelta) -> tuple[Delivery, ...]:
        """Deliveries that were on their way when whoever sent them was stopped: nobody can tell
        whether they were taken. They are known by a lease that ran out, and are `holder`'s now, who
        decides what becomes of them and records that.
        """
        from digest.storage import outbox

        with self._database.writing(again=True) as connection:
            return outbox.recover(connection, holder, now, now + lease)

    def mailing(self, name: str) -> Mailing | None:
        """The mailing whose id is `name`."""
        from digest.storage import mailings

        with self._database.reading() as connection:
            return mailings.by_id(connection, name)

    def bodies(self, mailing: str) -> Mapping[str, Body]:
        """The bodies of the mailing with this id, by variant."""
        from digest.storage import mailings

        with self._database.reading() as connection:
            return mailings.bodies_of(connection, mailing)

    def list(
        self,
        *,
        states: Sequence[State] = (),
        mailing: str = "",
        recipient: str = "",
        limit: int = 0,
    ) -> tuple[Delivery, ...]:
        """Deliveries in the order in which they were queued: all, or those that are asked for."""
        from digest.storage import outbox

        with self._database.reading() as connection:
            return outbox.listed(connection, states, mailing, recipient, limit)

    def counts(self, *, mailing: str = "") -> Mapping[tuple[str, State], int]:
        """How many deliveries there are, by mailing and state."""
        from digest.storage import outbox

        with self._database.reading() as connection:
            return outbox.counts(connection, mailing)

    def retry(self, ids: Sequence[int], *, now: datetime) -> int:
        """How many of these are due now: not those that were sent, that are held, or that are
        editions for somebody who unsubscribed or whose address is gone.
        """
        from digest.storage import outbox

        with self._database.writing() as connection:
            return outbox.retry(connection, ids, now)

    def cancel(self, ids: Sequence[int], *, now: datetime) -> int:
        """How many of these will not be sent: not those that were, or are on their way."""
        from digest.storage import outbox

        with self._database.writing() as connection:
            return outbox.cancel(connection, ids, now)

    def stuck(self, *, before: datetime) -> Mapping[tuple[str, str], int]:
        """How many deliveries were queued before then and never tried, on channels on which nothing
        was sent since: by channel and why they wait, "" where nobody has said.
        """
        from digest.storage import outbox

        with self._database.reading() as connection:
            return outbox.stuck(connection, before)

    def next_try(self) -> datetime | None:
        """When the first of those that are queued may be claimed, or is to be recovered of those
        that were on their way.
        """
        from digest.storage import outbox

        with self._database.reading() as connection:
            return outbox.next_try(connection)

    def sent_to(self, message_id: str) -> Delivery | None:
        """The delivery that a Message-ID is of, with angle brackets or without."""
        from digest.storage import outbox

        key = message_id.strip().removeprefix("<").partition("@")[0]
        with self._database.reading() as connection:
            return outbox.known_by(connection, key)
