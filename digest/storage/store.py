"""The store: all that other steps use of this folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import StoreError
from digest.models import Article, Claim, Document, Problem, Story
from digest.models.editions import Edition
from digest.models.mail import Body, Delivery, Mailing
from digest.models.schedule import Progress, Slot
from digest.storage.archive_store import ArchiveStore
from digest.storage.database import Database
from digest.storage.decision_store import DecisionStore
from digest.storage.feed_store import FeedStore
from digest.storage.memory_store import MemoryStore
from digest.storage.outbox_store import OutboxStore
from digest.storage.preference_store import PreferenceStore
from digest.storage.records import Added, Forgotten
from digest.storage.schedule_store import ScheduleStore
from digest.storage.subscriber_store import SubscriberStore

if TYPE_CHECKING:
    from sqlalchemy import Engine

    Opening = Callable[[Path, float], AbstractContextManager[Engine]]

SQLITE = "sqlite:///"

# Seconds. A thousand articles hold the lock for less than one: this outlasts a queue of them.
WAIT = 10.0


class Store:
    """Documents with their claims, editions with their stories; `feeds`, `schedule`, `outbox`,
    `subscribers`, `preferences` and `decisions` have what their names say, `memory` what was told
    before; `archive` finds editions again.

    Each operation is one transaction: it is done, or nothing of it is. All raise StoreError, which
    names the file and says what to do.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.feeds = FeedStore(database)
        self.schedule = ScheduleStore(database)
        self.outbox = OutboxStore(database)
        self.subscribers = SubscriberStore(database)
        self.memory = MemoryStore(database)
        self.preferences = PreferenceStore(database)
        self.decisions = DecisionStore(database)
        self.archive = ArchiveStore(database)

    @classmethod
    def open(cls, url: str, *, wait: float = WAIT) -> AbstractContextManager[Store]:
        """The store at `url` (`sqlite:///PATH`), made or brought up to date if need be.

        `wait` is how many seconds an operation waits for another program's to end.
        """
        from digest.storage import opening

        return cls._opened(opening.writable, url, wait)

    @classmethod
    def peek(cls, url: str, *, wait: float = WAIT) -> AbstractContextManager[Store]:
        """The store at `url` to read from: nothing is made or changed; none is an empty one."""
        from digest.storage import opening

        return cls._opened(opening.read_only, url, wait)

    @classmethod
    @contextmanager
    def _opened(cls, opening: Opening, url: str, wait: float) -> Iterator[Store]:
        from digest.storage.engine import plain_errors

        if not url.startswith(SQLITE):
            hint = f"allowed: {SQLITE} and a path"
            raise StoreError("no such kind of database", place="store", hint=hint)
        file = Path(url.removeprefix(SQLITE))
        with ExitStack() as stack:
            with plain_errors(file):
                engine = stack.enter_context(opening(file, wait))
            yield cls(Database(engine, file))

    def add(
        self,
        found: Iterable[tuple[Document, Sequence[Claim]]],
        *,
        now: datetime,
        ingested: bool = True,
    ) -> Added:
        """Keep documents with their claims. What is known already stays as it is.

        A document whose id is known, with another content, is a new version of it. `ingested` are
        those for later editions; the others are kept only as evidence for the one that they are
        in, and `documents` does not give them until they are ingested too. One that was unread is
        so no longer; it was first seen when it came in.
        """
        from digest.storage import arriving

        with self._database.writing() as connection:
            return arriving.add(connection, found, now, ingested=ingested)

    def document(self, name: str) -> Document | None:
        """The newest version of the document whose id is `name`."""
        from digest.storage import articles

        with self._database.reading() as connection:
            return articles.document(connection, name)

    def known(self, fingerprints: Iterable[str]) -> Mapping[str, Document]:
        """Those of these documents that are kept, in whatever version, by fingerprint."""
        from digest.storage import articles

        with self._database.reading() as connection:
            return articles.known(connection, sorted(fingerprints))

    def documents(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        ids: Sequence[str] | None = None,
    ) -> tuple[Document, ...]:
        """The newest version of each ingested document of `[since, until)`, oldest first; of all,
        or of those with `ids`.

        What counts is when it was published, or first seen where that is not known. Documents of
        one id that came in together are no versions of each other: all are given. None is where
        the newest version is unread.
        """
        from digest.storage import articles

        with self._database.reading() as connection:
            return articles.between(connection, since, until, ids)

    def unread(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        ids: Sequence[str] | None = None,
    ) -> tuple[Article, ...]:
        """The articles of feeds of `[since, until)` that were not read yet, oldest first.

        Times and `ids` are those of `documents`. `add` what is read of them.
        """
        from digest.storage import unread

        with self._database.reading() as connection:
            return unread.between(connection, since, until, ids)

    def claims(self, fingerprints: Sequence[str]) -> Mapping[str, tuple[Claim, ...]]:
        """The claims of each of these documents, in their order in the text."""
        from digest.storage import articles

        with self._database.reading() as connection:
            return articles.claims_of(connection, fingerprints)

    def save(self, edition: Edition, stories: Sequence[Story]) -> bool:
        """Keep an edition and what it was chosen from, in the place of the same digest, date and
        slot. The documents it refers to must have been added.

        False where that was mailed as another, which stays: people have it.
        """
        from digest.storage import editions

        with self._database.writing() as connection:
            return editions.save(connection, edition, stories)

    def publish(
        self,
        edition: Edition,
        stories: Sequence[Story],
        found: Iterable[tuple[Document, Sequence[Claim]]],
        *,
        mailing: Mailing,
        bodies: Mapping[str, Body],
        deliveries: Sequence[Delivery],
        slot: Slot,
        holder: str,
        now: datetime,
    ) -> int | None:
        """`add` and `save` what was made of `slot`, queue its mail, and have the slot done, all at
        once: the number of deliveries that are new. None where `holder` has lost the slot, and
        nothing of it is kept.
        """
        from digest.storage import arriving, editions, mailings, turns

        done = {"progress": Progress.DONE, "edition": edition.id}
        with self._database.writing() as connection:
            if not turns.end(connection, slot, holder, now, **done):
                return None
            arriving.add(connection, found, now, ingested=False)
            editions.save(connection, edition, stories)
            return mailings.queue(connection, mailing, bodies, deliveries, now)

    def edition(self, name: str) -> Edition | None:
        """The edition whose id is `name`."""
        from digest.storage import editions

        with self._database.reading() as connection:
            return editions.by_id(connection, name)

    def edition_on(self, digest: str, day: date) -> Edition | None:
        """The edition of `digest` on `day`; of several the last."""
        from digest.storage import editions

        with self._database.reading() as connection:
            return editions.on(connection, digest, day)

    def stories(self, edition: str) -> tuple[Story, ...]:
        """The stories that the edition with this id was chosen from."""
        from digest.storage import editions

        with self._database.reading() as connection:
            return editions.stories_of(connection, edition)

    def editions(self, digest: str) -> tuple[str, ...]:
        """The ids of the editions of `digest`, oldest first."""
        from digest.storage import editions

        with self._database.reading() as connection:
            return editions.ids(connection, digest)

    def number(self, digest: str, day: date, slot: str = "") -> int:
        """The number of this edition of `digest`: its own if it is kept, else the next.

        The next is one more than there are earlier ones, so that a rebuild gives the same bytes.
        """
        from digest.storage import editions

        with self._database.reading() as connection:
            return editions.number(connection, digest, day, slot)

    def forget(self, before: datetime) -> Forgotten:
        """Forget articles of feeds that came in before then, and items that have gone by then.

        What an edition used is kept, and so is what did not come from a feed.
        """
        from digest.storage import retention

        with self._database.writing() as connection:
            return retention.forget(connection, before)

    def holders(self, *, now: datetime) -> frozenset[str]:
        """Who leads, builds or sends by a lease that has not run out."""
        from digest.storage import holders

        with self._database.reading() as connection:
            return holders.holders(connection, now)

    def expire(self, holders: Collection[str], *, now: datetime) -> None:
        """Let all leases of `holders` run out now, for others to take over."""
        from digest.storage import holders as held

        with self._database.writing(again=True) as connection:
            held.expire(connection, holders, now)

    def check(self) -> tuple[Problem, ...]:
        """What is wrong with the file and with what is kept in it; nothing is mended."""
        from digest.storage import checking

        with self._database.reading() as connection:
            return tuple(checking.check(connection, str(self._database.file)))

    def reindex(self) -> None:
        """Make anew what editions are found by."""
        from digest.storage import lines

        with self._database.writing() as connection:
            lines.anew(connection)
