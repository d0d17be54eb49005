"""What is old enough to be forgotten. What an edition used is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, exists

from digest.storage import runs
from digest.storage.records import Forgotten
from digest.storage.schema import documents, edition_documents, sightings, unread


def forget(connection: Connection, before: datetime) -> Forgotten:
    """Documents of feeds with their claims, items that their feeds have no longer, and runs."""
    used = exists().where(edition_documents.c.document == documents.c.fingerprint)
    old = (documents.c.from_feed, documents.c.first_seen < before, ~used)
    read = connection.execute(delete(documents).where(*old)).rowcount
    waiting = connection.execute(delete(unread).where(unread.c.first_seen < before)).rowcount
    newer = sightings.alias()
    is_gone = exists().where(newer.c.feed == sightings.c.feed, newer.c.seen > sightings.c.seen)
    seen = connection.execute(delete(sightings).where(sightings.c.seen < before, is_gone)).rowcount
    runs.forget(connection, before)
    return Forgotten(documents=read + waiting, sightings=seen)
