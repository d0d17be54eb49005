"""Editions, the stories they were chosen from, and the documents they show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from digest.models import Story
from digest.models.editions import Edition
from digest.models.serial import dump, load
from digest.storage.schema import edition_documents, editions, stories


def save(connection: Connection, edition: Edition, found: Sequence[Story]) -> None:
    connection.execute(delete(editions).where(_of(edition.brief.name, edition.date)))
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


def _row(edition: Edition) -> dict[str, object]:
    return {
        "id": edition.id,
        "digest": edition.brief.name,
        "date": edition.date,
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
    payload = connection.scalar(select(editions.c.payload).where(which))
    return payload and load(Edition, payload)


def stories_of(connection: Connection, edition: str) -> tuple[Story, ...]:
    query = select(stories.c.payload).where(stories.c.edition == edition)
    rows = connection.scalars(query.order_by(stories.c.position))
    return tuple(load(Story, payload) for payload in rows)


def ids(connection: Connection, digest: str) -> tuple[str, ...]:
    query = select(editions.c.id).where(editions.c.digest == digest).order_by(editions.c.date)
    return tuple(connection.scalars(query))


def number(connection: Connection, digest: str, day: date) -> int:
    own = connection.scalar(select(editions.c.number).where(_of(digest, day)))
    earlier = (editions.c.digest == digest) & (editions.c.date < day)
    counted = connection.scalar(select(func.count()).select_from(editions).where(earlier))
    return own or 1 + (counted or 0)
