"""Deliveries: who works on which, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    exists,
    func,
    select,
    update,
)

from digest.models.mail import Delivery, Kind, State, message_key
from digest.models.subscribers import Standing
from digest.storage.engine import add, batches
from digest.storage.schema import mailings, outbox, subscribers

MINUTE = timedelta(minutes=1)

_FIELDS = tuple(field.name for field in fields(Delivery))
_COLUMNS = [outbox.c[name] for name in _FIELDS]
_QUEUED = outbox.c.state == State.QUEUED

# An edition goes to nobody who does not want it any more, or whose address is gone.
_LEFT = exists().where(
    mailings.c.id == outbox.c.mailing,
    mailings.c.kind == Kind.EDITION,
    subscribers.c.digest == mailings.c.digest,
    subscribers.c.address == outbox.c.recipient,
    subscribers.c.standing.in_([Standing.UNSUBSCRIBED, Standing.BOUNCED]),
)

# What a sender finds out. The lease of one that is on its way goes on; else it ends.
_FOUND: dict[str, Any] = {
    name: bindparam(name) for name in ("state", "attempts", "head", "detail", "changed")
}
_HELD = update(outbox).where(outbox.c.id == bindparam("row"), outbox.c.holder == bindparam("by"))
# What is on its way is not sent again, not even by the process that holds it.
_BEGUN = _HELD.where(outbox.c.state != State.SENDING).values(_FOUND)
_ENDED = _HELD.values(_FOUND | {"next_try": bindparam("next_try"), "holder": None})


def put_in(
    connection: Connection, mailing: str, deliveries: Sequence[Delivery], now: datetime
) -> int:
    """How many of `deliveries`, which are of `mailing`, are new; who left gets nothing."""
    of_it = outbox.c.mailing == mailing
    counted = select(func.count()).select_from(outbox).where(of_it)
    before = connection.scalars(counted).one()
    add(connection, outbox, [_row(each) for each in deliveries])
    _cancel(connection, of_it & _LEFT, "unsubscribed or bounced", now)
    return connection.scalars(counted).one() - before


def _row(delivery: Delivery) -> dict[str, object]:
    values = {name: getattr(delivery, name) for name in _FIELDS if name != "id"}
    made = message_key(delivery.mailing, delivery.recipient, delivery.token)
    return values | {"key": made}


def claim(
    connection: Connection,
    channel: str,
    holder: str,
    *,
    mailing: str,
    now: datetime,
    until: datetime,
    at_most: int,
) -> tuple[Delivery, ...]:
    order = (outbox.c.next_try, outbox.c.id)
    due = select(outbox.c.id).where(_due(channel, mailing, now)).order_by(*order).limit(at_most)
    return _take(connection, due, holder, until)


def is_due(connection: Connection, channel: str, mailing: str, now: datetime) -> bool:
    return connection.scalars(select(exists().where(_due(channel, mailing, now)))).one()


def _due(channel: str, mailing: str, now: datetime) -> ColumnElement[bool]:
    """Queued, and nobody holds it any more; of one mailing, or "" for all."""
    due = _QUEUED & (outbox.c.channel == channel) & (outbox.c.next_try <= now)
    return due & (outbox.c.mailing == mailing) if mailing else due


def _take(
    connection: Connection, which: Select[tuple[int]], holder: str, until: datetime
) -> tuple[Delivery, ...]:
    """None of its own: a process that was slow has them in hand already.

    SQLite lets one writer in at a time; PostgreSQL passes over rows that another is just taking.
    """
    others = outbox.c.holder.is_distinct_from(holder)
    ids = which.where(others).with_for_update(skip_locked=True)
    change = update(outbox).where(outbox.c.id.in_(ids)).values(holder=holder, next_try=until)
    taken = _read(connection.execute(change.returning(*_COLUMNS)))
    return tuple(sorted(taken, key=lambda each: each.id))


def tried(connection: Connection, channel: str, now: datetime) -> int:
    """How many went out in the last minute, or may at any time since somebody holds them."""
    mine = outbox.c.channel == channel
    went = mine & (outbox.c.changed > now - MINUTE) & outbox.c.head.is_not(None)
    held = mine & outbox.c.holder.is_not(None) & _QUEUED & (outbox.c.next_try > now)
    queries = (select(func.count()).select_from(outbox).where(which) for which in (went, held))
    return sum(connection.scalars(query).one() for query in queries)


def record(
    connection: Connection, deliveries: Sequence[Delivery], holder: str, now: datetime
) -> bool:
    """Whether `holder` had them all; if not, this must not stay. What is asked before each letter
    leaves asks nothing first.
    """
    begun = [_result(each, holder, now) for each in deliveries if each.state == State.SENDING]
    ended = [
        {**_result(each, holder, now), "next_try": each.next_try}
        for each in deliveries
        if each.state != State.SENDING
    ]
    rows = connection.execute(_BEGUN, begun).rowcount if begun else 0
    rows += connection.execute(_ENDED, ended).rowcount if ended else 0
    return rows == len(deliveries)


def _result(delivery: Delivery, holder: str, now: datetime) -> dict[str, object]:
    values = {name: getattr(delivery, name) for name in _FOUND}
    return values | {"row": delivery.id, "by": holder, "changed": now}


def lost(
    connection: Connection, deliveries: Sequence[Delivery], holder: str
) -> tuple[Delivery, ...]:
    """Those of `deliveries` that cannot be recorded."""
    ids = [each.id for each in deliveries]
    query = select(outbox.c.id, outbox.c.state).where(outbox.c.id.in_(ids))
    rows = connection.execute(query.where(outbox.c.holder == holder).with_for_update())
    held = {row.id: row.state for row in rows}
    return tuple(each for each in deliveries if not _may_become(each.state, held.get(each.id)))


def _may_become(new: State, held: State | None) -> bool:
    return held is not None and not (new == held == State.SENDING)


def keep(connection: Connection, holder: str, until: datetime) -> int:
    change = update(outbox).where(outbox.c.holder == holder).values(next_try=until)
    return connection.execute(change).rowcount


def release(connection: Connection, holder: str, now: datetime) -> None:
    change = update(outbox).where(outbox.c.holder == holder, _QUEUED)
    connection.execute(change.values(holder=None, next_try=now))


def put_off(
    connection: Connection,
    channel: str,
    *,
    until: datetime,
    too_old: datetime,
    why: str,
    given_up: str,
    now: datetime,
) -> tuple[int, int]:
    """How many wait until then, and how many are given up, since their mailing is too old."""
    waits = _QUEUED & (outbox.c.channel == channel) & outbox.c.holder.is_(None)
    waits &= outbox.c.next_try < until
    old = outbox.c.mailing.in_(select(mailings.c.id).where(mailings.c.created < too_old))
    failed = {"state": State.FAILED, "detail": given_up, "changed": now}
    ended = connection.execute(update(outbox).where(waits, old).values(failed)).rowcount
    later = {"next_try": until, "detail": why}
    return connection.execute(update(outbox).where(waits).values(later)).rowcount, ended


def recover(
    connection: Connection, holder: str, now: datetime, until: datetime
) -> tuple[Delivery, ...]:
    left = (outbox.c.state == State.SENDING) & (outbox.c.next_try <= now)
    return _take(connection, select(outbox.c.id).where(left), holder, until)


def retry(connection: Connection, ids: Sequence[int], now: datetime) -> int:
    ended = outbox.c.state.in_([State.FAILED, State.UNKNOWN, State.CANCELLED])
    waits = _QUEUED & outbox.c.holder.is_(None)
    values = {"state": State.QUEUED, "attempts": 0, "next_try": now, "changed": now}
    return _change(connection, ids, (ended | waits) & ~_LEFT, values)


def cancel(connection: Connection, ids: Sequence[int], now: datetime) -> int:
    ended = outbox.c.state.in_([State.QUEUED, State.FAILED, State.UNKNOWN])
    return _change(connection, ids, ended, _cancelled("cancelled", now))


def _change(
    connection: Connection,
    ids: Sequence[int],
    which: ColumnElement[bool],
    values: Mapping[str, object],
) -> int:
    statements = (update(outbox).where(outbox.c.id.in_(some), which) for some in batches(ids))
    return sum(connection.execute(each.values(values)).rowcount for each in statements)


def drop(
    connection: Connection,
    digests: Sequence[str],
    addresses: Sequence[str],
    why: str,
    now: datetime,
) -> None:
    """Editions of `digests` that wait for `addresses` are not sent; nor are those that a sender has
    taken and not begun, which it learns when it wants to begin.
    """
    theirs = select(mailings.c.id).where(
        mailings.c.digest.in_(digests), mailings.c.kind == Kind.EDITION
    )
    for some in batches(addresses):
        waits = outbox.c.recipient.in_(some) & outbox.c.mailing.in_(theirs)
        _cancel(connection, waits, why, now)


def _cancel(connection: Connection, which: ColumnElement[bool], why: str, now: datetime) -> None:
    connection.execute(update(outbox).where(which, _QUEUED).values(_cancelled(why, now)))


def _cancelled(why: str, now: datetime) -> dict[str, object]:
    return {"state": State.CANCELLED, "holder": None, "detail": why, "changed": now}


def listed(
    connection: Connection,
    states: Sequence[State],
    mailing: str,
    recipient: str,
    limit: int,
) -> tuple[Delivery, ...]:
    query = select(*_COLUMNS).order_by(outbox.c.id)
    if states:
        query = query.where(outbox.c.state.in_(states))
    if mailing:
        query = query.where(outbox.c.mailing == mailing)
    if recipient:
        query = query.where(outbox.c.recipient == recipient)
    return _read(connection.execute(query.limit(limit) if limit else query))


def counts(connection: Connection, mailing: str) -> Mapping[tuple[str, State], int]:
    query = select(outbox.c.mailing, outbox.c.state, func.count())
    if mailing:
        query = query.where(outbox.c.mailing == mailing)
    rows = connection.execute(query.group_by(outbox.c.mailing, outbox.c.state))
    return {(name, state): number for name, state, number in rows}


def stuck(connection: Connection, before: datetime) -> Mapping[tuple[str, str], int]:
    sent = outbox.alias()
    works = exists().where(
        sent.c.channel == outbox.c.channel,
        sent.c.changed > before,
        sent.c.head.is_not(None),  # the index of those that were tried
        sent.c.state == State.SENT,
    )
    waits = _QUEUED & (outbox.c.attempts == 0) & (mailings.c.created <= before)
    query = (
        select(outbox.c.channel, outbox.c.detail, func.count())
        .join(mailings, mailings.c.id == outbox.c.mailing)
        .where(waits, ~works)
        .group_by(outbox.c.channel, outbox.c.detail)
        .order_by(outbox.c.channel, outbox.c.detail)
    )
    return {(channel, why): number for channel, why, number in connection.execute(query)}


def next_try(connection: Connection) -> datetime | None:
    waits = outbox.c.state.in_((State.QUEUED, State.SENDING))
    moment: datetime | None = connection.scalar(select(func.min(outbox.c.next_try)).where(waits))
    return moment


def known_by(connection: Connection, key: str) -> Delivery | None:
    query = select(*_COLUMNS).where(outbox.c.key == key).order_by(outbox.c.id).limit(1)
    return next(iter(_read(connection.execute(query))), None)


def _read(rows: Iterable[Row[Any]]) -> tuple[Delivery, ...]:
    return tuple(Delivery(**dict(zip(_FIELDS, row, strict=True))) for row in rows)
