"""Which origins account for the articles of a story, and which names count as one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from digest.models import Alias, Certainty, Claim, ClaimType, Document, Same
from digest.stories.origins.covering import cover
from digest.stories.origins.origins import Origins

# Who answers what another has said brings no news of the event.
_ANSWERS = frozenset({Certainty.DENIED, Certainty.NO_COMMENT})


class Accounts:
    """The fewest origins that account for every article, those behind most articles first.

    `claims` by document. What an article leans on are its reported claims, the papers that its
    sources told them, and its publisher: a comment that it adds makes it no second source for the
    event. Copies of one text are one article.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        claims: Mapping[str, Sequence[Claim]],
        origins: Origins,
    ) -> None:
        leaning: dict[str, set[str]] = defaultdict(set)
        weight: Counter[str] = Counter()
        for document in documents:
            text = origins.text(document)
            for origin in _leaning(claims.get(document.fingerprint, ()), origins):
                leaning[origin].add(text)
                weight[origin] += 1
            leaning[origins.publisher(document)].add(text)
        self._documents, self._found = documents, origins
        self._texts = cover(leaning, weight)

    def origins(self) -> tuple[str, ...]:
        return tuple(self._texts)

    def aliases(self) -> tuple[Alias, ...]:
        """Names that count as another origin, each once, and why."""
        return tuple(dict.fromkeys((*self._found.aliases(), *self._leaning_alike())))

    def _leaning_alike(self) -> Iterator[Alias]:
        """Publishers of several articles that one origin accounts for."""
        behind = {text: origin for origin, texts in self._texts.items() for text in texts}
        for document in self._documents:
            first, origin = self._found.publisher(document), behind[self._found.text(document)]
            if len(self._texts[origin]) > 1 and first not in {document.id, *self._texts}:
                yield Alias(name=first, origin=origin, why=Same.CITED)


def _leaning(claims: Sequence[Claim], origins: Origins) -> Iterator[str]:
    for claim in _reported(claims):
        yield origins.of(claim)
        if paper := origins.told(claim):
            yield paper


def _reported(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that carry an article's news; all of them where it has only quotations."""
    reported = [
        claim
        for claim in claims
        if claim.type is not ClaimType.DIRECT and claim.certainty not in _ANSWERS
    ]
    return reported or list(claims)
