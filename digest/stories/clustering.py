"""Articles on one event, found by joining the most alike first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from digest.models import READ, BlockKind, Document
from digest.stories.similarity import Vector, candidates, dot, joined, unit, vectors
from digest.stories.words import terms, words

# A day's news: two articles alone are compared as if they stood among it.
DAY = 1000

# Read by hand on 850 articles of one news site, in pairs of the same weeks: above this nearly all
# are one event and its follow-ups, from a little below most are only one topic. Articles of
# different papers on one event come to .3 and more.
ALIKE = 0.22

# Of an article's terms about half have no cognate in another language. Articles on one event in
# German and English come to .12 to .22, on two events to .07 at most.
ALIKE_ABROAD = 0.10

# The mean of several articles has lost what is each one's own, so two groups on one event are more
# alike than two of their articles: about as much as this. Groups that only an overview of both
# events holds together are not.
OF_GROUPS = 1.5

# Articles a week apart must be twice as alike: two fires in one town are two events, and what is
# still written about after a week is told in the same names and figures.
HALF_LIFE_DAYS = 7.0

# What is read for one edition is mostly of a few days; an article without a time may be of any.
UNDATED_DAYS = 2.0

# News tells the event first and its background later (the inverted pyramid).
_LEAD_WEIGHT = 2.0
_LEAD = frozenset({BlockKind.TITLE, BlockKind.LEAD, BlockKind.HEADING})

# Names and figures tell events apart better than verbs and adjectives do.
_UNNAMED_WEIGHT = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Cluster:
    """Articles taken as one: how many, their mean direction, days, and languages."""

    size: int
    vector: Vector
    first: datetime | None
    last: datetime | None
    languages: Mapping[str, int]


def clusters(documents: Sequence[Document]) -> list[list[int]]:
    """Indexes of `documents`, which are sorted by time, grouped by event.

    Single-link clustering whose every join must also hold between the means of the two groups, so
    that a chain of similar articles does not glue two events together.
    """
    found = vectors([_bag(document) for document in documents], DAY)
    alone = [_alone(*each) for each in zip(documents, found, strict=True)]
    likeness = {(a, b): _likeness(alone[a], alone[b]) for a, b in candidates(found)}
    pairs = [pair for pair, value in likeness.items() if value >= 1]
    pairs.sort(key=lambda pair: (-likeness[pair], pair))
    return joined(alone, pairs, lambda a, b: _likeness(a, b) >= 1, _join)


def moment(document: Document) -> datetime | None:
    """When `document` was published; without a zone in UTC, as hours make no difference here."""
    if document.published is None:
        return None
    when = document.published.value
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _bag(document: Document) -> dict[str, float]:
    bag: dict[str, float] = defaultdict(float)
    if document.title and document.title.span is None:
        _count(bag, document.title.value, document.language.value, _LEAD_WEIGHT)
    for block in document.blocks:
        if block.kind in READ:
            weight = _LEAD_WEIGHT if block.kind in _LEAD else 1.0
            _count(bag, block.span.of(document.text), block.language, weight)
    return bag


def _count(bag: dict[str, float], text: str, language: str, weight: float) -> None:
    for key, named in terms(words(text), language):
        bag[key] += weight if named else weight * _UNNAMED_WEIGHT


def _alone(document: Document, vector: Vector) -> Cluster:
    when = moment(document)
    return Cluster(
        size=1,
        vector=vector,
        first=when,
        last=when,
        languages=Counter([document.language.value]),
    )


def _join(a: Cluster, b: Cluster) -> Cluster:
    total = {term: weight * a.size for term, weight in a.vector.items()}
    for term, weight in b.vector.items():
        total[term] = total.get(term, 0.0) + weight * b.size
    return Cluster(
        size=a.size + b.size,
        vector=unit(total),
        first=min(filter(None, (a.first, b.first)), default=None),
        last=max(filter(None, (a.last, b.last)), default=None),
        languages=Counter(a.languages) + Counter(b.languages),
    )


def _likeness(a: Cluster, b: Cluster) -> float:
    """Their cosine, faded by the days between them, in units of the threshold: 1 is one event."""
    faded: float = 0.5 ** (_days(a, b) / HALF_LIFE_DAYS)
    return dot(a.vector, b.vector) * faded / _threshold(a, b)


def _threshold(a: Cluster, b: Cluster) -> float:
    """What two articles of theirs must come to on average, by how many share a language."""
    same = sum(
        count * b.languages[code] for code, count in a.languages.items() if code in b.languages
    )
    mean = ALIKE_ABROAD + (ALIKE - ALIKE_ABROAD) * same / (a.size * b.size)
    return mean * OF_GROUPS if a.size > 1 and b.size > 1 else mean


def _days(a: Cluster, b: Cluster) -> float:
    """Days from the last of the earlier to the first of the later; some where a time is missing."""
    if not (a.first and a.last and b.first and b.last):
        return UNDATED_DAYS
    return max(0.0, (max(a.first, b.first) - min(a.last, b.last)).total_seconds() / 86400)
