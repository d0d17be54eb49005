"""Articles taken as one, and how likely two groups of them tell one event."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from digest.models import Sketch
from digest.stories.similarity import Vector, dot

# What two articles on one event come to on average, in one language. Half of all pairs of short
# English articles by different outlets come to more than .34, and one in twenty to less than .2.
WITHIN = 0.35

# How many pairs of articles that is worth: a group is believed to be as close as its own articles
# are when it has more pairs than this.
PAIRS = 3

# Two groups tell one event where an article of one and an article of the other are at least half
# as alike as two articles of the same group. For two articles alone this comes to .18: read by
# hand on 850 articles of one news site in pairs of the same weeks, above it nearly all are one
# event and its follow-ups, from a little below most are only one topic.
APART = 0.51

# Of an article's terms about half have no cognate in another language.
ABROAD = 0.45

# Articles a week apart must be twice as alike: two fires in one town are two events, and what is
# still written about after a week is told in the same names and figures.
HALF_LIFE_DAYS = 7.0

# What is read for one edition is mostly of a few days; an article without a time may be of any.
UNDATED_DAYS = 2.0


@dataclass(kw_only=True, slots=True)
class Group:
    """How many articles, the sum of their vectors, how alike all pairs of them are in sum, from
    when to when, and how many in each language. `vector` is copied when a second article comes.
    """

    size: int
    vector: dict[str, float]
    within: float
    first: datetime | None
    last: datetime | None
    languages: Counter[str]

    @classmethod
    def of(cls, sketch: Sketch, vector: Vector) -> Group:
        """One article."""
        return cls(
            size=1,
            vector=dict(vector),
            within=0.0,
            first=sketch.published,
            last=sketch.published,
            languages=Counter([sketch.language]),
        )

    def absorb(self, other: Group) -> None:
        """Takes in the articles of `other`, which is of no use any more."""
        self.within += other.within + dot(self.vector, other.vector)
        self.size += other.size
        for term, weight in other.vector.items():
            self.vector[term] = self.vector.get(term, 0.0) + weight
        other.vector = {}
        self.first = min(filter(None, (self.first, other.first)), default=None)
        self.last = max(filter(None, (self.last, other.last)), default=None)
        self.languages += other.languages

    @property
    def closeness(self) -> float:
        """How alike two articles of the group are: as expected, and as found the more there are."""
        pairs = self.size * (self.size - 1) / 2
        return (PAIRS * WITHIN + self.within) / (PAIRS + pairs)


def likeness(a: Group, b: Group) -> float:
    """How alike an article of `a` and one of `b` are on average, in units of what is needed: from
    1 on they tell one event. Days between the two groups speak against it.
    """
    between = dot(a.vector, b.vector) / (a.size * b.size)
    needed = APART * sqrt(a.closeness * b.closeness) * _shared_words(a, b)
    faded: float = 0.5 ** (_days(a, b) / HALF_LIFE_DAYS)
    return between * faded / needed


def _shared_words(a: Group, b: Group) -> float:
    """The part of their words that two articles can share, by how many pairs have one language."""
    same = sum(count * b.languages[code] for code, count in a.languages.items())
    return ABROAD + (1 - ABROAD) * same / (a.size * b.size)


def _days(a: Group, b: Group) -> float:
    """Days from the last of the earlier to the first of the later; some where a time is missing."""
    if not (a.first and a.last and b.first and b.last):
        return UNDATED_DAYS
    return max(0.0, (max(a.first, b.first) - min(a.last, b.last)).total_seconds() / 86400)
