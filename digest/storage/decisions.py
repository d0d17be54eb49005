"""What an editor decided on editions: a row for each that something was decided on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, delete, select

from digest.models import Known
from digest.models.editions import Decisions
from digest.models.serial import dump, load
from digest.storage.engine import put
from digest.storage.schema import decisions


def of(connection: Connection, digest: str, day: date, slot: str) -> Decisions:
    payload = connection.scalar(select(decisions.c.payload).where(_is(digest, day, slot)))
    return load(Decisions, payload) if payload else Decisions()


def names(connection: Connection, digest: str, day: date, slot: str) -> Known:
    payload = connection.scalar(select(decisions.c.payload).where(_is(digest, day, slot)))
    return load(Known, payload["known"]) if payload else Known()


def keep(
    connection: Connection,
    digest: str,
    day: date,
    slot: str,
    decided: Decisions,
    *,
    known: Known,
    now: datetime,
) -> None:
    if decided == Decisions():
        connection.execute(delete(decisions).where(_is(digest, day, slot)))
        return
    payload = {**dump(decided), "known": dump(known)}
    row = {"digest": digest, "date": day, "slot": slot, "payload": payload, "changed": now}
    put(connection, decisions, [row])


def _is(digest: str, day: date, slot: str) -> ColumnElement[bool]:
    return (decisions.c.digest == digest) & (decisions.c.date == day) & (decisions.c.slot == slot)
