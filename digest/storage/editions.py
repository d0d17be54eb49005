"""Editions, the stories they were chosen from, and the documents they show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from digest.models import Story
from digest.models.editions import Edition
from digest.models.serial import dump, load
from digest.storage import lines, mailings, past
from digest.storage.schema import edition_documents, editions, stories


def save(connection: Connection, edition: Edition, found: Sequence[Story]) -> bool:
    """False where the one of its digest, date and slot was mailed and is another: that stays."""
    if mailings.is_known(connection, edition.id):
        return by_id(connection, edition.id) == edition
    _replace(connection, edition, found)
    return True


def _replace(connection: Connection, edition: Edition, found: Sequence[Story]) -> None:
    which = _of(edition.brief.name, edition.date) & (editions.c.slot == edition.slot)
    connection.execute(delete(editions).where(which))
    connection.execute(insert(editions), [_row(edition)])
    used = [{"edition": edition.id, "document": each.document} for each in edition.references]
    told = [
        {"edition": edition.id, "position": position, "id": story.id, "payload": dump(story)}
        for position, story in enumerate(found)
    ]
    if used:
        connection.execute(insert(edition_documents), used)
    if told:
        connection.execute(insert(stories), told)
    past.remember(connection, edition.id, found)
    lines.keep(connection, edition)


def _row(edition: Edition) -> dict[str, object]:
    return {
        "id": edition.id,
        "digest": edition.brief.name,
        "date": edition.date,
        "slot": edition.slot,
        "number": edition.number,
        "payload": dump(edition),
    }


def _of(digest: str, day: date) -> ColumnElement[bool]:
    return (editions.c.digest == digest) & (editions.c.date == day)


def by_id(connection: Connection, name: str) -> Edition | None:
    return _one(connection, editions.c.id == name)


def on(connection: Connection, digest: str, day: date) -> Edition | None:
    return _one(connection, _of(digest, day))


def _one(connection: Connection, which: ColumnElement[bool]) -> Edition | None:
    """The last of them on a day."""
    query = select(editions.c.payload).where(which).order_by(editions.c.slot.desc()).limit(1)
    payload = connection.scalar(query)
    return payload and load(Edition, payload)


def stories_of(connection: Connection, edition: str) -> tuple[Story, ...]:
    query = select(stories.c.payload).where(stories.c.edition == edition)
    rows = connection.scalars(query.order_by(stories.c.position))
    return tuple(load(Story, payload) for payload in rows)


def ids(connection: Connection, digest: str) -> tuple[str, ...]:
    query = select(editions.c.id).where(editions.c.digest == digest)
    return tuple(connection.scalars(query.order_by(editions.c.date, editions.c.slot)))


def number(connection: Connection, digest: str, day: date, slot: str) -> int:
    is_it = _of(digest, day) & (editions.c.slot == slot)
    own = connection.scalar(select(editions.c.number).where(is_it))
    earlier = (editions.c.date < day) | ((editions.c.date == day) & (editions.c.slot < slot))
    query = select(func.count()).select_from(editions).where(editions.c.digest == digest, earlier)
    return own or 1 + connection.scalars(query).one()
