"""What stories and claims were called in other editions: they join each other, and one name stays.

A story is known by its articles, a claim by the keys of its wordings. It goes on under the name
that most of them have once its own is gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby

from sqlalchemy import Column, Connection, Select, select

from digest.storage.schema import (
    documents,
    editions,
    lines,
    statement_keys,
    story_documents,
)

# What editions call things, oldest first: their names by what they are known by.
History = Sequence[Mapping[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What editions called things by what these are known by: columns of `edition`, `name` and
    `mark`; `shown` is that of `lines` which has the names that readers have seen.
    """

    rows: Select[tuple[str, str, str]]
    shown: Column[str]


STORIES = Told(
    rows=select(
        story_documents.c.edition,
        story_documents.c.story.label("name"),
        documents.c.id.label("mark"),
    ).join(documents, documents.c.fingerprint == story_documents.c.document),
    shown=lines.c.story,
)
CLAIMS = Told(
    rows=select(
        statement_keys.c.edition,
        statement_keys.c.statement.label("name"),
        statement_keys.c.key.label("mark"),
    ),
    shown=lines.c.claim,
)


def names(connection: Connection, told: Told, digest: str, name: str) -> tuple[str, ...]:
    """All names of what was called `name` in an edition of `digest`, the one that it has now first;
    `name` alone where nothing was.
    """
    history = cache(partial(_history, connection, told, digest))
    now = _now(history, name)
    others = {other for called in history(now) for other in called.values()}
    older = sorted(each for each in others - {now} if _now(history, each) == now)
    return now, *older


def _now(history: Callable[[str], History], name: str) -> str:
    passed = {name}
    while (later := _later(history(name), name)) not in passed:
        passed.add(name := later)
    return name


def _later(history: History, name: str) -> str:
    """What most of it is called where it is first told under other names alone. What another name
    has while its own is still there was parted from it, and is not followed.
    """
    parted: set[str] = set()
    begun = False
    for called in history:
        if name in called.values():
            begun = True
            parted -= called.keys()
            parted |= {mark for mark, other in called.items() if other != name}
        elif begun and (rest := [other for mark, other in called.items() if mark not in parted]):
            return Counter(rest).most_common(1)[0][0]
    return name


def _history(connection: Connection, told: Told, digest: str, name: str) -> History:
    """What editions call what `name` is known by, oldest first: names by their marks."""
    rows = told.rows.subquery()
    in_digest = rows.c.edition.in_(select(editions.c.id).where(editions.c.digest == digest))
    shown = rows.c.edition.in_(select(lines.c.edition).where(told.shown == name, told.shown != ""))
    marks = select(rows.c.mark).where(rows.c.name == name, shown, in_digest)
    query = (
        select(rows.c.edition, rows.c.name, rows.c.mark)
        .join(editions, editions.c.id == rows.c.edition)
        .where(rows.c.mark.in_(set(connection.scalars(marks))), editions.c.digest == digest)
        .order_by(editions.c.date, editions.c.slot, rows.c.mark)
    )
    found = connection.execute(query).all()
    return [
        {row.mark: row.name for row in of} for _, of in groupby(found, key=lambda row: row.edition)
    ]
