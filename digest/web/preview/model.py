"""What the preview shows: one build, or what was wrong with the newest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from digest.models import Claim, Document, Problem
from digest.models.editions import Edition
from digest.models.views import Rendered
from digest.web.preview.desk import Desk


class Later:
    """A text that is made when it is asked for, and once: few builds are looked at in every way. It
    is what it says; to ask for it, or whether it is the same, raises what making it does.
    """

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make

    @cached_property
    def text(self) -> str:
        return self._make()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Later) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """One build: the edition, its views, and what it was made from, by fingerprint. `page` is what
    stands in `main` of its page on the web (None: it has none). Without a `desk` nothing of it can
    be decided.
    """

    edition: Edition
    rendered: Rendered
    documents: Mapping[str, Document]
    claims: Mapping[str, Sequence[Claim]]
    problems: tuple[Problem, ...] = ()
    page: Later | None = None
    desk: Desk | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """The last build that succeeded (None: there is none yet), and why the newest one did not.

    `version` differs from that of everything shown before, in an earlier run too. `former` are the
    articles of earlier builds, `Document.id` by fingerprint: an edit changes the latter.
    """

    version: str
    preview: Preview | None = None
    failure: tuple[Problem, ...] = ()
    former: Mapping[str, str] = field(default_factory=dict)

    def successor(self, fingerprint: str) -> str | None:
        """The fingerprint that an article of an earlier build has now, if it is still there."""
        documents = self.preview.documents if self.preview else {}
        known = self.former.get(fingerprint)
        return next((key for key, each in documents.items() if each.id == known), None)
