"""Sketches: what articles are compared by, those of today with those of earlier days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from digest import __version__
from digest.models import Sketch
from digest.models.serial import dump, load
from digest.storage import articles
from digest.storage.engine import put
from digest.storage.schema import documents, sketches, story_documents


def window(
    connection: Connection, told: Sequence[str], since: datetime, until: datetime
) -> Mapping[str, Sketch | None]:
    """By fingerprint; None is for those that this release has not made."""
    used = select(story_documents.c.document).where(story_documents.c.edition.in_(told))
    time = func.coalesce(documents.c.published, documents.c.first_seen)
    is_recent = documents.c.ingested & (time >= since) & (time < until)
    there = (
        select(documents.c.fingerprint, documents.c.id, documents.c.first_seen)
        .where(is_recent | documents.c.fingerprint.in_(used))
        .cte()
    )
    newest = select(there.c.id, func.max(there.c.first_seen).label("seen")).group_by(there.c.id)
    last = newest.subquery()
    is_ours = (sketches.c.document == there.c.fingerprint) & (sketches.c.release == __version__)
    query = (
        select(there.c.fingerprint, sketches.c.payload)
        .join(last, (there.c.id == last.c.id) & (there.c.first_seen == last.c.seen))
        .outerjoin(sketches, is_ours)
        .order_by(there.c.fingerprint)
    )
    return {
        row.fingerprint: None if row.payload is None else load(Sketch, row.payload)
        for row in connection.execute(query)
    }


def keep(connection: Connection, made: Sequence[Sketch]) -> None:
    """Those of documents that are kept; of others there is nothing to keep."""
    by_document = {each.fingerprint: each for each in made}
    unknown = {*articles.unknown(connection, tuple(by_document))}
    rows = [
        {"document": name, "release": __version__, "payload": dump(each)}
        for name, each in by_document.items()
        if name not in unknown
    ]
    put(connection, sketches, rows)
