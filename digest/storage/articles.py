"""Documents and their claims, kept by content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, func, insert, select, update

from digest.models import Claim, Document
from digest.models.serial import dump, load
from digest.storage.engine import batches
from digest.storage.schema import claims, documents, unread

Found = tuple[Document, Sequence[Claim]]


def unknown(connection: Connection, fingerprints: Sequence[str]) -> tuple[str, ...]:
    """Those of `fingerprints` that are not kept yet."""
    known = set[str]()
    for some in batches(fingerprints):
        query = select(documents.c.fingerprint).where(documents.c.fingerprint.in_(some))
        known.update(connection.scalars(query))
    return tuple(each for each in fingerprints if each not in known)


def add(
    connection: Connection,
    found: Sequence[Found],
    now: datetime,
    *,
    ingested: bool,
    arrived: Mapping[str, datetime],
) -> None:
    """`arrived` says when those that a feed had came in."""
    if not found:
        return
    kept = [_row(each, now, arrived.get(each.fingerprint), ingested=ingested) for each, _ in found]
    connection.execute(insert(documents), kept)
    rows = [
        {"document": document.fingerprint, "position": position, "payload": dump(claim)}
        for document, said in found
        for position, claim in enumerate(said)
    ]
    if rows:
        connection.execute(insert(claims), rows)


def mark_ingested(connection: Connection, fingerprints: Sequence[str]) -> tuple[str, ...]:
    """Those of `fingerprints` that were kept for an edition alone until now."""
    marked: list[str] = []
    for some in batches(fingerprints):
        change = (
            update(documents)
            .where(documents.c.fingerprint.in_(some), documents.c.ingested.is_(False))
            .values(ingested=True)
            .returning(documents.c.fingerprint)
        )
        marked.extend(connection.scalars(change))
    return tuple(sorted(marked))


def _row(
    document: Document, now: datetime, arrived: datetime | None, *, ingested: bool
) -> dict[str, object]:
    return {
        "fingerprint": document.fingerprint,
        "id": document.id,
        "first_seen": arrived or now,
        "published": document.published and document.published.value,
        "ingested": ingested or arrived is not None,
        "from_feed": arrived is not None,
        "payload": dump(document),
    }


def document(connection: Connection, name: str) -> Document | None:
    query = (
        select(documents.c.payload)
        .where(documents.c.id == name)
        .order_by(documents.c.first_seen.desc(), documents.c.fingerprint)
    )
    payload = connection.scalars(query).first()
    return payload and load(Document, payload)


def known(connection: Connection, fingerprints: Sequence[str]) -> Mapping[str, Document]:
    found = {}
    for some in batches(fingerprints):
        query = select(documents.c.fingerprint, documents.c.payload)
        for row in connection.execute(query.where(documents.c.fingerprint.in_(some))):
            found[row.fingerprint] = load(Document, row.payload)
    return found


def between(
    connection: Connection,
    since: datetime | None,
    until: datetime | None,
    ids: Sequence[str] | None,
) -> tuple[Document, ...]:
    newest = (
        select(documents.c.id, func.max(documents.c.first_seen).label("first_seen"))
        .where(documents.c.ingested)
        .group_by(documents.c.id)
        .subquery()
    )
    query = (
        select(documents.c.payload)
        .join(
            newest,
            (documents.c.id == newest.c.id) & (documents.c.first_seen == newest.c.first_seen),
        )
        .where(documents.c.ingested, documents.c.id.not_in(select(unread.c.id)))
    )
    query = in_time(query, documents, since, until).order_by(documents.c.fingerprint)
    rows = of_ids(connection, query, documents.c.id, ids)
    return tuple(load(Document, payload) for payload in rows)


def of_ids(
    connection: Connection, query: Select[Any], column: Column[Any], ids: Sequence[str] | None
) -> Iterator[Any]:
    """The first column of what `query` finds: of all, or where `column` has one of `ids`."""
    if ids is None:
        yield from connection.scalars(query)
        return
    for some in batches(ids):
        yield from connection.scalars(query.where(column.in_(some)))


def in_time(
    query: Select[Any], table: Table, since: datetime | None, until: datetime | None
) -> Select[Any]:
    """The rows of `[since, until)`, oldest first: published then, or first seen."""
    time = func.coalesce(table.c.published, table.c.first_seen)
    if since is not None:
        query = query.where(time >= since)
    if until is not None:
        query = query.where(time < until)
    return query.order_by(time)


def claims_of(
    connection: Connection, fingerprints: Sequence[str]
) -> Mapping[str, tuple[Claim, ...]]:
    found: dict[str, tuple[Claim, ...]] = dict.fromkeys(fingerprints, ())
    for some in batches(fingerprints):
        query = (
            select(claims.c.document, claims.c.payload)
            .where(claims.c.document.in_(some))
            .order_by(claims.c.document, claims.c.position)
        )
        for fingerprint, rows in groupby(connection.execute(query), lambda row: row.document):
            found[fingerprint] = tuple(load(Claim, row.payload) for row in rows)
    return found
