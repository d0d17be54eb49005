"""What readers may see of the store: the digests whose archive is open to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from digest.config import DigestSettings, Settings
from digest.edition import evidence
from digest.models import Claim, Document
from digest.models.archive import Hits, Listed, Publication, Voice
from digest.models.editions import Edition
from digest.models.views import Archived
from digest.rendering import web_page, web_text
from digest.rendering.links import Links
from digest.rendering.publishing import published
from digest.storage import Store


@dataclass(frozen=True, slots=True)
class Archive:
    """The digests of `settings` that readers may see. A store is opened for each look, to read
    from: nothing is in the way of who writes, and a new edition is there at once.
    """

    settings: Settings

    def publications(self) -> tuple[Publication, ...]:
        return tuple(map(_publication, self._open()))

    @contextmanager
    def open(self, digest: str) -> Iterator[Shelf | None]:
        found = next((each for each in self._open() if each.brief.name == digest), None)
        if found is None:
            yield None
            return
        with Store.peek(self.settings.store) as store:
            yield Shelf(store, self.settings, found)

    def _open(self) -> list[DigestSettings]:
        return [each for each in self.settings.digests if each.archive is not Archived.NONE]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What readers may see of one digest: its editions as they are published."""

    store: Store
    settings: Settings
    digest: DigestSettings

    @property
    def publication(self) -> Publication:
        return _publication(self.digest)

    @property
    def _name(self) -> str:
        return self.digest.brief.name

    def editions(self, *, before: str = "", limit: int) -> tuple[Listed, ...]:
        return self.store.archive.editions(self._name, before=before, limit=limit)

    def edition(self, name: str) -> Edition | None:
        found = self.store.edition(name)
        return published(found) if found and found.brief.name == self._name else None

    def beside(self, name: str) -> tuple[str, str]:
        names = ("", *self.store.editions(self._name), "")
        at = names.index(name)
        return names[at - 1], names[at + 1]

    def of_story(
        self, name: str, *, before: str = "", limit: int | None = None
    ) -> tuple[Edition, ...]:
        found = self.store.archive.of_story(self._name, name, before=before, limit=limit)
        return tuple(map(published, found))

    def story_ids(self, name: str) -> tuple[str, ...]:
        return self.store.archive.story_ids(self._name, name)

    def of_claim(
        self, name: str, *, before: str = "", limit: int | None = None
    ) -> tuple[Edition, ...]:
        found = self.store.archive.of_claim(self._name, name, before=before, limit=limit)
        return tuple(map(published, found))

    def claim_ids(self, name: str) -> tuple[str, ...]:
        return self.store.archive.claim_ids(self._name, name)

    def of_speaker(
        self, key: str, *, before: str = "", limit: int | None = None
    ) -> tuple[Edition, ...]:
        found = self.store.archive.of_speaker(self._name, key, before=before, limit=limit)
        return tuple(map(published, found))

    def citing(self, fingerprint: str) -> tuple[Edition, ...]:
        return tuple(map(published, self.store.archive.cited(self._name, fingerprint)))

    def voices(self, *, limit: int) -> tuple[Voice, ...]:
        return self.store.archive.voices(self._name, limit=limit)

    def search(self, query: str, *, limit: int, offset: int = 0) -> Hits:
        return self.store.archive.search(self._name, query, limit=limit, offset=offset)

    def documents(self, fingerprints: Collection[str]) -> Mapping[str, Document]:
        return self.store.known(fingerprints)

    def claims(self, fingerprints: Collection[str]) -> Mapping[str, tuple[Claim, ...]]:
        return self.store.claims(tuple(fingerprints))

    def page(self, edition: Edition, links: Links) -> str:
        template = self.settings.page_template(self.digest)
        return web_page(*self._proven(edition), template, links)

    def text(self, edition: Edition, links: Links) -> str:
        template = self.settings.template(self.digest)
        return web_text(*self._proven(edition), template, links)

    def _proven(self, edition: Edition) -> tuple[Edition, Mapping[str, Document]]:
        """`edition` with the documents that its words stand in. Of what it left out some may be
        forgotten by now, and is not shown any more.
        """
        documents = self.documents(evidence(edition))
        dropped = (
            each
            for each in edition.dropped
            if all(words.document in documents for words in each.words)
        )
        return replace(edition, dropped=tuple(dropped)), documents


def _publication(digest: DigestSettings) -> Publication:
    brief = digest.brief
    return Publication(
        name=brief.name,
        title=brief.title,
        language=brief.language,
        timezone=brief.timezone,
        archived=digest.archive,
    )
