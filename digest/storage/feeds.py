"""The feeds that are followed, and what is remembered of their items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import fields, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from digest.models.feeds import Feed, Located, Sighting
from digest.models.serial import dump, load
from digest.storage import unread as articles
from digest.storage.engine import batches, put
from digest.storage.records import Came, Record, Run
from digest.storage.schema import feeds, sightings

EVER = datetime.min.replace(tzinfo=UTC)

_SIGHTING = tuple(field.name for field in fields(Sighting))


def every(connection: Connection) -> tuple[Feed, ...]:
    return _read(connection.scalars(select(feeds.c.payload).order_by(feeds.c.id)))


def named(connection: Connection, url: str) -> Feed | None:
    payload = connection.scalar(select(feeds.c.payload).where(feeds.c.url == url))
    return payload and load(Feed, payload)


def due(connection: Connection, run: Run, now: datetime) -> tuple[Feed, ...]:
    wanted = or_(feeds.c.next_try.is_(None), feeds.c.next_try <= now)
    if run.everything:
        wanted |= feeds.c.run.is_distinct_from(run.id)
    query = select(feeds.c.payload).where(feeds.c.stopped.is_(False), wanted)
    return _read(connection.scalars(query.order_by(feeds.c.id)))


def next_visit(connection: Connection) -> datetime | None:
    moments = connection.scalars(select(feeds.c.next_try).where(feeds.c.stopped.is_(False)))
    return min((each or EVER for each in moments), default=None)


def _read(payloads: Iterable[Any]) -> tuple[Feed, ...]:
    return tuple(load(Feed, payload) for payload in payloads)


def known(connection: Connection, urls: Sequence[str]) -> set[str]:
    """Those of `urls` that are followed."""
    return {
        url
        for some in batches(urls)
        for url in connection.scalars(select(feeds.c.url).where(feeds.c.url.in_(some)))
    }


def add(connection: Connection, new: Sequence[Feed]) -> None:
    if new:
        connection.execute(insert(feeds), [_row(each) for each in new])


def _row(feed: Feed) -> dict[str, object]:
    return {
        "url": feed.url,
        "next_try": feed.visits.next_try,
        "stopped": feed.visits.stopped,
        "payload": dump(feed),
    }


def change(connection: Connection, url: str, feed: Feed) -> None:
    connection.execute(update(feeds).where(feeds.c.url == url).values(_row(feed)))


def remove(connection: Connection, url: str) -> bool:
    return connection.execute(delete(feeds).where(feeds.c.url == url)).rowcount > 0


def record(connection: Connection, outcomes: Sequence[Record], run: Run, now: datetime) -> None:
    """Keep what came of visits; nothing of a feed that nobody follows any more."""
    query = select(feeds.c.url, feeds.c.id, feeds.c.payload)
    rows = connection.execute(query.where(feeds.c.url.in_([each.url for each in outcomes])))
    current = {row.url: (row.id, load(Feed, row.payload)) for row in rows}
    kept = [each for each in outcomes if each.url in current]
    articles.add(connection, [arrival for each in kept for arrival in each.arrivals], now)
    _remember(
        connection, ((current[each.url][0], seen) for each in kept for seen in each.sightings)
    )
    taken = known(connection, [each.feed.url for each in kept if each.feed.url != each.url])
    changed = []
    for each in kept:
        key, feed = current[each.url]
        told = _told(feed, each.feed, taken)
        taken.add(told.url)
        changed.append({"key": key, "run": run.id, **_row(told)})
    if changed:
        connection.execute(update(feeds).where(feeds.c.id == bindparam("key")), changed)


def _told(feed: Feed, visited: Feed, taken: Set[str]) -> Feed:
    """`feed` as its user has it by now, with what a visit told. It does not move onto another."""
    return replace(
        feed,
        url=feed.url if visited.url in taken else visited.url,
        title=feed.title or visited.title,
        site=feed.site or visited.site,
        visits=visited.visits,
    )


def _remember(connection: Connection, seen: Iterable[tuple[int, Sighting]]) -> None:
    """Sightings, each with the id of its feed, in the place of earlier ones of the same items."""
    rows = {
        (feed, each.document): {"feed": feed, **{name: getattr(each, name) for name in _SIGHTING}}
        for feed, each in seen
    }
    put(connection, sightings, list(rows.values()))


def sightings_of(
    connection: Connection, urls: Sequence[str], since: datetime | None
) -> Mapping[str, tuple[Sighting, ...]]:
    found: dict[str, tuple[Sighting, ...]] = dict.fromkeys(urls, ())
    columns = [sightings.c[name] for name in _SIGHTING]
    query = select(feeds.c.url, *columns).join_from(feeds, sightings)
    query = query.order_by(feeds.c.id, sightings.c.document)
    for some in batches(urls):
        of_some = feeds.c.url.in_(some)
        wanted = of_some if since is None else of_some & _seen_since(since, of_some)
        rows = connection.execute(query.where(wanted))
        for url, of_one in groupby(rows, lambda row: row.url):
            found[url] = tuple(
                Sighting(**dict(zip(_SIGHTING, row[1:], strict=True))) for row in of_one
            )
    return found


def _seen_since(since: datetime, which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Seen since then, or in the last file of its feed, which may be older: that has it still."""
    last = (
        select(sightings.c.feed, func.max(sightings.c.seen))
        .join_from(feeds, sightings)
        .where(which)
        .group_by(sightings.c.feed)
        .correlate(None)
    )
    return (sightings.c.seen >= since) | tuple_(sightings.c.feed, sightings.c.seen).in_(last)


def located(connection: Connection, links: Sequence[str]) -> Mapping[str, Located]:
    """At each of `links` the document of a paper's own feed, or else of the first in the order of
    feeds.
    """
    found: dict[str, Located] = {}
    columns = (sightings.c.link, sightings.c.document, sightings.c.own)
    for some in batches(links):
        query = (
            select(*columns)
            .where(sightings.c.link.in_(some), sightings.c.link != "")
            .order_by(sightings.c.own, sightings.c.feed.desc(), sightings.c.document.desc())
        )
        for link, document, own in connection.execute(query):
            found[link] = Located(document=document, own=own)
    return found


def carrying(connection: Connection, names: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The addresses of the feeds that each of these documents was in."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(names, ())
    for some in batches(names):
        query = (
            select(sightings.c.document, feeds.c.url)
            .join_from(sightings, feeds)
            .where(sightings.c.document.in_(some))
            .order_by(sightings.c.document, feeds.c.id)
        )
        for name, rows in groupby(connection.execute(query), lambda row: row.document):
            found[name] = tuple(row.url for row in rows)
    return found


def arrived(connection: Connection, since: datetime) -> Mapping[str, Came]:
    """How many items of each feed came in since then, without those of its first day."""
    begun = (
        select(sightings.c.feed, func.min(sightings.c.first).label("first"))
        .group_by(sightings.c.feed)
        .subquery()
    )
    is_new = (sightings.c.first > begun.c.first) & (sightings.c.first >= since)
    query = (
        select(feeds.c.url, begun.c.first, func.count().filter(is_new).label("items"))
        .join_from(feeds, sightings)
        .join(begun, begun.c.feed == feeds.c.id)
        .group_by(feeds.c.url, begun.c.first)
    )
    return {row.url: Came(first=row.first, items=row.items) for row in connection.execute(query)}
