"""Whose text an article is: an agency's, another outlet's, a body's release, its own outlet's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from digest.models import Alias, Document, Found, Same, SourceKind
from digest.stories.names import Mention, Names


class Credits:
    """Who first published each of `documents`, which are in order of time.

    `copies` are groups of those that have one text. `issuers` are by document the bodies that its
    claims go back to, "" among them where one goes back to someone else.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        copies: Sequence[Sequence[str]],
        names: Names,
        issuers: Mapping[str, AbstractSet[str]],
    ) -> None:
        self._names = names
        self._issuers = issuers
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
        issuer = self._issuer(unit) if len(unit) > 1 else None
        return next(filter(None, (*map(_first, credited), issuer, *outlets)), unit[0].id)

    def _issuer(self, unit: Sequence[Document]) -> str | None:
        issuers = {name for each in unit for name in self._issuers.get(each.fingerprint, ())}
        return issuers.pop() if len(issuers) == 1 else None

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
