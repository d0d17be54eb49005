"""Claims with what they are compared by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from digest.models import Bound, Certainty, Claim, Document, Figure, FigureKind, SourceKind, Spans
from digest.stories.origins import Origins
from digest.stories.similarity import Vector, vectors
from digest.stories.words import STEM, fold, terms, vocabulary, words

# What all claims of a story have in common tells none of them from the others, so rareness is
# counted among them, and among a few more where they are few.
FEW = 10

# What a figure counts beside a word.
FIGURE = 2.0

# What a part of a compound counts beside a word.
PART = 0.5

# A claim that denies, or tells that nothing was said, is never one that tells something.
_APART = frozenset({Certainty.DENIED, Certainty.NO_COMMENT})

_UPPER = frozenset({Bound.AT_MOST, Bound.LESS_THAN, Bound.ALMOST})
_LOWER = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})

_SHARES = frozenset({FigureKind.PERCENT, FigureKind.FRACTION})

_NAMED = frozenset({SourceKind.PERSON, SourceKind.BODY, SourceKind.OUTLET})


class Amount(NamedTuple):
    """A figure as it is compared: `share` tells a percentage or fraction from a number."""

    value: Decimal | date
    high: Decimal | date | None
    share: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """A claim with what it is compared by.

    `number` is its place in the order of all, `voice` its origin where that speaks for itself;
    `said` are its words folded. `words` are the terms of each that tells anything, a figure too;
    `vector` weighs them. `dates` and `amounts` are its figures, `limits` those that it gives as
    limits from below and from above. `turned` tells whether a word negates it, `apart` whether it
    denies or tells of silence, `hearsay` whether it has no better source than "reports".
    """

    number: int
    claim: Claim
    speaker: str
    origin: str
    voice: str | None
    said: str
    words: tuple[tuple[str, ...], ...]
    vector: Vector
    dates: frozenset[Amount]
    amounts: frozenset[Amount]
    limits: tuple[frozenset[Amount], frozenset[Amount]]
    turned: bool
    apart: Certainty | None
    hearsay: bool


def tellings(
    claims: Sequence[Claim], documents: Mapping[str, Document], origins: Origins
) -> list[Telling]:
    """`claims` in their order; `documents` by fingerprint."""
    texts = {name: document.text for name, document in documents.items()}
    said = [words(_quoted(claim, texts[claim.document])) for claim in claims]
    speakers = [origins.speaker(claim) for claim in claims]
    told = [
        list(_told(claim, texts[claim.document], speaker))
        for claim, speaker in zip(claims, speakers, strict=True)
    ]
    known = {stem for stems in told for _, stem in stems}
    parts = [
        (*((stem, *_inner(word, known)) for word, stem in stems), *_figures(claim))
        for stems, claim in zip(told, claims, strict=True)
    ]
    found = vectors([_bag(each) for each in parts], FEW)
    return [
        Telling(
            number=n,
            claim=claim,
            speaker=speakers[n],
            origin=origins.of(claim),
            voice=origins.of(claim) if _own(claim) else None,
            said=" ".join(map(fold, said[n])),
            words=parts[n],
            vector=found[n],
            dates=frozenset(map(_amount, _of(claim, dates=True))),
            amounts=frozenset(map(_amount, _of(claim, dates=False))),
            limits=(_bound(claim, _LOWER), _bound(claim, _UPPER)),
            turned=_turned(said[n], claim.language),
            apart=claim.certainty if claim.certainty in _APART else None,
            hearsay=origins.is_hearsay(claim),
        )
        for n, claim in enumerate(claims)
    ]


def met(a: Telling, b: Telling) -> int:
    """How many words of each meet words of the other, by whom of them has fewer."""
    return min(_met(a.words, b.vector), _met(b.words, a.vector))


def _met(found: tuple[tuple[str, ...], ...], vector: Vector) -> int:
    return sum(any(key in vector for key in keys) for keys in found)


def _own(claim: Claim) -> bool:
    """Whether a claim goes back to whoever says it."""
    return claim.source is not None and claim.source.kind in _NAMED and not claim.citing


def _quoted(claim: Claim, text: str) -> str:
    return " ".join(span.of(text) for span in claim.quote)


def _told(claim: Claim, text: str, speaker: str) -> Iterator[tuple[str, str]]:
    """The words of what is claimed, folded, with their terms: without its figures, who says it, and
    the word for saying."""
    without = (*claim.cue, *claim.speaker, *(figure.span for figure in claim.figures))
    own = {term.key for term in terms(words(speaker), claim.language)}
    for word in words(" ".join(_left(claim.quote, without, text))):
        for term in terms([word], claim.language):
            if term.key not in own:
                yield fold(word), term.key


def _left(quote: Spans, without: Spans, text: str) -> Iterator[str]:
    for span in quote:
        at = span.start
        for gap in sorted(gap for gap in without if gap.overlaps(span)):
            yield text[at : gap.start]
            at = max(at, gap.end)
        yield text[at : span.end]


def _bag(parts: tuple[tuple[str, ...], ...]) -> dict[str, float]:
    bag: dict[str, float] = {}
    for whole, *inner in parts:
        bag[whole] = FIGURE if whole[0].isdigit() else 1.0
        for part in inner:
            bag.setdefault(part, PART)
    return bag


def _of(claim: Claim, *, dates: bool) -> Iterator[Figure]:
    return (each for each in claim.figures if (each.kind is FigureKind.DATE) is dates)


def _bound(claim: Claim, bounds: frozenset[Bound]) -> frozenset[Amount]:
    return frozenset(_amount(each) for each in claim.figures if each.bound in bounds)


def _amount(figure: Figure) -> Amount:
    return Amount(figure.value, figure.high, figure.kind in _SHARES)


def _figures(claim: Claim) -> Iterator[tuple[str]]:
    """The figures of a claim as terms, whatever words or digits they are written in."""
    for figure in claim.figures:
        amount = _amount(figure)
        yield (f"{amount.value}%" if amount.share else f"{amount.value}",)


def _inner(word: str, known: set[str]) -> Iterator[str]:
    """The `known` stems inside a compound: what others say of deliveries and of weapons meets what
    is said of weapons deliveries (Koehn and Knight, "Empirical methods for compound splitting",
    EACL 2003, who split by the words of the text at hand as well).
    """
    for start in range(STEM, len(word) - STEM + 1):
        if word[start : start + STEM] in known:
            yield word[start : start + STEM]


def _turned(said: Sequence[str], language: str) -> bool:
    negations = vocabulary(language).negations
    return any(word.lower() in negations for word in said)
