"""Articles taken as one, and how likely two groups of them tell one event."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from digest.models import Sketch
from digest.stories.comparing.similarity import Vector, dot
from digest.stories.comparing.words import is_concept

# What two articles on one event come to on average, in one language.
WITHIN = 0.35

# Copies of one text come to 1, and say nothing of how close others on the event have to be.
CLOSEST = 0.5

# How many pairs of articles that is worth: a group is believed to be as close as its own articles
# are when it has more pairs than this.
PAIRS = 3

# Two groups tell one event where an article of one and an article of the other are this part as
# alike as two articles of the same group. For two articles alone it comes to .2: read by hand on
# 850 articles of one news site in pairs of the same weeks, above it most are one event and its
# follow-ups, below it most are only one topic. Short English articles on 24 events, written to be
# mistaken for each other in pairs, are told apart best from .55 to .65, also where half of each
# text, its lead or its title is cut away.
APART = 0.58

# Of what two articles share in one language, articles in German and English share this part, with
# the concepts that both have words for.
ABROAD = 0.75

# After so many days the same words are half as good a reason. What happened ("fire", "injured")
# happens again in the same town a week later; what is still written about after weeks is told in
# the same names.
HALF_AFTER_DAYS = 7.0
NAMES_HALF_AFTER_DAYS = 21.0

# What is read for one edition is mostly of a few days; an article without a time may be of any.
UNDATED_DAYS = 2.0


@dataclass(kw_only=True, slots=True)
class Group:
    """How many articles, the sums of their vectors, of names and of what has a meaning in any
    language, how alike all pairs of them are in sum, from when to when, and how many in each
    language.
    """

    size: int
    names: dict[str, float]
    concepts: dict[str, float]
    within: float
    first: datetime | None
    last: datetime | None
    languages: Counter[str]

    @classmethod
    def of(cls, sketch: Sketch, vector: Vector) -> Group:
        """One article."""
        return cls(
            size=1,
            names={term: weight for term, weight in vector.items() if not is_concept(term)},
            concepts={term: weight for term, weight in vector.items() if is_concept(term)},
            within=0.0,
            first=sketch.published,
            last=sketch.published,
            languages=Counter([sketch.language]),
        )

    def absorb(self, other: Group) -> None:
        """Takes in the articles of `other`, which is of no use any more."""
        between = dot(self.names, other.names) + dot(self.concepts, other.concepts)
        self.within += other.within + min(between, CLOSEST * self.size * other.size)
        self.size += other.size
        _add(self.names, other.names)
        _add(self.concepts, other.concepts)
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
    days = _days(a, b)
    names = dot(a.names, b.names) * _faded(days, NAMES_HALF_AFTER_DAYS)
    concepts = dot(a.concepts, b.concepts) * _faded(days, HALF_AFTER_DAYS)
    needed = APART * sqrt(a.closeness * b.closeness) * _shared_words(a, b)
    return (names + concepts) / (a.size * b.size) / needed


def _add(total: dict[str, float], more: Vector) -> None:
    for term, weight in more.items():
        total[term] = total.get(term, 0.0) + weight


def _faded(days: float, half: float) -> float:
    """Little is lost at first: news of one event goes on for some days."""
    return 1 / (1 + (days / half) ** 2)


def _shared_words(a: Group, b: Group) -> float:
    """The part of their words that two articles can share, by how many pairs have one language."""
    same = sum(count * b.languages[code] for code, count in a.languages.items())
    return ABROAD + (1 - ABROAD) * same / (a.size * b.size)


def _days(a: Group, b: Group) -> float:
    """Days from the last of the earlier to the first of the later; some where a time is missing."""
    if not (a.first and a.last and b.first and b.last):
        return UNDATED_DAYS
    return max(0.0, (max(a.first, b.first) - min(a.last, b.last)).total_seconds() / 86400)
