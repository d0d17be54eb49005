"""Is the file whole, does everything belong to something, and can it still be read?"""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, Table, Text, type_coerce
from sqlalchemy import select as choose

from digest.models import Article, Claim, Document, Problem, Story
from digest.models.editions import Edition
from digest.models.feeds import Feed
from digest.models.serial import load
from digest.storage.schema import claims, documents, editions, feeds, stories, unread

KINDS: dict[Table, type] = {
    documents: Document,
    claims: Claim,
    editions: Edition,
    stories: Story,
    feeds: Feed,
    unread: Article,
}
HINT = "put back a copy, or move the store away and ingest the articles again"


def check(connection: Connection, place: str) -> Iterator[Problem]:
    for message in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if message != "ok":
            yield Problem(place=place, message=message, hint=HINT)
    for table, _, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        message = f"a row of {table} belongs to nothing in {parent}"
        yield Problem(place=place, message=message, hint=HINT)
    for table, kind in KINDS.items():
        yield from _unreadable(connection, table, kind, place)


def _unreadable(connection: Connection, table: Table, kind: type, place: str) -> Iterator[Problem]:
    keys = list(table.primary_key.columns)
    payload = type_coerce(table.c.payload, Text)  # so that one that is no JSON does not stop all
    for *key, text in connection.execute(choose(*keys, payload).order_by(*keys)):
        try:
            load(kind, json.loads(text))
        except ValueError as error:
            row = " ".join(map(str, key))
            yield Problem(place=place, message=f"{table.name} {row}: {error}", hint=HINT)
