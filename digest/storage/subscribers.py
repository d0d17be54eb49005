"""Who gets which digest, and the tokens that the pages know them by."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, select, update

from digest.models.mail import TOKEN_LENGTH
from digest.models.subscribers import Standing, Subscriber
from digest.storage import outbox
from digest.storage.engine import add, batches
from digest.storage.schema import keys, subscribers

_FIELDS = tuple(field.name for field in fields(Subscriber))
_COLUMNS = [subscribers.c[name] for name in _FIELDS]
_CHANGES = ("topics", "standing", "origin", "changed", "detail")
_CHANGE = (
    update(subscribers)
    .where(subscribers.c.digest == bindparam("of"), subscribers.c.address == bindparam("who"))
    .values({name: bindparam(name) for name in _CHANGES})
)
_GETS_NOTHING = {Standing.UNSUBSCRIBED, Standing.BOUNCED}


def key(connection: Connection) -> bytes | None:
    """What tokens are made with; None in a store that was never made."""
    value: bytes | None = connection.scalar(select(keys.c.value).where(keys.c.name == "tokens"))
    return value


def token(secret: bytes, digest: str, address: str) -> str:
    """192 bits that nobody can guess without `secret`, the same each time."""
    code = hmac.digest(secret, f"{digest}\0{address}".encode(), sha256)
    return urlsafe_b64encode(code).decode("ascii")[:TOKEN_LENGTH]


def known(connection: Connection, new: Iterable[Subscriber]) -> set[tuple[str, str]]:
    """Digest and address of those of `new` that are there."""
    addresses = list({each.address for each in new})
    query = select(subscribers.c.digest, subscribers.c.address)
    return {
        (row.digest, row.address)
        for some in batches(addresses)
        for row in connection.execute(query.where(subscribers.c.address.in_(some)))
    }


def put_in(connection: Connection, new: Sequence[Subscriber], secret: bytes) -> None:
    add(connection, subscribers, [_row(each, secret) for each in new])


def _row(subscriber: Subscriber, secret: bytes) -> dict[str, object]:
    values = {name: getattr(subscriber, name) for name in _FIELDS}
    made = token(secret, subscriber.digest, subscriber.address)
    return values | {"topics": list(subscriber.topics), "token": made}


def change(connection: Connection, changed: Sequence[Subscriber]) -> None:
    """Whoever gets nothing from now on gets nothing of what is queued either."""
    if not changed:
        return
    connection.execute(_CHANGE, [_changes(each) for each in changed])
    gone = [each for each in changed if each.standing in _GETS_NOTHING]
    for (digest, why, now), group in groupby(sorted(gone, key=_end), key=_end):
        outbox.drop(connection, [digest], [each.address for each in group], why, now)


def _changes(subscriber: Subscriber) -> dict[str, object]:
    values = {name: getattr(subscriber, name) for name in _CHANGES}
    topics = list(subscriber.topics)
    return values | {"topics": topics, "of": subscriber.digest, "who": subscriber.address}


def _end(subscriber: Subscriber) -> tuple[str, str, datetime]:
    return subscriber.digest, subscriber.standing.value, subscriber.changed


def stop(
    connection: Connection, address: str, standing: Standing, detail: str, now: datetime
) -> int:
    """How many digests `address` got until now."""
    change = (
        update(subscribers)
        .where(subscribers.c.address == address, subscribers.c.standing.not_in(_GETS_NOTHING))
        .values(standing=standing, detail=detail, changed=now)
        .returning(subscribers.c.digest)
    )
    stopped = list(connection.scalars(change))
    outbox.drop(connection, stopped, [address], standing.value, now)
    return len(stopped)


def remove(connection: Connection, digest: str, address: str, now: datetime) -> bool:
    outbox.drop(connection, [digest], [address], "removed", now)
    return connection.execute(delete(subscribers).where(_is(digest, address))).rowcount > 0


def _is(digest: str, address: str) -> ColumnElement[bool]:
    return (subscribers.c.digest == digest) & (subscribers.c.address == address)


def of(connection: Connection, digest: str | None) -> tuple[Subscriber, ...]:
    query = select(*_COLUMNS).order_by(subscribers.c.digest, subscribers.c.address)
    if digest is not None:
        query = query.where(subscribers.c.digest == digest)
    return tuple(map(_read, connection.execute(query)))


def one(connection: Connection, digest: str, address: str) -> Subscriber | None:
    return _one(connection, _is(digest, address))


def with_token(connection: Connection, token: str) -> Subscriber | None:
    return _one(connection, subscribers.c.token == token)


def _one(connection: Connection, which: ColumnElement[bool]) -> Subscriber | None:
    row = connection.execute(select(*_COLUMNS).where(which)).one_or_none()
    return None if row is None else _read(row)


def _read(row: Row[Any]) -> Subscriber:
    values = dict(zip(_FIELDS, row, strict=True))
    return Subscriber(**values | {"topics": tuple(values["topics"])})
