"""Which story a cluster is: the one that its articles were told in before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from digest.models import Sketch

# Short enough to type; 40 bits are enough for a million ids with few or no two alike.
ID_DIGITS = 10


def ids(clusters: Sequence[Sequence[Sketch]], known: Mapping[str, str]) -> list[str]:
    """An id for each of `clusters`, no two alike; `known` are ids of stories by `Document.id`.

    A cluster is the story that most of its articles were told in, of equals the one of its first
    article. Where an event was parted, the larger part goes on with the story. A new story is
    named by its first article, so that it stays the same when others join.
    """
    found: dict[int, str] = {}
    taken: set[str] = set()
    for _, index, name in sorted(_claims(clusters, known)):
        if index not in found and name not in taken:
            found[index] = name
            taken.add(name)
    for index, cluster in enumerate(clusters):
        if index not in found:
            found[index] = next(name for name in _new(cluster) if name not in taken)
            taken.add(found[index])
    return [found[index] for index in range(len(clusters))]


def _claims(
    clusters: Sequence[Sequence[Sketch]], known: Mapping[str, str]
) -> Iterator[tuple[tuple[int, int], int, str]]:
    """What each cluster was called, as (articles below zero, place of the first), cluster, id."""
    for index, cluster in enumerate(clusters):
        named = [known[each.id] for each in cluster if each.id in known]
        for place, (name, times) in enumerate(Counter(named).items()):
            yield (-times, place), index, name


def _new(cluster: Sequence[Sketch]) -> Iterator[str]:
    """Names made of articles: the first article's, while no other story has it."""
    starts = range(0, 3 * ID_DIGITS, ID_DIGITS)
    for start, each in product(starts, cluster):
        yield each.fingerprint[start : start + ID_DIGITS]
