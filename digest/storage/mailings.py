"""Mailings, and the bodies that their messages have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, select

from digest.models.mail import Body, Delivery, Kind, Mailing
from digest.storage import outbox as deliveries_of
from digest.storage.engine import add
from digest.storage.schema import bodies, mailings, outbox

# Who got what is asked for months later; for a year, and a month to ask.
KEPT = timedelta(days=400)


def queue(
    connection: Connection,
    mailing: Mailing,
    parts: Mapping[str, Body],
    deliveries: Sequence[Delivery],
    now: datetime,
) -> int:
    """How many deliveries are new. What is there of the mailing stays as it is."""
    _forget(connection, now - KEPT)
    row = {
        "id": mailing.id,
        "kind": mailing.kind,
        "digest": mailing.digest,
        "created": mailing.created,
    }
    add(connection, mailings, [row])
    add(connection, bodies, [_row(mailing.id, *each) for each in parts.items()])
    return deliveries_of.put_in(connection, mailing.id, deliveries, now)


def _row(mailing: str, variant: str, body: Body) -> dict[str, object]:
    return {
        "mailing": mailing,
        "variant": variant,
        "headers": [list(each) for each in body.headers],
        "data": body.data,
        "unsubscribe": body.unsubscribe,
    }


def _forget(connection: Connection, before: datetime) -> None:
    """Who got older mailings. That an edition was mailed is remembered: it is not to change."""
    old = select(mailings.c.id).where(mailings.c.created < before)
    connection.execute(delete(outbox).where(outbox.c.mailing.in_(old)))
    connection.execute(delete(bodies).where(bodies.c.mailing.in_(old)))
    is_old = mailings.c.created < before
    connection.execute(delete(mailings).where(is_old, mailings.c.kind != Kind.EDITION))


def is_known(connection: Connection, name: str) -> bool:
    return connection.scalars(select(exists().where(mailings.c.id == name))).one()


def by_id(connection: Connection, name: str) -> Mailing | None:
    row = connection.execute(select(mailings).where(mailings.c.id == name)).one_or_none()
    return None if row is None else Mailing(**row._asdict())


def bodies_of(connection: Connection, mailing: str) -> Mapping[str, Body]:
    rows = connection.execute(select(bodies).where(bodies.c.mailing == mailing))
    return {row.variant: _body(row) for row in rows}


def _body(row: Row[Any]) -> Body:
    headers = tuple((name, value) for name, value in row.headers)
    return Body(headers=headers, data=row.data, unsubscribe=row.unsubscribe)
