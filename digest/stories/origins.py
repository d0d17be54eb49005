"""Who a claim goes back to, and how many independent origins a story has.

A paper that cites unnamed officials is the origin of what it reports, in whatever article it
stands; who speaks for himself is his own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from digest.models import Certainty, Claim, ClaimType, Document, Source, SourceKind
from digest.stories.names import Names
from digest.stories.words import terms, words

_NAMED = frozenset({SourceKind.PERSON, SourceKind.BODY, SourceKind.OUTLET})


class Paper(NamedTuple):
    """An outlet that a claim leans on, with the claim's paragraph and offset."""

    place: tuple[int, int]
    name: str


class Origins:
    """The origins of a story's claims, one name for each."""

    def __init__(self, documents: Sequence[Document], claims: Sequence[Claim]) -> None:
        self._documents = {document.fingerprint: document for document in documents}
        self._names = Names([*_spoken(claims), *_published(documents)])
        self._papers: dict[str, list[Paper]] = defaultdict(list)
        self._cited: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for claim in claims:
            self._note(claim)

    def of(self, claim: Claim) -> str:
        """The last of the claim's chain who has a name.

        Officials and reports without one are led back to the paper that has them: officials to
        the one named before them in their paragraph, or else to the one that cites officials
        elsewhere in the article or the story; reports to the one that their article cites most.
        Where there is none it is who first published the article.
        """
        named = self._named(claim)
        if named:
            return named
        document = self._documents[claim.document]
        if claim.source and claim.source.kind is SourceKind.UNNAMED:
            return self._before(claim) or self._citing(claim) or self.publisher(document)
        return self._most_cited(document) or self.publisher(document)

    def speaker(self, claim: Claim) -> str:
        """Who says it, by one name for all articles; empty where the claim has no source."""
        return self._names.of(claim.source.name, claim.language) if claim.source else ""

    def is_hearsay(self, claim: Claim) -> bool:
        """Whether `claim` is told after reports that nobody is named for."""
        report = claim.source is not None and claim.source.kind is SourceKind.REPORT
        return report and self._named(claim) is None

    def publisher(self, document: Document) -> str:
        """Who first published `document`: the article itself where that is not known."""
        names = _publishers(document)
        return self._names.of(names[0], document.language.value) if names else document.id

    def behind(self, claims: Mapping[str, Sequence[Claim]]) -> tuple[str, ...]:
        """The fewest origins that account for every article, those behind most articles first.

        `claims` by document. What an article leans on are its reported claims: a comment that it
        adds to them makes it no second source for the event. The fewest are found greedily
        (Chvátal, "A greedy heuristic for the set-covering problem", 1979).
        """
        leaning: dict[str, set[str]] = defaultdict(set)
        weight: Counter[str] = Counter()
        for name, document in self._documents.items():
            origins = [self.of(claim) for claim in _reported(claims.get(name, ()))]
            for origin in origins or [self.publisher(document)]:
                leaning[origin].add(name)
                weight[origin] += 1
        return tuple(_cover(leaning, weight))

    def _named(self, claim: Claim) -> str | None:
        """The last of the claim's chain who has a name; a report has that of its paper."""
        for source in reversed(_chain(claim)):
            if source.kind in _NAMED:
                return self._names.of(source.name, claim.language)
            if paper := self._paper(source, claim.language):
                return paper
        return None

    def _paper(self, source: Source, language: str) -> str | None:
        """The outlet that `source` is, or whose report it is."""
        if source.kind is SourceKind.OUTLET:
            return self._names.of(source.name, language)
        if source.kind is SourceKind.REPORT:
            return self._names.outlet_in(source.name)
        return None

    def _note(self, claim: Claim) -> None:
        """Which papers `claim` leans on, and by what words it calls those whom they cite."""
        last = None
        for source in _chain(claim):
            if paper := self._paper(source, claim.language):
                self._papers[claim.document].append(Paper(self._place(claim), paper))
                last = paper
            elif last:
                for stem in _nouns(source, claim.language):
                    self._cited[claim.document, stem][last] += 1
                    self._cited["", stem][last] += 1

    def _place(self, claim: Claim) -> tuple[int, int]:
        start = claim.quote[0].start
        return self._documents[claim.document].block_at(start).paragraph, start

    def _before(self, claim: Claim) -> str | None:
        """The last paper named before `claim` in its paragraph."""
        place = self._place(claim)
        papers = [
            paper
            for paper in self._papers[claim.document]
            if paper.place[0] == place[0] and paper.place < place
        ]
        return max(papers).name if papers else None

    def _citing(self, claim: Claim) -> str | None:
        """The paper that most often cites whom the article calls by the same word ("officials"),
        in the article or else in the story."""
        stems = _nouns(claim.source, claim.language) if claim.source else set[str]()
        for document in (claim.document, ""):
            papers = sum((self._cited[document, stem] for stem in stems), Counter[str]())
            if papers:
                return _most(papers)
        return None

    def _most_cited(self, document: Document) -> str | None:
        return _most(Counter(paper.name for paper in self._papers[document.fingerprint]))


def _cover(sets: Mapping[str, set[str]], weight: Mapping[str, int]) -> Iterator[str]:
    """Keys of `sets` whose sets hold all there is, each the one that adds most to those before;
    of equals the one that weighs most, then the first.

    A set's gain only shrinks, so one that is still the best after counting anew is the best
    (Minoux, "Accelerated greedy algorithms for maximizing submodular set functions", 1978).
    """
    heap = [(-len(held), -weight[name], n, name) for n, (name, held) in enumerate(sets.items())]
    heapify(heap)
    left = set().union(*sets.values())
    while left:
        gain, heavy, n, name = heappop(heap)
        now = -len(sets[name] & left)
        if now == gain:
            left -= sets[name]
            yield name
        elif now:
            heappush(heap, (now, heavy, n, name))


def _most(counts: Counter[str]) -> str | None:
    """The key counted most, the first in the alphabet of equals."""
    return min(counts, key=lambda name: (-counts[name], name), default=None)


def _nouns(source: Source, language: str) -> set[str]:
    return {term.key for term in terms(words(source.name), language) if term.named}


def _chain(claim: Claim) -> tuple[Source, ...]:
    return (claim.source, *claim.citing) if claim.source else claim.citing


def _spoken(claims: Sequence[Claim]) -> Iterator[tuple[str, SourceKind, str]]:
    for claim in claims:
        for source in (*_chain(claim), claim.medium):
            if source:
                yield source.name, source.kind, claim.language


def _published(documents: Sequence[Document]) -> Iterator[tuple[str, SourceKind, str]]:
    for document in documents:
        for name in _publishers(document):
            yield name, SourceKind.OUTLET, document.language.value


def _publishers(document: Document) -> list[str]:
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
