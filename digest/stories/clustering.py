"""Articles on one event, found by joining the most alike first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from digest.models import Cluster, Link, Sketch
from digest.stories.ids import ids
from digest.stories.similarity import Vector, candidates, dot, joined, shared, unit, vectors

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

# So many terms say why two articles are together.
SHOWN = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Articles taken as one: how many, their mean direction, days, and languages."""

    size: int
    vector: Vector
    first: datetime | None
    last: datetime | None
    languages: Mapping[str, int]


def clusters(sketches: Iterable[Sketch], known: Mapping[str, str]) -> tuple[Cluster, ...]:
    """`sketches` by event, in order of their first articles; `known` are ids of stories by
    `Document.id`. The order in which sketches come makes no difference.

    Single-link clustering whose every join must also hold between the means of the two groups, so
    that a chain of similar articles does not glue two events together.
    """
    unique = {each.fingerprint: each for each in sketches}
    ordered = sorted(unique.values(), key=_by_time)
    found = vectors([each.terms for each in ordered], DAY)
    alone = [_alone(*each) for each in zip(ordered, found, strict=True)]
    likeness = {(a, b): _likeness(alone[a], alone[b]) for a, b in candidates(found)}
    pairs = [pair for pair, value in likeness.items() if value >= 1]
    pairs.sort(key=lambda pair: (-likeness[pair], pair))
    groups = joined(alone, pairs, lambda a, b: _likeness(a, b) >= 1, _join)
    told = [[ordered[index] for index in group.members] for group in groups]
    return tuple(
        Cluster(
            id=name,
            documents=tuple(each.fingerprint for each in members),
            links=tuple(
                Link(
                    document=ordered[late].fingerprint,
                    to=ordered[early].fingerprint,
                    likeness=round(likeness[early, late], 2),
                    shared=shared(found[early], found[late], SHOWN),
                )
                for early, late in group.pairs
            ),
        )
        for name, group, members in zip(ids(told, known), groups, told, strict=True)
    )


def _by_time(sketch: Sketch) -> tuple[bool, float, str]:
    when = sketch.published
    return when is None, when.timestamp() if when else 0.0, sketch.fingerprint


def _alone(sketch: Sketch, vector: Vector) -> Group:
    return Group(
        size=1,
        vector=vector,
        first=sketch.published,
        last=sketch.published,
        languages=Counter([sketch.language]),
    )


def _join(a: Group, b: Group) -> Group:
    total = {term: weight * a.size for term, weight in a.vector.items()}
    for term, weight in b.vector.items():
        total[term] = total.get(term, 0.0) + weight * b.size
    return Group(
        size=a.size + b.size,
        vector=unit(total),
        first=min(filter(None, (a.first, b.first)), default=None),
        last=max(filter(None, (a.last, b.last)), default=None),
        languages=Counter(a.languages) + Counter(b.languages),
    )


def _likeness(a: Group, b: Group) -> float:
    """Their cosine, faded by the days between them, in units of the threshold: 1 is one event."""
    faded: float = 0.5 ** (_days(a, b) / HALF_LIFE_DAYS)
    return dot(a.vector, b.vector) * faded / _threshold(a, b)


def _threshold(a: Group, b: Group) -> float:
    """What two articles of theirs must come to on average, by how many share a language."""
    same = sum(
        count * b.languages[code] for code, count in a.languages.items() if code in b.languages
    )
    mean = ALIKE_ABROAD + (ALIKE - ALIKE_ABROAD) * same / (a.size * b.size)
    return mean * OF_GROUPS if a.size > 1 and b.size > 1 else mean


def _days(a: Group, b: Group) -> float:
    """Days from the last of the earlier to the first of the later; some where a time is missing."""
    if not (a.first and a.last and b.first and b.last):
        return UNDATED_DAYS
    return max(0.0, (max(a.first, b.first) - min(a.last, b.last)).total_seconds() / 86400)
