"""What readers want more of, or less: rows by digest and name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select

from digest.models.briefs import Preference
from digest.storage.engine import put
from digest.storage.schema import preferences


def of(connection: Connection, digest: str) -> tuple[Preference, ...]:
    query = select(preferences.c.name, preferences.c.steps).where(preferences.c.digest == digest)
    rows = connection.execute(query.order_by(preferences.c.key))
    return tuple(Preference(name=row.name, steps=row.steps) for row in rows)


def step(connection: Connection, digest: str, name: str, by: int, now: datetime) -> Preference:
    known = connection.scalar(select(preferences.c.steps).where(_is(digest, name)))
    made = Preference(name=name, steps=(known or 0) + by)
    if made.steps:
        row = {"digest": digest, "key": _key(name), "name": name, "steps": made.steps}
        put(connection, preferences, [row | {"changed": now}])
    else:
        forget(connection, digest, name)
    return made


def forget(connection: Connection, digest: str, name: str) -> bool:
    return connection.execute(delete(preferences).where(_is(digest, name))).rowcount > 0


def _is(digest: str, name: str) -> ColumnElement[bool]:
    return (preferences.c.digest == digest) & (preferences.c.key == _key(name))


def _key(name: str) -> str:
    return name.casefold()
