"""The part of the store that finds editions again, and what they said."""

from __future__ import annotations

from dataclasses import dataclass

from digest.models.archive import Hits, Listed, Voice
from digest.models.editions import Edition
from digest.storage.database import Database


@dataclass(frozen=True, slots=True)
class ArchiveStore:
    """Editions of one digest at a time: what another has is as if it were not there.

    Where editions are many, `limit` is how many are given at most, the newest, and `before` the id
    of the edition that they all come before: for the next page the last, or oldest, of this one.
    Nothing is changed. All raise StoreError.
    """

    _database: Database

    def editions(self, digest: str, *, before: str = "", limit: int = 50) -> tuple[Listed, ...]:
        """Newest first."""
        from digest.storage import archive

        with self._database.reading() as connection:
            return archive.listed(connection, digest, before, limit)

    def of_story(
        self, digest: str, name: str, *, before: str = "", limit: int | None = None
    ) -> tuple[Edition, ...]:
        """Those that tell of a story, oldest first, under whichever of its ids (`story_ids`)."""
        from digest.storage import archive, renames
        from digest.storage.schema import lines

        with self._database.reading() as connection:
            ids = renames.names(connection, renames.STORIES, digest, name)
            return archive.telling(connection, digest, lines.c.story.in_(ids), before, limit)

    def story_ids(self, digest: str, name: str) -> tuple[str, ...]:
        """What a story has been called in editions, the id that it has now first: where two become
        one, the name of one stays. `name` alone where none was called that.
        """
        from digest.storage import renames

        with self._database.reading() as connection:
            return renames.names(connection, renames.STORIES, digest, name)

    def of_claim(
        self, digest: str, name: str, *, before: str = "", limit: int | None = None
    ) -> tuple[Edition, ...]:
        """Those that show a claim, oldest first, under whichever of its ids (`claim_ids`)."""
        from digest.storage import archive, renames
        from digest.storage.schema import lines

        with self._database.reading() as connection:
            ids = renames.names(connection, renames.CLAIMS, digest, name)
            shown = lines.c.claim.in_(ids) & (lines.c.claim != "")
            return archive.telling(connection, digest, shown, before, limit)

    def claim_ids(self, digest: str, name: str) -> tuple[str, ...]:
        """As `story_ids`, of a claim."""
        from digest.storage import renames

        with self._database.reading() as connection:
            return renames.names(connection, renames.CLAIMS, digest, name)

    def of_speaker(
        self, digest: str, key: str, *, before: str = "", limit: int | None = None
    ) -> tuple[Edition, ...]:
        """Those that quote who has this `voice_key`, oldest first."""
        from digest.storage import archive
        from digest.storage.schema import lines

        with self._database.reading() as connection:
            said = (lines.c.voice == key) & (lines.c.voice != "")
            return archive.telling(connection, digest, said, before, limit)

    def voices(self, digest: str, *, limit: int = 1000) -> tuple[Voice, ...]:
        """Who has a page, the most quoted first."""
        from digest.storage import archive

        with self._database.reading() as connection:
            return archive.voices(connection, digest, limit)

    def cited(self, digest: str, fingerprint: str) -> tuple[Edition, ...]:
        """Those with this article among their references, oldest first."""
        from digest.storage import archive

        with self._database.reading() as connection:
            return archive.citing(connection, digest, fingerprint)

    def search(self, digest: str, query: str, *, limit: int = 20, offset: int = 0) -> Hits:
        """Lines that have all that `query` asks for (see `queries`), whatever it says; each claim
        once, and each story by its headline.

        The best come first. What stands in few lines counts for more than what stands in many
        (BM25), what is said for more than the headline above it, and what is newer for more: after
        `searching.HALF` days half as much as what the last edition says.
        """
        from digest.storage import archive

        with self._database.reading() as connection:
            return archive.search(connection, digest, query, limit, offset)
