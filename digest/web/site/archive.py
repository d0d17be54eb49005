"""What the pages of readers are made from: digests that may be seen, and what they told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from digest.models import Claim, Document
from digest.models.archive import Hits, Listed, Publication, Voice
from digest.models.editions import Edition
from digest.rendering.links import Links


class Archive(Protocol):
    """The digests that readers may see."""

    def publications(self) -> tuple[Publication, ...]:
        """All of them, as they are configured."""

    def open(self, digest: str) -> AbstractContextManager[Shelf | None]:
        """What there is of `digest`, to read in one thread; None where it is not to be seen, or is
        not there. Raises StoreError where it cannot be told.
        """


class Shelf(Protocol):
    """What readers may see of one digest, and of no other.

    Editions are as they are published, without what only those who make them are to know. All
    raise StoreError.
    """

    @property
    def publication(self) -> Publication:
        """The digest."""

    def editions(self, *, before: str = "", limit: int) -> tuple[Listed, ...]:
        """The last editions, newest first; of those before the edition `before`, where given."""

    def edition(self, name: str) -> Edition | None:
        """The edition whose id is `name`."""

    def beside(self, name: str) -> tuple[str, str]:
        """The ids of the editions before and behind that one; "" where there is none."""

    def of_story(
        self, name: str, *, before: str = "", limit: int | None = None
    ) -> tuple[Edition, ...]:
        """The editions that tell of the story with this id, now or once, oldest first; the last
        `limit` of those before the edition `before`.
        """

    def story_ids(self, name: str) -> tuple[str, ...]:
        """What a story has been called, the id that it has now first."""

    def of_claim(
        self, name: str, *, before: str = "", limit: int | None = None
    ) -> tuple[Edition, ...]:
        """As `of_story`, of a claim."""

    def claim_ids(self, name: str) -> tuple[str, ...]:
        """As `story_ids`, of a claim."""

    def of_speaker(
        self, key: str, *, before: str = "", limit: int | None = None
    ) -> tuple[Edition, ...]:
        """As `of_story`, of who has this key."""

    def citing(self, fingerprint: str) -> tuple[Edition, ...]:
        """The editions that cite this document, oldest first."""

    def voices(self, *, limit: int) -> tuple[Voice, ...]:
        """Who is quoted most, first."""

    def search(self, query: str, *, limit: int, offset: int = 0) -> Hits:
        """What the editions say of `query`, whatever that is."""

    def documents(self, fingerprints: Collection[str]) -> Mapping[str, Document]:
        """Those of these documents that are kept, by fingerprint."""

    def claims(self, fingerprints: Collection[str]) -> Mapping[str, tuple[Claim, ...]]:
        """The claims of these documents, in their order in the text."""

    def page(self, edition: Edition, links: Links) -> str:
        """What the page of `edition` shows, as HTML that stands in `main`."""

    def text(self, edition: Edition, links: Links) -> str:
        """The text part of `edition`, as anybody may read it."""
