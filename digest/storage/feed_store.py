"""The part of the store that is about feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from digest.models.feeds import Feed, Located, Sighting
from digest.storage.database import Database
from digest.storage.records import Added, Came, Record, Run


@dataclass(frozen=True, slots=True)
class FeedStore:
    """Feeds that are followed, what is remembered of their items, and the runs that visit them.

    Each operation is one transaction. All raise StoreError.
    """

    _database: Database

    def all(self) -> tuple[Feed, ...]:
        """In the order in which they were added."""
        from digest.storage import feeds

        with self._database.reading() as connection:
            return feeds.every(connection)

    def named(self, url: str) -> Feed | None:
        from digest.storage import feeds

        with self._database.reading() as connection:
            return feeds.named(connection, url)

    def add(self, new: Sequence[Feed]) -> Added:
        """Follow feeds. One that is followed already stays as it is."""
        from digest.storage import feeds

        by_url = {each.url: each for each in new}
        with self._database.writing() as connection:
            known = feeds.known(connection, tuple(by_url))
            added = [each for each in by_url.values() if each.url not in known]
            feeds.add(connection, added)
        return Added(
            new=tuple(each.url for each in added),
            known=tuple(url for url in by_url if url in known),
        )

    def change(self, url: str, change: Callable[[Feed], Feed]) -> Feed | None:
        """The feed at `url` after `change`, which keeps its address; None where it is not followed.

        Whatever a refresh records at the same time is not lost.
        """
        from digest.storage import feeds

        with self._database.writing() as connection:
            feed = feeds.named(connection, url)
            if feed is not None:
                feed = change(feed)
                feeds.change(connection, url, feed)
            return feed

    def remove(self, url: str) -> bool:
        """Whether it was followed. Its documents stay; what is remembered of its items goes."""
        from digest.storage import feeds

        with self._database.writing() as connection:
            return feeds.remove(connection, url)

    def due(self, run: Run, *, now: datetime) -> tuple[Feed, ...]:
        """The feeds that `run` has still to visit, in the order in which they were added."""
        from digest.storage import feeds

        with self._database.reading() as connection:
            return feeds.due(connection, run, now)

    def next_visit(self) -> datetime | None:
        """When the first feed may be visited: long ago, where one never was; None without feeds."""
        from digest.storage import feeds

        with self._database.reading() as connection:
            return feeds.next_visit(connection)

    def sightings(
        self, urls: Sequence[str], *, since: datetime | None = None
    ) -> Mapping[str, tuple[Sighting, ...]]:
        """What is remembered of the items of each of these feeds: all, or what was seen since then
        or in the last file of the feed.
        """
        from digest.storage import feeds

        with self._database.reading() as connection:
            return feeds.sightings_of(connection, urls, since)

    def located(self, links: Sequence[str]) -> Mapping[str, Located]:
        """The document at each of `links` that any feed has had."""
        from digest.storage import feeds

        with self._database.reading() as connection:
            return feeds.located(connection, links)

    def carrying(self, documents: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """The addresses of the feeds that had the document with each of these ids."""
        from digest.storage import feeds

        with self._database.reading() as connection:
            return feeds.carrying(connection, documents)

    def arrived(self, since: datetime) -> Mapping[str, Came]:
        """How many items came in since then, by the address of their feed."""
        from digest.storage import feeds

        with self._database.reading() as connection:
            return feeds.arrived(connection, since)

    def record(self, outcomes: Sequence[Record], *, run: Run, now: datetime) -> None:
        """Keep what came of visits: articles, what is remembered of items, and how feeds do.

        Nothing of it is kept before all of it is. A feed that was removed meanwhile is left out;
        what its user changed meanwhile stays; one that would move onto another stays where it is.
        """
        from digest.storage import feeds

        with self._database.writing(again=True) as connection:
            feeds.record(connection, outcomes, run, now)

    def start(self, *, now: datetime, everything: bool) -> Run:
        """The last run if it was interrupted, else a new one."""
        from digest.storage import runs

        with self._database.writing() as connection:
            return runs.start(connection, now, everything=everything)

    def finish(self, run: Run, *, now: datetime, report: Mapping[str, Any]) -> None:
        """`report` is what JSON can hold."""
        from digest.storage import runs

        with self._database.writing() as connection:
            runs.finish(connection, run, now, report)

    def last(self) -> Run | None:
        from digest.storage import runs

        with self._database.reading() as connection:
            return runs.last(connection)

    @contextmanager
    def alone(self, *, patience: float = 0) -> Iterator[None]:
        """No other program refreshes feeds during the block. Raises StoreError where one does, and
        has not ended within so many seconds.
        """
        from digest.storage import lock

        with lock.alone(self._database.file, "refresh", patience=patience):
            yield
