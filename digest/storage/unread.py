"""Articles that came in and were not read yet: the newest version of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from digest.models import Article
from digest.models.serial import dump, load
from digest.storage import articles
from digest.storage.engine import batches, put
from digest.storage.records import Arrived
from digest.storage.schema import unread


def add(connection: Connection, arrivals: Sequence[Arrived], now: datetime) -> None:
    """Keep what is not known; a new version takes the place of an older one of its id."""
    newest = {each.article.id: each for each in arrivals}
    by_content = {each.article.fingerprint: each for each in newest.values()}
    new = set(articles.unknown(connection, tuple(by_content)))
    new.difference_update(first_seen(connection, tuple(by_content)))
    rows = [_row(key, each, now) for key, each in by_content.items() if key in new]
    put(connection, unread, rows)


def _row(fingerprint: str, arrival: Arrived, now: datetime) -> dict[str, object]:
    return {
        "id": arrival.article.id,
        "fingerprint": fingerprint,
        "first_seen": now,
        "published": arrival.published,
        "payload": dump(arrival.article),
    }


def first_seen(connection: Connection, fingerprints: Sequence[str]) -> Mapping[str, datetime]:
    """When those of `fingerprints` that are still unread came in."""
    found = dict[str, datetime]()
    for some in batches(fingerprints):
        query = select(unread.c.fingerprint, unread.c.first_seen)
        rows = connection.execute(query.where(unread.c.fingerprint.in_(some)))
        found.update((row.fingerprint, row.first_seen) for row in rows)
    return found


def remove(connection: Connection, fingerprints: Sequence[str]) -> None:
    if fingerprints:
        change = delete(unread).where(unread.c.fingerprint == bindparam("value"))
        connection.execute(change, [{"value": value} for value in fingerprints])


def between(
    connection: Connection,
    since: datetime | None,
    until: datetime | None,
    ids: Sequence[str] | None,
) -> tuple[Article, ...]:
    query = articles.in_time(select(unread.c.payload), unread, since, until)
    rows = articles.of_ids(connection, query.order_by(unread.c.id), unread.c.id, ids)
    return tuple(load(Article, payload) for payload in rows)
