"""Which of many texts are alike, without comparing all with all.

A text is a vector of weighted terms of length 1. Texts are compared only where they share a
weighty term: an inverted index lists the texts of each, and a text meets its nearest neighbours
on the lists of its weightiest terms (prefix filtering: Bayardo, Ma and Srikant, "Scaling up all
pairs similarity search", WWW 2007). So the work grows with the number of texts, not its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import chain, islice
from math import log, sqrt
from typing import NamedTuple, TypeVar

from digest.stories.comparing.forest import Forest

T = TypeVar("T")
Vector = Mapping[str, float]

# A text of 300 words has about this many terms, a long article most of its weight in them.
HEAVIEST = 128

# The terms that a text is looked up by. Two articles on one event share several of their first
# two dozen; a pair that shares none of them is far under any threshold here.
KEYS = 24

# How many texts before it a text meets by one term. Texts come sorted by time, so these are of the
# nearest days; a longer list is a topic, and its events are joined neighbour by neighbour.
MEETINGS = 128

# One term alone, however rare, joins no two texts.
SHARED_KEYS = 2

# Of the texts that it meets, a text is compared with so many: those that share the weightiest
# terms. An event of more articles is found through them.
NEIGHBOURS = 10


def vectors(
    bags: Sequence[Mapping[str, float]],
    background: int,
    *,
    alone: float = 1.0,
    common: float = 1.0,
) -> list[Vector]:
    """Bags of counted terms as vectors of length 1, weighted by ln(1 + count) and rareness.

    Rareness is counted as if `background` other texts, without the term, had been read too: so
    two texts alone are weighed as they would be among many, and one threshold holds for both. A
    term that no other text has weighs `alone` times that, and none counts as more common than one
    text in `common`.
    """
    frequency = Counter(term for bag in bags for term in bag)
    known = len(bags) + background
    rareness = {
        term: log(max(known / count, common)) * (alone if count == 1 else 1.0)
        for term, count in frequency.items()
    }
    return [
        unit({term: log(1 + count) * rareness[term] for term, count in bag.items()}) for bag in bags
    ]


def unit(weights: Vector) -> Vector:
    """The heaviest terms of `weights`, scaled to length 1."""
    kept = sorted(weights.items(), key=lambda each: (-each[1], each[0]))[:HEAVIEST]
    length = sqrt(sum(weight * weight for _, weight in kept))
    return {term: weight / length for term, weight in kept}


def dot(a: Vector, b: Vector) -> float:
    """The cosine of two vectors of length 1."""
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    return sum([weight * many[term] for term, weight in few.items() if term in many])


def candidates(found: Sequence[Vector]) -> list[tuple[int, int]]:
    """Pairs of indexes, the smaller first, that share weighty terms and stand near each other."""
    frequency = Counter(term for vector in found for term in vector)
    lists: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=MEETINGS))
    pairs: list[tuple[int, int]] = []
    for index, vector in enumerate(found):
        keys = list(islice((term for term in vector if frequency[term] > 1), KEYS))
        pairs += sorted((other, index) for other in _nearest([lists[term] for term in keys]))
        for term in keys:
            lists[term].append(index)
    return pairs


def _nearest(lists: Iterable[Iterable[int]]) -> list[int]:
    """The indexes that are on most of `lists`, of equals the last ones."""
    times = Counter(chain.from_iterable(lists))
    often = [(count, index) for index, count in times.items() if count >= SHARED_KEYS]
    return [index for _, index in nlargest(NEIGHBOURS, often)]


def shared(a: Vector, b: Vector, most: int) -> tuple[str, ...]:
    """The terms, `most` at most, that weigh most in the cosine of `a` and `b`."""
    common = {term: weight * b[term] for term, weight in a.items() if term in b}
    return tuple(sorted(common, key=lambda term: (-common[term], term))[:most])


class Joined(NamedTuple):
    """Indexes of items that are one group, and the pairs that made it: one less than members."""

    members: list[int]
    pairs: list[tuple[int, int]]


def joined(
    items: Sequence[T],
    pairs: Iterable[tuple[int, int]],
    alike: Callable[[T, T], bool],
    join: Callable[[T, T], T],
) -> list[Joined]:
    """`items` in groups, made by joining `pairs` in order (union-find).

    A group is an item itself, made by `join`; two groups become one only where they are `alike`.
    """
    forest = Forest(len(items))
    groups = list(items)
    made: list[tuple[int, int]] = []
    for pair in pairs:
        one, other = sorted(map(forest.root, pair))
        if one != other and alike(groups[one], groups[other]):
            groups[one] = join(groups[one], groups[other])
            forest.join(one, other)
            made.append(pair)
    found = {root: Joined(members, []) for root, members in forest.trees().items()}
    for pair in made:
        found[forest.root(pair[0])].pairs.append(pair)
    return list(found.values())
