"""What stands in the messages of an edition: one body for all who get the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from digest.config.settings import DigestSettings, Settings
from digest.delivery import addresses, message
from digest.edition import compose
from digest.models import Document, Story
from digest.models.editions import Edition
from digest.models.mail import PLACEHOLDER, Body, Content, Sender
from digest.models.past import Past
from digest.rendering import render
from digest.rendering.notices import tried


@dataclass(frozen=True, kw_only=True, slots=True)
class Issue:
    """An edition and what it was made from: stories, documents by fingerprint, the weights of feeds
    by the ids of documents, and what readers had before.
    """

    edition: Edition
    stories: Sequence[Story]
    documents: Mapping[str, Document]
    weights: Mapping[str, float] = field(default_factory=dict)
    past: Past = field(default_factory=Past)


@dataclass(frozen=True, kw_only=True, slots=True)
class Variant:
    """What some get of an edition: with stories on `topics` of their own, and, where it is
    `personal`, with a link by which each can unsubscribe.
    """

    topics: tuple[str, ...] = ()
    personal: bool = True

    @property
    def name(self) -> str:
        """The same for the same; "" for what most get."""
        if self == Variant():
            return ""
        said = "\\0".join((str(self.personal), *self.topics))
        return sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True, slots=True)
class Press:
    """Prints an issue of a digest; `is_test` says so in the subject."""

    settings: Settings
    digest: DigestSettings
    issue: Issue
    sender: Sender
    is_test: bool = False

    def variant(self, topics: Sequence[str]) -> Variant:
        """What readers with these topics get: those of the digest they have anyway."""
        own = {*topics} - {*self.digest.brief.topics.of_interest}
        return Variant(topics=tuple(sorted(own)))

    def body(self, variant: Variant) -> Body:
        """Raises MessageError, and what `render` raises."""
        return message.body(self._content(variant), self.sender)

    def _content(self, variant: Variant) -> Content:
        edition, brief = self._edition(variant.topics), self.digest.brief
        pages = self.settings.serve.address
        unsubscribe = f"{pages}/u/{PLACEHOLDER}" if pages and variant.personal else ""
        rendered = render(
            edition,
            self.issue.documents,
            self.settings.template(self.digest),
            links=self.settings.links(self.digest),
            unsubscribe=unsubscribe,
        )
        domain = addresses.domain(addresses.mailbox(self.sender.mailbox).address)
        return Content(
            subject=self._subject(rendered.subject),
            text=rendered.text,
            html=rendered.html,
            language=brief.language,
            list_id=f"{brief.title} <{brief.name}.{domain}>",
            unsubscribe=unsubscribe,
            images=rendered.images,
        )

    def _subject(self, subject: str) -> str:
        return tried(subject, self.digest.brief.language) if self.is_test else subject

    def _edition(self, topics: tuple[str, ...]) -> Edition:
        """The edition as it was built, or chosen anew from its stories for readers of `topics`."""
        edition = self.issue.edition
        if not topics:
            return edition
        asked = edition.brief.topics
        wider = replace(asked, of_interest=(*asked.of_interest, *topics))
        return compose(
            self.issue.stories,
            self.issue.documents,
            replace(edition.brief, topics=wider),
            date=edition.date,
            slot=edition.slot,
            number=edition.number,
            weights=self.issue.weights,
            past=self.issue.past,
            decisions=edition.decisions,
        )
