"""Who holds what: the lead, slots that are built, deliveries that are sent."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select, union, update

from digest.models.schedule import Progress
from digest.storage.schema import leases, outbox, slots

_BUILDING = slots.c.progress == Progress.BUILDING


def holders(connection: Connection, now: datetime) -> frozenset[str]:
    leading = select(leases.c.holder).where(leases.c.until > now)
    building = select(slots.c.holder).where(_BUILDING, slots.c.next_try > now)
    held = outbox.c.holder.is_not(None)
    sending = select(outbox.c.holder).where(held, outbox.c.next_try > now)
    return frozenset(connection.scalars(union(leading, building, sending)))


def expire(connection: Connection, gone: Collection[str], now: datetime) -> None:
    leading = update(leases).where(leases.c.holder.in_(gone))
    building = update(slots).where(slots.c.holder.in_(gone), _BUILDING)
    sending = update(outbox).where(outbox.c.holder.in_(gone))
    connection.execute(leading.values(until=now))
    connection.execute(building.values(next_try=now))
    connection.execute(sending.values(next_try=now))
