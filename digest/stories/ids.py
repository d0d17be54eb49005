"""What stories and claims are called: as they were before, whoever has joined them since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    wishes = [(index, name) for _, index, name in sorted(_claims(clusters, known))]
    return named(wishes, [[each.fingerprint for each in cluster] for cluster in clusters])


def named(wishes: Iterable[tuple[int, str]], digests: Sequence[Sequence[str]]) -> list[str]:
    """An id for each of `digests`, no two alike: the one it had, or one made of its first digest.

    `wishes` are indexes with ids that they had, those that go first before others; a digest is 32
    hex digits.
    """
    found: dict[int, str] = {}
    taken: set[str] = set()
    for index, name in wishes:
        if index not in found and name not in taken:
            found[index] = name
            taken.add(name)
    for index, own in enumerate(digests):
        if index not in found:
            found[index] = next(name for name in _new(own) if name not in taken)
            taken.add(found[index])
    return [found[index] for index in range(len(digests))]


def _claims(
    clusters: Sequence[Sequence[Sketch]], known: Mapping[str, str]
) -> Iterator[tuple[tuple[int, int], int, str]]:
    """What each cluster was called, as (articles below zero, place of the first), cluster, id."""
    for index, cluster in enumerate(clusters):
        named = [known[each.id] for each in cluster if each.id in known]
        for place, (name, times) in enumerate(Counter(named).items()):
            yield (-times, place), index, name


def _new(digests: Sequence[str]) -> Iterator[str]:
    """Names made of digests: the first one's, while nothing else has it."""
    starts = range(0, 3 * ID_DIGITS, ID_DIGITS)
    for start, each in product(starts, digests):
        yield each[start : start + ID_DIGITS]
