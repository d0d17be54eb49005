"""Editions that were made: lists of them, and those that tell of something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    func,
    select,
    tuple_,
)

from digest.models.archive import Hit, Hits, Listed, Voice
from digest.models.editions import Edition
from digest.models.serial import load
from digest.storage import queries, searching
from digest.storage.schema import edition_documents, editions, lines

_WHEN = (editions.c.date, editions.c.slot)
_NEWEST = tuple(each.desc() for each in _WHEN)


def listed(connection: Connection, digest: str, before: str, limit: int) -> tuple[Listed, ...]:
    brief = editions.c.payload["brief"]
    query = select(
        *(editions.c.id, editions.c.digest, editions.c.date, editions.c.slot, editions.c.number),
        brief["title"].as_string().label("title"),
        brief["language"].as_string().label("language"),
    )
    rows = connection.execute(_some(query, digest, before, limit)).all()
    told = _told(connection, [row.id for row in rows])
    return tuple(_listed(row, told.get(row.id, ())) for row in rows)


def _of(digest: str) -> ColumnElement[bool]:
    return editions.c.digest == digest


def _some(query: Select[Any], digest: str, before: str, limit: int | None) -> Select[Any]:
    """The newest editions of `digest`, of those before its edition `before`, if that names one."""
    query = query.where(_of(digest))
    if before:
        last = select(*_WHEN).where(_of(digest), editions.c.id == before).scalar_subquery()
        query = query.where(tuple_(*_WHEN) < last)
    return query.order_by(*_NEWEST).limit(limit)


def _told(connection: Connection, names: Sequence[str]) -> Mapping[str, Sequence[Row[Any]]]:
    query = select(lines.c.edition, lines.c.story, lines.c.claim, lines.c.words)
    query = query.where(lines.c.edition.in_(names)).order_by(lines.c.edition, lines.c.position)
    rows: Iterable[Row[Any]] = connection.execute(query)
    return {name: tuple(of) for name, of in groupby(rows, key=lambda row: row.edition)}


def _listed(row: Row[Any], told: Sequence[Row[Any]]) -> Listed:
    headlines = tuple((each.story, each.words) for each in told if not each.claim)
    return Listed(**row._asdict(), headlines=headlines, claims=len(told) - len(headlines))


def telling(
    connection: Connection,
    digest: str,
    which: ColumnElement[bool],
    before: str,
    limit: int | None,
) -> tuple[Edition, ...]:
    """Editions with lines of which `which` is true, oldest first."""
    there = editions.c.id.in_(select(lines.c.edition).where(which))
    return _editions(
        connection, _some(select(editions.c.payload).where(there), digest, before, limit)
    )


def citing(connection: Connection, digest: str, fingerprint: str) -> tuple[Edition, ...]:
    used = select(edition_documents.c.edition).where(edition_documents.c.document == fingerprint)
    there = select(editions.c.payload).where(editions.c.id.in_(used))
    return _editions(connection, _some(there, digest, "", None))


def _editions(connection: Connection, newest: Select[Any]) -> tuple[Edition, ...]:
    """Oldest first."""
    return tuple(load(Edition, payload) for payload in reversed(connection.scalars(newest).all()))


def voices(connection: Connection, digest: str, limit: int) -> tuple[Voice, ...]:
    claims, last = func.count(lines.c.claim.distinct()), func.max(lines.c.date)
    query = (
        select(lines.c.voice, claims.label("claims"), last.label("last"))
        .where(lines.c.digest == digest, lines.c.voice != "")
        .group_by(lines.c.voice)
        .order_by(claims.desc(), lines.c.voice)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    called = _called(connection, digest, [(row.voice, row.last) for row in rows])
    return tuple(
        Voice(key=row.voice, name=called[row.voice], claims=row.claims, last=row.last)
        for row in rows
    )


def _called(
    connection: Connection, digest: str, last: Sequence[tuple[str, date]]
) -> dict[str, str]:
    """Names by their keys, as they stand in the last line."""
    query = (
        select(lines.c.voice, lines.c.speaker)
        .join(editions)
        .where(lines.c.digest == digest, tuple_(lines.c.voice, lines.c.date).in_(last))
        .order_by(*_WHEN, lines.c.position)
    )
    return {row.voice: row.speaker for row in connection.execute(query)}


def search(connection: Connection, digest: str, query: str, limit: int, offset: int) -> Hits:
    terms = queries.parse(query)
    found = searching.find(connection, digest, terms, limit, offset)
    headline = lines.alias()
    rows = connection.execute(
        select(lines, headline.c.words.label("headline"))
        .join(
            headline,
            (headline.c.edition == lines.c.edition)
            & (headline.c.story == lines.c.story)
            & (headline.c.claim == ""),
        )
        .where(lines.c.id.in_(found.ids))
    )
    hits = {row.id: _hit(row, terms) for row in rows}
    shown = tuple(hits[each] for each in found.ids)
    return Hits(total=found.total, found=shown, more=found.more)


def _hit(row: Row[Any], terms: Sequence[queries.Term]) -> Hit:
    return Hit(
        edition=row.edition,
        date=row.date,
        story=row.story,
        headline=row.headline,
        claim=row.claim,
        words=row.words,
        language=row.language,
        speaker=row.speaker,
        voice=row.voice,
        marks=queries.marks(terms, row.words),
    )
