"""Whose text an article is: an agency's, another outlet's, a body's release, its own outlet's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from digest.models import Alias, Document, Found, Same, SourceKind
from digest.stories.origins.covering import most
from digest.stories.origins.names import Mention, Names
from digest.stories.origins.publishers import outlet_key, releases


class Credits:
    """Who first published each of `documents`, which are in order of time.

    `copies` are groups of those that have one text. `sources` are by document those whom its claims
    go back to, with how many do; `is_body` tells which of them are bodies.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        copies: Sequence[Sequence[str]],
        names: Names,
        sources: Mapping[str, Counter[str]],
        is_body: Callable[[str], bool],
    ) -> None:
        self._names = names
        self._sources = sources
        self._is_body = is_body
        known = {document.fingerprint: document for document in documents}
        self.units: dict[str, tuple[str, ...]] = {name: (name,) for name in known}
        self.units |= {name: tuple(group) for group in copies for name in group}
        self._credits: dict[tuple[str, ...], str] = {}
        for unit in dict.fromkeys(self.units.values()):
            self._credits[unit] = self._credit([known[name] for name in unit])

    def of(self, document: Document) -> str:
        return self._credits[self.units[document.fingerprint]]

    def outlet(self, document: Document) -> str | None:
        """The masthead of `document`."""
        return next(iter(self._named([document.outlet], document)), None)

    def alias(self, document: Document) -> Alias | None:
        """Why the outlet of `document` counts as another, if it does."""
        name, origin = self.outlet(document), self.of(document)
        if name is None or name == origin:
            return None
        credited = origin in self._named(document.agencies, document)
        return Alias(name=name, origin=origin, why=Same.AGENCY if credited else Same.COPY)

    def _credit(self, unit: Sequence[Document]) -> str:
        """An agency that any copy credits, else whom any names as the first to publish it, else
        the body that issued it, else the outlet that published it first.

        An article that is no copy is its first publisher's, whatever agency it has material of.
        """
        agencies = Counter(name for each in unit for name in self._named(each.agencies, each))
        firsts = Counter(
            name for each in unit for name in self._named([each.original_outlet], each)
        )
        credited = (agencies, firsts) if len(unit) > 1 else (firsts, agencies)
        outlets = [name for each in unit for name in self._named([each.outlet], each)]
        prints = [name for name in outlets if outlet_key(name) not in releases()]
        issuer = self._issuer(unit, is_release=len(prints) < len(outlets))
        found = (*map(_first, credited), issuer, *prints, *outlets)
        return next(filter(None, found), unit[0].id)

    def _issuer(self, unit: Sequence[Document], *, is_release: bool) -> str | None:
        """The body that speaks alone in several copies, or most in a release."""
        sources = sum((self._sources.get(each.fingerprint, Counter()) for each in unit), Counter())
        bodies = Counter({name: n for name, n in sources.items() if self._is_body(name)})
        if is_release:
            return most(bodies or sources)
        return most(bodies) if len(unit) > 1 and len(sources) == 1 else None

    def _named(self, found: Sequence[Found[str] | None], document: Document) -> list[str]:
        language = document.language.value
        return [
            self._names.of(Mention(each.value, SourceKind.OUTLET, language))
            for each in found
            if each
        ]


def _first(counts: Counter[str]) -> str | None:
    """The name counted most, the first counted of equals."""
    return max(counts, key=lambda name: counts[name], default=None)


def outlets(documents: Sequence[Document]) -> list[Mention]:
    """The outlets and agencies that `documents` name as theirs."""
    return [
        Mention(each.value, SourceKind.OUTLET, document.language.value)
        for document in documents
        for each in (document.original_outlet, *document.agencies, document.outlet)
        if each
    ]
