"""People and bodies by the fullest name that the article gives them."""

from __future__ import annotations

from dataclasses import dataclass

from digest.claims.attribution.names import Name
from digest.claims.attribution.people import Memory, length
from digest.models import Source, SourceKind, Span


@dataclass(slots=True)
class Naming:
    """Makes sources of names: of one article, after all that stands before."""

    text: str
    memory: Memory

    def is_person(self, name: Name) -> bool:
        """Whether a person goes by a name."""
        return self.memory.names.is_person(name)

    def person(self, name: Name) -> Source:
        """The person who goes by `name`, by the fullest name in the article."""
        full = self.memory.names.fullest(name.words) or name
        spans = (name.role, full.role, self.memory.role_of(full))
        role = max(filter(None, spans), key=length, default=None)
        return self.source(full.span, SourceKind.PERSON, role)

    def body(self, name: Name) -> Source:
        """The body that goes by `name`."""
        full = self.memory.names.fullest(name.words) or name
        return self.source(full.span, SourceKind.BODY, name.role if name.body else None)

    def source(self, span: Span, kind: SourceKind, role: Span | None = None) -> Source:
        """Whoever is called by the words at `span`."""
        title = role.of(self.text) if role else None
        return Source(name=span.of(self.text), span=span, kind=kind, role=title, role_span=role)
