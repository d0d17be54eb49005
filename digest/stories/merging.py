"""The same claim in several places is one statement."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from digest.models import Certainty, Claim, ClaimType, FigureKind, SourceKind, Statement
from digest.stories.ids import ID_DIGITS
from digest.stories.names import key
from digest.stories.origins import Origins
from digest.stories.similarity import Vector, candidates, dot, joined, vectors
from digest.stories.words import STEM, fold, terms, vocabulary, words

# Two wordings from one origin. Set on the annotated claims of 700 articles, pairs of one speaker
# read by hand: above, nearly all say the same again; below, most go on with the matter.
REWORDED = 0.36

# "Reports say" is no source of its own: it tells more loosely what the paper behind it tells, so it
# is led to the claim there that is nearest to it.
HEARSAY = 0.2

# From two origins the words must be nearly the same: merging says that both of them say it.
SHARED = 0.85

# In two languages only names, figures and cognates can meet.
TRANSLATED = 0.25

# What all claims of a story have in common tells none of them from the others, so rareness is
# counted among them, and among a few more where they are few.
FEW = 10

# Fewer terms than this ("That is wrong") are the same words by chance.
TELLING = 3

# So many words in a row are quoted, not met by chance.
QUOTED = 5

# Who has no name is shown where nobody has one: a report before officials.
_UNNAMED = (SourceKind.REPORT, SourceKind.UNNAMED)

_ORDER = tuple(Certainty)


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """A claim with what it is compared by.

    `number` is its place in the order of all; `said` are its words folded, `terms` its terms in
    order; `turned` tells whether a word negates it, `hearsay` whether it has no better source than
    "reports".
    """

    number: int
    claim: Claim
    speaker: str
    origin: str
    said: str
    terms: tuple[str, ...]
    vector: Vector
    turned: bool
    hearsay: bool


def statements(
    claims: Sequence[Claim], texts: Mapping[str, str], origins: Origins
) -> list[Statement]:
    """`claims`, with those that say the same put together; `texts` by document."""
    tellings = _tellings(claims, texts, origins)
    # Copies of an article repeat its claims word for word: these need no comparing.
    copies: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        copies[telling.said, telling.speaker].append(telling)
    sets = list(copies.values())
    found = [max(each, key=_fullness) for each in sets]
    likeness = {
        (a, b): dot(found[a].vector, found[b].vector)
        for a, b in candidates([telling.vector for telling in found])
    }
    pairs = sorted(likeness, key=lambda pair: (-likeness[pair], pair))
    groups = joined(found, pairs, same, lambda a, b: max(a, b, key=_fullness))
    return [
        _statement(
            sorted((each for n in group.members for each in sets[n]), key=lambda each: each.number)
        )
        for group in groups
    ]


def same(a: Telling, b: Telling) -> bool:
    """Whether two claims say the same, in the same words or in others."""
    if _overlap(a.claim, b.claim):
        return True
    if _contradict(a, b):
        return False
    if a.claim.language != b.claim.language:
        return a.speaker == b.speaker and _meet(a, b, TRANSLATED)
    if a.origin != b.origin:
        return _meet(a, b, SHARED)
    return _holds(a, b) or _holds(b, a) or _meet(a, b, REWORDED) or _hearsay(a, b)


def _meet(a: Telling, b: Telling, threshold: float) -> bool:
    shared = a.vector.keys() & b.vector.keys()
    return len(shared) >= TELLING and dot(a.vector, b.vector) >= threshold


def _holds(whole: Telling, part: Telling) -> bool:
    """Whether `part` stands in `whole`: the bullet that quotes a sentence of the body."""
    return part.said.count(" ") >= QUOTED - 1 and f" {part.said} " in f" {whole.said} "


def _hearsay(a: Telling, b: Telling) -> bool:
    return a.hearsay != b.hearsay and dot(a.vector, b.vector) >= HEARSAY


def _overlap(a: Claim, b: Claim) -> bool:
    """Whether they are the same words of one article, read twice: a claim within a claim."""
    return a.document == b.document and any(
        one.overlaps(other) for one in a.quote for other in b.quote
    )


def _contradict(a: Telling, b: Telling) -> bool:
    """Two claims that differ in a figure, a negation or a denial are two, however alike."""
    pairs = zip(_figures(a.claim), _figures(b.claim), strict=True)
    apart = {Certainty.DENIED, Certainty.NO_COMMENT} & {a.claim.certainty, b.claim.certainty}
    return (
        not all(one <= other or other <= one for one, other in pairs)
        or a.turned != b.turned
        or (bool(apart) and a.claim.certainty != b.claim.certainty)
    )


def _figures(claim: Claim) -> tuple[frozenset[object], frozenset[object]]:
    """The dates of a claim and its other figures: one that tells when and one that tells how much
    do not contradict each other."""
    dates: set[object] = set()
    others: set[object] = set()
    for figure in claim.figures:
        kind = dates if figure.kind is FigureKind.DATE else others
        kind.add((figure.value, figure.high))
    return frozenset(dates), frozenset(others)


def _tellings(claims: Sequence[Claim], texts: Mapping[str, str], origins: Origins) -> list[Telling]:
    said = [
        words(" ".join(span.of(texts[claim.document]) for span in claim.quote)) for claim in claims
    ]
    spoken = [
        tuple(term.key for term in terms(found, claim.language))
        for found, claim in zip(said, claims, strict=True)
    ]
    folded = [[fold(word) for word in found] for found in said]
    known = {stem for stems in spoken for stem in stems}
    bags = [
        Counter([*stems, *_inner(each, known)]) for stems, each in zip(spoken, folded, strict=True)
    ]
    return [
        Telling(
            number=n,
            claim=claim,
            speaker=origins.speaker(claim),
            origin=origins.of(claim),
            said=" ".join(folded[n]),
            terms=spoken[n],
            vector=vector,
            turned=_turned(said[n], claim.language),
            hearsay=origins.is_hearsay(claim),
        )
        for n, (claim, vector) in enumerate(zip(claims, vectors(bags, FEW), strict=True))
    ]


def _inner(said: Sequence[str], known: set[str]) -> Iterator[str]:
    """The `known` stems inside compounds: what others say of deliveries and of weapons meets what
    is said of weapons deliveries (Koehn and Knight, "Empirical methods for compound splitting",
    EACL 2003, who split by the words of the text at hand as well).
    """
    for word in said:
        for start in range(STEM, len(word) - STEM + 1):
            if word[start : start + STEM] in known:
                yield word[start : start + STEM]


def _turned(said: Sequence[str], language: str) -> bool:
    negations = vocabulary(language).negations
    return any(word.lower() in negations for word in said)


def _fullness(telling: Telling) -> tuple[bool, int, int, int, bool]:
    """How well a wording shows the claim: by whom it is said, on whose word, and how much of it;
    of equals the one that is word for word."""
    source = telling.claim.source
    unnamed = _UNNAMED.index(source.kind) + 1 if source and source.kind in _UNNAMED else 0
    direct = telling.claim.type is ClaimType.DIRECT
    return source is not None, -unnamed, len(telling.claim.citing), len(telling.terms), direct


def _statement(tellings: Sequence[Telling]) -> Statement:
    """`tellings` in the order of their places; the first of them gives the statement its id."""
    fullest = max(tellings, key=_fullness)
    others = [telling for telling in tellings if telling is not fullest]
    # A claim within the one that is shown is the same place read twice, and no origin more.
    apart = [telling for telling in others if not _overlap(telling.claim, fullest.claim)]
    first = f"{tellings[0].said}\n{' '.join(key(tellings[0].speaker))}"
    return Statement(
        id=sha256(first.encode()).hexdigest()[:ID_DIGITS],
        claims=(fullest.claim, *(telling.claim for telling in others)),
        origins=tuple(sorted({telling.origin for telling in (fullest, *apart)})),
        certainty=max((telling.claim.certainty for telling in tellings), key=_ORDER.index),
    )
