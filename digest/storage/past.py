"""What readers have had: earlier editions, and what stories and statements were called in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, insert, select

from digest.models import Document, Known, Story
from digest.models.editions import Edition
from digest.models.past import Past
from digest.models.serial import load
from digest.storage.engine import batches
from digest.storage.schema import (
    documents,
    edition_documents,
    editions,
    statement_keys,
    story_documents,
)


def before(digest: str, day: date, slot: str) -> ColumnElement[bool]:
    """The editions of `digest` that come before the one of `day` and `slot`."""
    earlier = (editions.c.date < day) | ((editions.c.date == day) & (editions.c.slot < slot))
    return (editions.c.digest == digest) & earlier


def since(first: date, which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Those of `which` that are of the day `first` or later, and the last of them in any case."""
    last = select(func.max(editions.c.date)).where(which).scalar_subquery()
    return which & ((editions.c.date >= first) | (editions.c.date == last))


def past(connection: Connection, which: ColumnElement[bool]) -> Past:
    query = select(editions.c.payload).where(which).order_by(editions.c.date, editions.c.slot)
    return Past(
        editions=tuple(load(Edition, payload) for payload in connection.scalars(query)),
        known=Known(stories=_stories(connection, which), statements=_statements(connection, which)),
        documents=_shown(connection, which),
    )


def _stories(connection: Connection, which: ColumnElement[bool]) -> dict[str, str]:
    """The last edition says what a story is called now."""
    query = (
        select(documents.c.id, story_documents.c.story)
        .join(documents, documents.c.fingerprint == story_documents.c.document)
        .join(editions, editions.c.id == story_documents.c.edition)
        .where(which)
        .order_by(editions.c.date, editions.c.slot, documents.c.first_seen, documents.c.fingerprint)
    )
    return {row.id: row.story for row in connection.execute(query)}


def _statements(connection: Connection, which: ColumnElement[bool]) -> dict[str, str]:
    query = (
        select(statement_keys.c.key, statement_keys.c.statement)
        .join(editions, editions.c.id == statement_keys.c.edition)
        .where(which)
        .order_by(editions.c.date, editions.c.slot, statement_keys.c.key)
    )
    return {row.key: row.statement for row in connection.execute(query)}


def _shown(connection: Connection, which: ColumnElement[bool]) -> dict[str, Document]:
    used = select(edition_documents.c.document).join(editions).where(which)
    query = select(documents.c.payload).where(documents.c.fingerprint.in_(used))
    rows = connection.scalars(query.order_by(documents.c.fingerprint))
    read = (load(Document, payload) for payload in rows)
    return {each.fingerprint: each for each in read}


def told(
    connection: Connection, which: ColumnElement[bool], fingerprints: Sequence[str]
) -> frozenset[str]:
    """Those of these documents that are of the stories of editions."""
    query = select(story_documents.c.document).join(editions).where(which).distinct()
    found = set[str]()
    for some in batches(fingerprints):
        found.update(connection.scalars(query.where(story_documents.c.document.in_(some))))
    return frozenset(found)


def remember(connection: Connection, edition: str, stories: Sequence[Story]) -> None:
    """What `stories` are called, of which `edition` was chosen: nothing of it is known yet."""
    told = [
        {"edition": edition, "document": name, "story": story.id}
        for story in stories
        for name in story.documents
    ]
    keys = {key: each.id for story in stories for each in story.statements for key in each.keys}
    called = [{"edition": edition, "key": key, "statement": name} for key, name in keys.items()]
    if told:
        connection.execute(insert(story_documents), told)
    if called:
        connection.execute(insert(statement_keys), called)
