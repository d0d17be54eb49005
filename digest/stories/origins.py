"""Who a claim goes back to, and how many independent origins a story has.

A paper that cites unnamed officials is the origin of what it reports, in whatever article it
stands; who speaks for himself is his own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

from digest.models import Certainty, Claim, ClaimType, Document, Source, SourceKind
from digest.stories.names import Names

_NAMED = frozenset({SourceKind.PERSON, SourceKind.BODY, SourceKind.OUTLET})


class Origins:
    """The origins of a story's claims, one name for each."""

    def __init__(self, documents: Sequence[Document], claims: Sequence[Claim]) -> None:
        self._names = Names([*_spoken(claims), *_published(documents)])
        self._fallback = {
            document.fingerprint: self._own(document) for document in documents
        } | self._most_cited(claims)

    def of(self, claim: Claim) -> str:
        """The last of the claim's chain who has a name.

        Where nobody has, as with "officials", it is the paper that the article leans on most, or
        else the article's own first publisher.
        """
        named = [source for source in _chain(claim) if source.kind in _NAMED]
        if named:
            return self._names.of(named[-1].name, claim.language)
        return self._fallback[claim.document]

    def speaker(self, claim: Claim) -> str:
        """Who says it, by one name for all articles; empty where the claim has no source."""
        return self._names.of(claim.source.name, claim.language) if claim.source else ""

    def behind(self, claims: Mapping[str, Sequence[Claim]]) -> tuple[str, ...]:
        """The fewest origins that account for every article, those behind most articles first.

        `claims` by document. What an article leans on are its reported claims: a comment that it
        adds to them makes it no second source for the event. The fewest are found greedily
        (Chvátal, "A greedy heuristic for the set-covering problem", 1979).
        """
        leaning: dict[str, set[str]] = defaultdict(set)
        weight: Counter[str] = Counter()
        for document, own in self._fallback.items():
            origins = [self.of(claim) for claim in _reported(claims.get(document, ()))] or [own]
            weight.update(origins)
            for origin in origins:
                leaning[origin].add(document)
        return tuple(_cover(leaning, weight))

    def _own(self, document: Document) -> str:
        """The origin of what an article says without naming anyone."""
        names = _names_of(document)
        return self._names.of(names[0], document.language.value) if names else document.id

    def _most_cited(self, claims: Sequence[Claim]) -> dict[str, str]:
        """For each document the outlet that its claims lean on most."""
        cited: dict[str, Counter[str]] = defaultdict(Counter)
        for claim in claims:
            for source in _chain(claim):
                if source.kind is SourceKind.OUTLET:
                    cited[claim.document][self._names.of(source.name, claim.language)] += 1
        return {
            document: min(names, key=lambda name: (-names[name], name))
            for document, names in cited.items()
        }


def _cover(sets: Mapping[str, set[str]], weight: Mapping[str, int]) -> Iterator[str]:
    """Keys of `sets` whose sets hold all there is, each the one that adds most to those before.

    A set's gain only shrinks, so one that is still the best after counting anew is the best
    (Minoux, "Accelerated greedy algorithms for maximizing submodular set functions", 1978).
    """
    heap = [(-len(held), -weight[name], name) for name, held in sets.items()]
    heapify(heap)
    left = set().union(*sets.values())
    while left:
        gain, heavy, name = heappop(heap)
        now = -len(sets[name] & left)
        if now == gain:
            left -= sets[name]
            yield name
        elif now:
            heappush(heap, (now, heavy, name))


def _chain(claim: Claim) -> tuple[Source, ...]:
    return (claim.source, *claim.citing) if claim.source else claim.citing


def _spoken(claims: Sequence[Claim]) -> Iterator[tuple[str, SourceKind, str]]:
    for claim in claims:
        for source in (*_chain(claim), claim.medium):
            if source:
                yield source.name, source.kind, claim.language


def _published(documents: Sequence[Document]) -> Iterator[tuple[str, SourceKind, str]]:
    for document in documents:
        for name in _names_of(document):
            yield name, SourceKind.OUTLET, document.language.value


def _names_of(document: Document) -> list[str]:
    """Who published an article, the first of them first."""
    found = (document.original_outlet, *document.agencies, document.outlet)
    return [each.value for each in found if each]


def _reported(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that carry an article's news; all of them where it has only quotations."""
    reported = [
        claim
        for claim in claims
        if claim.type is not ClaimType.DIRECT and claim.certainty is not Certainty.NO_COMMENT
    ]
    return reported or list(claims)
