"""The feeds that are followed, and what is remembered of their items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import fields, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, union, update

from digest.models.feeds import Feed, Sighting
from digest.models.serial import dump, load
from digest.storage import unread as articles
from digest.storage.engine import batches
from digest.storage.records import Outcome, Run
from digest.storage.schema import documents, feeds, sightings, unread

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


def record(connection: Connection, outcomes: Sequence[Outcome], run: Run, now: datetime) -> None:
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
    if not rows:
        return
    same = (sightings.c.feed == bindparam("of")) & (sightings.c.document == bindparam("named"))
    keys = [{"of": feed, "named": document} for feed, document in rows]
    connection.execute(delete(sightings).where(same), keys)
    connection.execute(insert(sightings), list(rows.values()))


def sightings_of(
    connection: Connection, urls: Sequence[str], since: datetime | None
) -> Mapping[str, tuple[Sighting, ...]]:
    found: dict[str, tuple[Sighting, ...]] = dict.fromkeys(urls, ())
    columns = [sightings.c[name] for name in _SIGHTING]
    query = select(feeds.c.url, *columns).join_from(feeds, sightings)
    if since is not None:
        query = query.where(sightings.c.seen >= since)
    query = query.order_by(feeds.c.id, sightings.c.document)
    for some in batches(urls):
        rows = connection.execute(query.where(feeds.c.url.in_(some)))
        for url, of_one in groupby(rows, lambda row: row.url):
            found[url] = tuple(
                Sighting(**dict(zip(_SIGHTING, row[1:], strict=True))) for row in of_one
            )
    return found


def located(connection: Connection, links: Sequence[str]) -> Mapping[str, str]:
    """The first document that was found at each of `links`, in the order of feeds."""
    found: dict[str, str] = {}
    for some in batches(links):
        query = (
            select(sightings.c.link, sightings.c.document)
            .where(sightings.c.link.in_(some), sightings.c.link != "")
            .order_by(sightings.c.feed.desc(), sightings.c.document.desc())
        )
        found.update((row.link, row.document) for row in connection.execute(query))
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


def arrived(connection: Connection, since: datetime) -> Mapping[str, int]:
    """How many documents of each feed came in since then."""
    recent = union(
        *(select(each.c.id).where(each.c.first_seen >= since) for each in (documents, unread))
    ).subquery()
    query = (
        select(feeds.c.url, func.count().label("arrived"))
        .join_from(feeds, sightings)
        .join(recent, recent.c.id == sightings.c.document)
        .group_by(feeds.c.url)
    )
    return {row.url: row.arrived for row in connection.execute(query)}
