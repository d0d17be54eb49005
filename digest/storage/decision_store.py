"""The part of the store that is about what an editor decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from digest.models import Known
from digest.models.editions import Decisions
from digest.storage.database import Database

_NOTHING = Known()


@dataclass(frozen=True, slots=True)
class DecisionStore:
    """Decisions by digest, day and slot: an edition has them before it is built and after.

    Each operation is one transaction. All raise StoreError.
    """

    _database: Database

    def of(self, digest: str, day: date, slot: str = "") -> Decisions:
        """`Decisions()` where nothing was decided."""
        from digest.storage import decisions

        with self._database.reading() as connection:
            return decisions.of(connection, digest, day, slot)

    def names(self, digest: str, day: date, slot: str = "") -> Known:
        """What the stories and claims are called that something was decided on."""
        from digest.storage import decisions

        with self._database.reading() as connection:
            return decisions.names(connection, digest, day, slot)

    def keep(
        self,
        digest: str,
        day: date,
        slot: str,
        decided: Decisions,
        *,
        known: Known = _NOTHING,
        now: datetime,
    ) -> None:
        """In the place of what was decided before; `Decisions()` takes all of it back. `known` says
        what is meant, so that it has the same ids when more has come in.
        """
        from digest.storage import decisions

        with self._database.writing() as connection:
            decisions.keep(connection, digest, day, slot, decided, known=known, now=now)
