"""The fewest of many that account for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from heapq import heapify, heappop, heappush


def cover(sets: Mapping[str, AbstractSet[str]], weight: Mapping[str, int]) -> dict[str, set[str]]:
    """Keys of `sets` whose sets hold all there is, in the order chosen, with what each adds to
    those before; of equals the one that weighs most, then the first.

    The fewest are found greedily (Chvátal, "A greedy heuristic for the set-covering problem",
    1979). A set's gain only shrinks, so one that is still the best after counting anew is the best
    (Minoux, "Accelerated greedy algorithms for maximizing submodular set functions", 1978).
    """
    heap = [
        (-len(held), -weight.get(name, 0), n, name) for n, (name, held) in enumerate(sets.items())
    ]
    heapify(heap)
    left = set[str]().union(*sets.values())
    chosen: dict[str, set[str]] = {}
    while left:
        gain, heavy, n, name = heappop(heap)
        added = sets[name] & left
        if -len(added) == gain:
            chosen[name] = set(added)
            left -= added
        elif added:
            heappush(heap, (-len(added), heavy, n, name))
    return chosen


def most(counts: Counter[str]) -> str | None:
    """The key counted most, the first in the alphabet of equals."""
    return min(counts, key=lambda name: (-counts[name], name), default=None)
