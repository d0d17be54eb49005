"""Every figure of a story that counts something, with who gives it and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.models import Claim, Document, Figure, SourceKind, Span, Spans, Statement, Value
from digest.stories.events.sketches import published
from digest.stories.figures.counting import Count, Counting
from digest.stories.figures.notices import corrects
from digest.stories.figures.sentences import read
from digest.stories.figures.tellers import teller
from digest.stories.origins.origins import Origins

Place = tuple[str, Spans]
Unsourced = Callable[[Document], Sequence[Claim]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Observation:
    """A figure in an article. `order` is the article's place in time, from 0. It is `named` where
    another than the article's outlet gives it; `corrects` tells that its sentence says that an
    earlier report was wrong."""

    order: int
    count: Count
    value: Value
    named: bool
    corrects: bool

    @property
    def figure(self) -> Figure:
        return self.value.figure

    @property
    def amount(self) -> tuple[object, object]:
        """What two figures have in common that say the same."""
        return self.figure.value, self.figure.high

    @property
    def place(self) -> tuple[int, Span]:
        """The sentence that gives it, among all articles."""
        return self.order, self.value.sentence

    def as_former(self) -> Observation:
        """As what was told before."""
        return replace(self, count=replace(self.count, former=True))

    @property
    def is_aside(self) -> bool:
        """Whether the figure is no value of its own."""
        return self.count.part or self.count.denied or self.count.former


def observations(
    documents: Sequence[Document],
    claims: Mapping[str, Sequence[Claim]],
    statements: Sequence[Statement],
    origins: Origins,
    unsourced: Unsourced,
) -> Iterator[Observation]:
    """Those of `documents`, which are in order of time, in text order; `claims` by fingerprint."""
    ids = {_place(claim): each.id for each in statements for claim in each.claims}
    for order, document in enumerate(documents):
        spoken, when, last = claims[document.fingerprint], published(document), 0
        publisher = origins.publisher(document)
        counting = Counting(document.text, when and when.date())
        for told in _sentences(document, spoken, unsourced):
            words = read(document.text, told.sentence, told.language)
            corrected = corrects(told.sentence.of(document.text), told.language)
            follows = not document.text[last : told.sentence.start].strip()
            last = told.sentence.end
            for count in counting.read(words, told.figures, told.language, follows=follows):
                known = _teller(count.figure.span, spoken) or told
                other = teller(words, count.figure.span, known, document.text)
                claim = replace(told, source=other) if other else known
                value = Value(
                    figure=count.figure,
                    document=told.document,
                    sentence=told.sentence,
                    language=told.language,
                    source=claim.source,
                    origin=origins.of(claim),
                    certainty=claim.certainty,
                    time=when,
                    statement=ids.get(_place(known)),
                )
                yield Observation(
                    order=order,
                    count=count,
                    value=value,
                    named=_is_named(claim, value.origin, publisher),
                    corrects=corrected,
                )


def _sentences(
    document: Document, spoken: Sequence[Claim], unsourced: Unsourced
) -> Iterator[Claim]:
    """The sentences with figures in text order: all of them, and what claims alone have."""
    plain = unsourced(document)
    known = {claim.sentence.start for claim in plain}
    more = [claim for claim in spoken if claim.figures and claim.sentence.start not in known]
    yield from sorted((*plain, *more), key=lambda claim: claim.sentence)


def _teller(figure: Span, spoken: Sequence[Claim]) -> Claim | None:
    """The claim that gives a figure, in the fewest words of those that have a source."""
    telling = [
        claim
        for claim in spoken
        if claim.source and any(part.overlaps(figure) for part in claim.quote)
    ]
    return min(telling, key=lambda claim: sum(b - a for a, b in claim.quote), default=None)


def _is_named(claim: Claim, origin: str, publisher: str) -> bool:
    report = claim.source is not None and claim.source.kind is SourceKind.REPORT
    return report or (claim.source is not None and origin != publisher)


def _place(claim: Claim) -> Place:
    return claim.document, claim.quote
