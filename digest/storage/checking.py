"""Is the file whole, does everything belong to something, and can it still be read?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Text, select, type_coerce

from digest.models import Article, Claim, Document, Problem, Sketch, Story
from digest.models.editions import Decisions, Edition
from digest.models.feeds import Feed
from digest.models.serial import load
from digest.storage import lines, searching
from digest.storage.columns import Choice
from digest.storage.schema import (
    bodies,
    claims,
    decisions,
    documents,
    editions,
    feeds,
    metadata,
    sketches,
    stories,
    subscribers,
    unread,
)

# What stands in columns of JSON.
KINDS: dict[Column[Any], Any] = {
    documents.c.payload: Document,
    claims.c.payload: Claim,
    editions.c.payload: Edition,
    decisions.c.payload: Decisions,
    stories.c.payload: Story,
    sketches.c.payload: Sketch,
    feeds.c.payload: Feed,
    unread.c.payload: Article,
    bodies.c.headers: tuple[tuple[str, ...], ...],
    subscribers.c.topics: tuple[str, ...],
}
REINDEX = "digest check --reindex makes the index anew"
HINT = "put back a copy, or move the store away and ingest the articles again"


def check(connection: Connection, place: str) -> Iterator[Problem]:
    for message in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if message != "ok":
            yield Problem(place=place, message=message, hint=HINT)
    for table, _, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        message = f"a row of {table} belongs to nothing in {parent}"
        yield Problem(place=place, message=message, hint=HINT)
    for column, kind in KINDS.items():
        yield from _unreadable(connection, column, kind, place)
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Choice):
                yield from _strange(connection, column, column.type.kind, place)
    yield from _unfound(connection, place)


def _unfound(connection: Connection, place: str) -> Iterator[Problem]:
    """Whether what editions show is found by what it says."""
    for name, payload in _with_keys(
        connection, editions.c.payload, type_coerce(editions.c.payload, Text)
    ):
        with suppress(ValueError):  # told already
            if not lines.fits(connection, load(Edition, json.loads(payload))):
                message = f"what edition {name} shows is not found as it stands"
                yield Problem(place=place, message=message, hint=REINDEX)
    if not searching.is_whole(connection):
        message = "the index of words is not that of the lines"
        yield Problem(place=place, message=message, hint=REINDEX)


def _unreadable(
    connection: Connection, column: Column[Any], kind: Any, place: str
) -> Iterator[Problem]:
    """Through text, so that one that is no JSON does not stop all."""
    for row, text in _with_keys(connection, column, type_coerce(column, Text)):
        try:
            load(kind, json.loads(text))
        except ValueError as error:
            message = f"{column.table.name} {row}: {error}"
            yield Problem(place=place, message=message, hint=HINT)


def _strange(
    connection: Connection, column: Column[Any], kind: type[StrEnum], place: str
) -> Iterator[Problem]:
    text = type_coerce(column, Text)
    known = [each.value for each in kind]
    for row, value in _with_keys(connection, column, text, text.not_in(known)):
        message = f"{column.table.name} {row}: {column.name} is {value!r:.40}"
        yield Problem(place=place, message=message, hint=HINT)


def _with_keys(
    connection: Connection,
    column: Column[Any],
    value: ColumnElement[str],
    *which: ColumnElement[bool],
) -> Iterator[tuple[str, str]]:
    """A value of each row, behind what the row is known by."""
    keys = column.table.primary_key.columns
    for *key, found in connection.execute(select(*keys, value).where(*which).order_by(*keys)):
        yield " ".join(map(str, key)), found
