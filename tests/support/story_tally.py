"""What is counted of stories, and what was wrong; and what the counting of all kinds shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

Record = Mapping[str, Any]  # a story as `digest stories --json` writes it, or a part of one
Pair = frozenset[str]


@dataclass
class Count:
    """How many were wanted and told, and how many of each were right."""

    wanted: int = 0
    got: int = 0
    told: int = 0
    right: int = 0

    def precision(self) -> float:
        return self.right / (self.told or 1)

    def recall(self) -> float:
        return self.got / (self.wanted or 1)


@dataclass
class Tally:
    """Counts by what is measured, and what was wrong."""

    bcubed: dict[str, tuple[float, float]] = field(default_factory=dict)
    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    errors: list[str] = field(default_factory=list)

    def shares(self) -> dict[str, float]:
        found: dict[str, float] = {}
        pairs = dict(self.bcubed)
        pairs |= {key: (each.precision(), each.recall()) for key, each in self.counts.items()}
        for key, (precision, recall) in pairs.items():
            if key in SHARES:
                found[key] = recall
                continue
            found[f"{key} precision"], found[f"{key} recall"] = precision, recall
            found[f"{key} f1"] = 2 * precision * recall / ((precision + recall) or 1)
        return {key: round(found[key], 3) for key in sorted(found)}


# What is wanted of each, and cannot be told too often.
SHARES = frozenset({"places", "counts", "kinds", "resolutions"})


def pairs(groups: Iterable[Iterable[str]]) -> Iterator[Pair]:
    return (frozenset(pair) for group in groups for pair in combinations(group, 2))


def count_pairs(tally: Tally, key: str, wanted: set[Pair], told: set[Pair]) -> None:
    count = tally.counts[key]
    count.wanted += len(wanted)
    count.told += len(told)
    count.got += len(wanted & told)
    count.right += len(wanted & told)
    for name, pairs in (("missed", wanted - told), ("wrong", told - wanted)):
        for pair in sorted(map(sorted, pairs)):
            tally.errors.append(f"{pair[0].partition('/')[0]}: {key} {name}: {' + '.join(pair)}")


def tagged(story: str, words: Iterable[str]) -> Pair:
    return frozenset(f"{story}/{each}" for each in words)
