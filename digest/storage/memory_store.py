"""The part of the store that is about what was told before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from digest.models import Sketch
from digest.models.past import Past
from digest.storage.database import Database


@dataclass(frozen=True, slots=True)
class MemoryStore:
    """What readers of a digest have had, and the articles that its stories may go on from.

    Each operation is one transaction. All raise StoreError.
    """

    _database: Database

    def past(self, digest: str, *, since: date, before: tuple[date, str]) -> Past:
        """What they had in the editions that come `before` this date and slot, so that one that is
        built again remembers the same: in those from the day `since` on, and in the last one,
        however long ago that was. `Past.newest` is empty, since newer versions may not be kept yet.
        """
        from digest.storage import past

        with self._database.reading() as connection:
            return past.past(connection, past.since(since, past.before(digest, *before)))

    def told(
        self, digest: str, fingerprints: Sequence[str], *, before: tuple[date, str]
    ) -> frozenset[str]:
        """Those of these documents that stories of editions before this date and slot have."""
        from digest.storage import past

        with self._database.reading() as connection:
            return past.told(connection, past.before(digest, *before), fingerprints)

    def sketches(
        self, editions: Sequence[str], *, since: datetime, until: datetime
    ) -> Mapping[str, Sketch | None]:
        """By fingerprint, the documents of the stories of `editions`, and the ingested ones of
        `[since, until)`; of those that are versions of one article the newest. None is for those
        of which no sketch is kept: `keep` it.
        """
        from digest.storage import sketches

        with self._database.reading() as connection:
            return sketches.window(connection, editions, since, until)

    def keep(self, sketches: Sequence[Sketch]) -> None:
        """Those of documents that are kept; of the others nothing is remembered."""
        from digest.storage import sketches as kept

        with self._database.writing(again=True) as connection:
            kept.keep(connection, sketches)
