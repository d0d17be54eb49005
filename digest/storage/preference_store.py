"""The part of the store that is about what readers want more of, or less."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digest.models.briefs import Preference
from digest.storage.database import Database


@dataclass(frozen=True, slots=True)
class PreferenceStore:
    """Topics, speakers and outlets, by digest; case makes no other name.

    Each operation is one transaction. All raise StoreError.
    """

    _database: Database

    def of(self, digest: str) -> tuple[Preference, ...]:
        """In the order of their names."""
        from digest.storage import preferences

        with self._database.reading() as connection:
            return preferences.of(connection, digest)

    def step(self, digest: str, name: str, by: int, *, now: datetime) -> Preference:
        """Want more of `name` (`by` 1) or less (-1); how it stands. At 0 it is no preference."""
        from digest.storage import preferences

        with self._database.writing() as connection:
            return preferences.step(connection, digest, name, by, now)

    def forget(self, digest: str, name: str) -> bool:
        """False where there was none."""
        from digest.storage import preferences

        with self._database.writing() as connection:
            return preferences.forget(connection, digest, name)
