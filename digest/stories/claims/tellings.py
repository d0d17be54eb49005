"""Claims with what they are compared by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from digest.languages import codes, load
from digest.models import (
    Bound,
    Certainty,
    Claim,
    Document,
    Figure,
    FigureKind,
    Granularity,
    SourceKind,
    Spans,
)
from digest.stories.claims.setting import setting
from digest.stories.comparing.similarity import Vector, vectors
from digest.stories.comparing.words import fold, readings, terms, vocabulary, words
from digest.stories.origins.origins import Origins

# What all claims of a story have in common tells none of them from the others, so rareness is
# counted among them, and among a few more where they are few.
FEW = 10

# What a figure counts beside a word.
FIGURE = 2.0

# So near behind "one" stands what it counts: "the last missing worker".
_NEAR = 2

# Smaller numbers stand in many claims.
SMALL = 10

# A claim that denies, or tells that nothing was said, is never one that tells something.
_APART = frozenset({Certainty.DENIED, Certainty.NO_COMMENT})

_UPPER = frozenset({Bound.AT_MOST, Bound.LESS_THAN, Bound.ALMOST})
_LOWER = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})

_MONTH = len("2026-03")
_TOLD = {Granularity.YEAR: len("2026"), Granularity.MONTH: _MONTH}

_SHARES = frozenset({FigureKind.PERCENT, FigureKind.FRACTION})

_NAMED = frozenset({SourceKind.PERSON, SourceKind.BODY, SourceKind.OUTLET})


class Amount(NamedTuple):
    """A figure as it is compared: `share` tells a percentage or fraction from a number."""

    value: Decimal | date
    high: Decimal | date | None
    share: bool


# The terms of one word: several of a compound.
Keys = tuple[str, ...]


class Spoken(NamedTuple):
    """The words of a claim, and those `left` without its figures, who says it and the word for
    saying; the terms of those that tell anything, of its figures with what each weighs, of the
    `units` that its numbers count, and of what it has one of."""

    said: list[str]
    left: list[str]
    told: list[Keys]
    figures: list[tuple[Keys, float]]
    units: frozenset[str]
    ones: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """A claim with what it is compared by.

    `number` is its place in the order of all, `day` that of its article, `voice` its origin where
    that speaks for itself, and `single` tells that this says nothing else in its article. `said`
    are its words folded, `words` the terms of each that tells anything, a figure too; `own` are
    those beyond the story's setting, with small numbers; `vector` weighs all. `dates` and
    `amounts` are its figures, `exact` those that few claims have, `limits` those that it gives as
    limits from below and from above; `units` are what its numbers count, `ones` what it has one
    of. `turned` tells whether a word negates it, `apart` whether it denies or tells of silence,
    `hearsay` whether it has no better source than "reports".
    """

    number: int
    claim: Claim
    day: date | None
    speaker: str
    origin: str
    voice: str | None
    single: bool
    said: str
    words: tuple[Keys, ...]
    own: tuple[Keys, ...]
    vector: Vector
    dates: frozenset[str]
    amounts: frozenset[Amount]
    exact: frozenset[Amount]
    limits: tuple[frozenset[Amount], frozenset[Amount]]
    units: frozenset[str]
    ones: frozenset[str]
    turned: bool
    apart: Certainty | None
    hearsay: bool


def tellings(
    claims: Sequence[Claim], documents: Mapping[str, Document], origins: Origins
) -> list[Telling]:
    """`claims` in their order; `documents` by fingerprint."""
    spoken = [_spoken(claim, documents[claim.document].text, origins) for claim in claims]
    shared = setting(list(documents.values()))
    found = vectors([_bag(each) for each in spoken], FEW)
    told = []
    for n, claim in enumerate(claims):
        day = published.value.date() if (published := documents[claim.document].published) else None
        vector, rest = found[n], _beyond(shared, spoken[n])
        told.append(_telling(claim, origins, spoken[n], number=n, day=day, own=rest, vector=vector))
    return _counted(told)


def _counted(told: list[Telling]) -> list[Telling]:
    """`told`, with those marked that are all an article has of a voice."""
    times = Counter(
        (document, voice)
        for document, voice, _ in {(t.claim.document, t.voice, t.claim.sentence) for t in told}
    )
    return [replace(t, single=times[t.claim.document, t.voice] == 1) for t in told]


def _beyond(shared: frozenset[str], spoken: Spoken) -> tuple[Keys, ...]:
    found = (*spoken.told, *(keys for keys, _ in spoken.figures))
    left = (tuple(key for key in keys if key not in shared) for keys in found)
    return tuple(keys for keys in left if keys)


def _telling(
    claim: Claim,
    origins: Origins,
    spoken: Spoken,
    *,
    number: int,
    day: date | None,
    own: tuple[Keys, ...],
    vector: Vector,
) -> Telling:
    origin = origins.of(claim)
    others = [each for each in claim.figures if each.kind is not FigureKind.DATE]
    negations = vocabulary(claim.language).negations
    return Telling(
        number=number,
        claim=claim,
        day=day,
        speaker=origins.speaker(claim),
        origin=origin,
        voice=origin if _own(claim) else None,
        single=False,
        said=" ".join(map(fold, spoken.said)),
        words=(*spoken.told, *(keys for keys, weight in spoken.figures if weight == FIGURE)),
        own=own,
        vector=vector,
        dates=frozenset(_day(each) for each in claim.figures if each.kind is FigureKind.DATE),
        amounts=frozenset(map(_amount, others)) | _bare(spoken.left, claim.language),
        exact=frozenset(_amount(each) for each in others if not _small(each)),
        limits=(_bound(claim, _LOWER), _bound(claim, _UPPER)),
        units=spoken.units,
        ones=spoken.ones - spoken.units,
        turned=any(word.lower() in negations for word in spoken.left),
        apart=claim.certainty if claim.certainty in _APART else None,
        hearsay=origins.is_hearsay(claim),
    )


def _own(claim: Claim) -> bool:
    """Whether a claim goes back to whoever says it."""
    return claim.source is not None and claim.source.kind in _NAMED and not claim.citing


def _spoken(claim: Claim, text: str, origins: Origins) -> Spoken:
    denial = claim.evidence if claim.certainty in _APART else ()
    figures = (figure.span for figure in claim.figures)
    without = (*claim.cue, *claim.speaker, *denial, *figures)
    left = words(" ".join(_left(claim.quote, without, text)))
    own = {term.key for term in terms(words(origins.speaker(claim)), claim.language)}
    counted = words(" ".join(each.unit for each in claim.figures if each.kind is FigureKind.NUMBER))
    return Spoken(
        said=words(" ".join(span.of(text) for span in claim.quote)),
        left=left,
        told=[
            keys
            for _, some in readings([*left, *counted], claim.language)
            if (keys := tuple(term.key for term in some if term.key not in own))
        ],
        units=frozenset(term.key for term in terms(counted, claim.language)),
        ones=_ones(left, claim.language),
        figures=[(_keys(each), 1.0 if _small(each) else FIGURE) for each in claim.figures],
    )


def _left(quote: Spans, without: Spans, text: str) -> Iterator[str]:
    for span in quote:
        at = span.start
        for gap in sorted(gap for gap in without if gap.overlaps(span)):
            yield text[at : gap.start]
            at = max(at, gap.end)
        yield text[at : span.end]


def _ones(left: Sequence[str], language: str) -> frozenset[str]:
    """The terms of what is counted as one: "one worker", "the last missing worker"."""
    ones = vocabulary(language).ones
    behind = [
        word
        for n, each in enumerate(left)
        if each.lower() in ones
        for word in left[n + 1 : n + 1 + _NEAR]
    ]
    return frozenset(term.key for term in terms(behind, language))


def _bag(spoken: Spoken) -> dict[str, float]:
    bag = {key: 1.0 for keys in spoken.told for key in keys}
    return bag | {key: weight for keys, weight in spoken.figures for key in keys}


def _bound(claim: Claim, bounds: frozenset[Bound]) -> frozenset[Amount]:
    return frozenset(_amount(each) for each in claim.figures if each.bound in bounds)


def _amount(figure: Figure) -> Amount:
    return Amount(figure.value, figure.high, figure.kind in _SHARES)


def _keys(figure: Figure) -> Keys:
    """A figure as terms, whatever words or digits it is written in: a day is one of its month."""
    if figure.kind is FigureKind.DATE:
        day = _day(figure)
        return (day, day[:_MONTH]) if len(day) > _MONTH else (day,)
    return (f"{figure.value}%" if figure.kind is FigureKind.PERCENT else f"{figure.value}",)


def _bare(left: Sequence[str], language: str) -> frozenset[Amount]:
    """The numbers that count nothing which is named: "two were killed, eleven are missing"."""
    known = _numbers(language)
    return frozenset(
        Amount(known[word], None, share=False) for word in map(str.lower, left) if word in known
    )


@cache
def _numbers(language: str) -> Mapping[str, Decimal]:
    if language not in codes():
        return {}
    pairs = (each.partition("=") for each in load(language).claims.figures.numbers.split())
    return {word: Decimal(value) for word, _, value in pairs}


def _day(figure: Figure) -> str:
    """A date as far as it is told: "2026-03-31", "2026-03", "2026"."""
    return str(figure.value)[: _TOLD.get(figure.granularity or Granularity.DAY)]


def _small(figure: Figure) -> bool:
    """Whether a figure stands in many claims: a day, or how many people act."""
    if figure.kind is FigureKind.DATE or isinstance(figure.value, date):
        return True
    return figure.kind is FigureKind.NUMBER and figure.value < SMALL
