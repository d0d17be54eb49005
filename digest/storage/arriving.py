"""Documents come in: read just now, or unread until now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from digest.models import Claim, Document
from digest.storage import articles, unread
from digest.storage.records import Added


def add(
    connection: Connection,
    found: Iterable[tuple[Document, Sequence[Claim]]],
    now: datetime,
    *,
    ingested: bool,
) -> Added:
    by_content = {document.fingerprint: (document, said) for document, said in found}
    new = articles.unknown(connection, tuple(by_content))
    arrived = unread.first_seen(connection, new)
    rows = [by_content[each] for each in new]
    articles.add(connection, rows, now, ingested=ingested, arrived=arrived)
    unread.remove(connection, tuple(arrived))
    if ingested:
        new += articles.mark_ingested(connection, tuple(by_content))
    fresh = set(new)
    return Added(new=new, known=tuple(each for each in by_content if each not in fresh))
