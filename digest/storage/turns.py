"""Slots and what came of them, since when timetables hold, and who leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from digest.models.schedule import Progress, Slot, Timetable, Turn
from digest.storage.engine import put
from digest.storage.schema import leases, slots, timetables

_KEY = list(slots.primary_key.columns)
_SLOT = tuple(field.name for field in fields(Slot))
_TURN = tuple(field.name for field in fields(Turn) if field.name != "slot")
_COLUMNS = [slots.c[name] for name in (*_SLOT, *_TURN)]


def since(connection: Connection, digest: str, timetable: Timetable) -> datetime | None:
    """When this timetable was first seen; None where the digest has had another or none."""
    mine = timetables.c.digest == digest
    same = (timetables.c.cron == timetable.cron) & (timetables.c.timezone == timetable.timezone)
    moment: datetime | None = connection.scalar(select(timetables.c.since).where(mine, same))
    return moment


def begin(connection: Connection, digest: str, timetable: Timetable, now: datetime) -> None:
    row = {"cron": timetable.cron, "timezone": timetable.timezone, "since": now}
    put(connection, timetables, [{"digest": digest, **row}])


def claim(connection: Connection, slot: Slot, holder: str, now: datetime, until: datetime) -> bool:
    """In one statement, so that whoever comes second finds what the first one made of it."""
    statement = insert(slots).values(
        **_row(slot, Progress.BUILDING, now), attempts=1, holder=holder, next_try=until
    )
    taken = {name: statement.excluded[name] for name in ("progress", "changed", "next_try")}
    change = statement.on_conflict_do_update(
        index_elements=_KEY,
        set_=taken | {"holder": holder, "attempts": slots.c.attempts + 1, "detail": ""},
        where=slots.c.next_try <= now,
    )
    return connection.execute(change.returning(slots.c.digest)).one_or_none() is not None


def skip(connection: Connection, left_out: Sequence[Slot], detail: str, now: datetime) -> None:
    if not left_out:
        return
    statement = insert(slots)
    change = statement.on_conflict_do_update(
        index_elements=_KEY,
        set_={"progress": Progress.SKIPPED, "detail": detail, "changed": now}
        | {"next_try": None, "holder": None},
        where=slots.c.next_try <= now,
    )
    rows = [_row(each, Progress.SKIPPED, now) for each in left_out]
    connection.execute(change, [row | {"detail": detail, "attempts": 0} for row in rows])


def keep(connection: Connection, holder: str, until: datetime) -> int:
    mine = (slots.c.holder == holder) & (slots.c.progress == Progress.BUILDING)
    return connection.execute(update(slots).where(mine).values(next_try=until)).rowcount


def _row(slot: Slot, progress: Progress, now: datetime) -> dict[str, Any]:
    named = {name: getattr(slot, name) for name in _SLOT}
    return named | {"progress": progress, "changed": now, "edition": "", "detail": ""}


def end(connection: Connection, slot: Slot, holder: str, now: datetime, **values: object) -> bool:
    """Whether `holder` still had the slot, which has `values` from now on."""
    mine = (slots.c.holder == holder) & (slots.c.progress == Progress.BUILDING)
    change = update(slots).where(_is(slot), mine)
    values = {"next_try": None, "holder": None, "changed": now, **values}
    return connection.execute(change.values(values)).rowcount > 0


def hand_back(connection: Connection, slot: Slot, holder: str, now: datetime) -> bool:
    attempts = slots.c.attempts - 1
    return end(connection, slot, holder, now, next_try=now, attempts=attempts)


def _is(slot: Slot) -> ColumnElement[bool]:
    same_day = (slots.c.digest == slot.digest) & (slots.c.date == slot.date)
    return same_day & (slots.c.slot == slot.slot)


def of(connection: Connection, slot: Slot) -> Turn | None:
    found = _read(connection.execute(select(*_COLUMNS).where(_is(slot))))
    return found[0] if found else None


def due_since(connection: Connection, digest: str, moment: datetime) -> tuple[Turn, ...]:
    query = select(*_COLUMNS).where(slots.c.digest == digest, slots.c.due >= moment)
    return _read(connection.execute(query.order_by(slots.c.due)))


def last(connection: Connection, digest: str) -> Turn | None:
    query = select(*_COLUMNS).where(slots.c.digest == digest)
    found = _read(connection.execute(query.order_by(slots.c.due.desc()).limit(1)))
    return found[0] if found else None


def recent(connection: Connection, limit: int) -> tuple[Turn, ...]:
    order = (slots.c.due.desc(), slots.c.digest)
    return _read(connection.execute(select(*_COLUMNS).order_by(*order).limit(limit)))


def _read(rows: Iterable[Row[Any]]) -> tuple[Turn, ...]:
    found = []
    for row in rows:
        values = dict(zip((*_SLOT, *_TURN), row, strict=True))
        slot = Slot(**{name: values.pop(name) for name in _SLOT})
        found.append(Turn(slot=slot, **values))
    return tuple(found)


def lead(connection: Connection, name: str, holder: str, now: datetime, lease: timedelta) -> bool:
    statement = insert(leases).values(name=name, holder=holder, until=now + lease)
    change = statement.on_conflict_do_update(
        index_elements=[leases.c.name],
        set_={"holder": holder, "until": now + lease},
        where=(leases.c.holder == holder) | (leases.c.until <= now),
    )
    return connection.execute(change.returning(leases.c.name)).one_or_none() is not None


def leader(connection: Connection, name: str, now: datetime) -> str | None:
    query = select(leases.c.holder).where(leases.c.name == name, leases.c.until > now)
    holder: str | None = connection.scalar(query)
    return holder


def resign(connection: Connection, name: str, holder: str) -> None:
    mine = (leases.c.name == name) & (leases.c.holder == holder)
    connection.execute(delete(leases).where(mine))
