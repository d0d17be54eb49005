"""Articles on one event, found by joining the most alike first.

Agglomerative clustering by group average: two groups are as alike as their articles are on
average. Only articles that are near each other by their terms are compared, so the work grows with
their number, not its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush, nlargest
from typing import NamedTuple

from digest.models import Cluster, Link, Sketch
from digest.stories.comparing.forest import Forest
from digest.stories.comparing.similarity import Vector, candidates, shared, vectors
from digest.stories.events.groups import Group, likeness
from digest.stories.ids import ids

# A day's news: two articles alone are compared as if they stood among it.
DAY = 1000

# Where an event fills the news, its words are still its own: those that stand in articles on
# anything are no terms, so none counts as more common than in every tenth article.
COMMON = 10.0

# A word that no other article has says little of what else an article could be alike to: it may be
# what is new of the same event.
ALONE = 0.6

# An article alone that is clearly nearer to one story than to any other is a follow-up that looks
# at it from another side: this part of what else is needed is enough, where that story is so many
# times as near as the next one.
LED = 0.7
CLEARLY = 1.75

# It has to share so many names with that story: one is that of a town or a country.
NAMES = 2

# Two groups are compared anew when they have grown by a tenth, so that a story of thousands is not
# added up for each of its articles.
GROWN = 1.1

# So many terms say why two articles are together.
SHOWN = 5


class Join(NamedTuple):
    """Two articles, by index and the earlier first, whose groups became one: how alike they were,
    in units of what was needed."""

    early: int
    late: int
    likeness: float


def clusters(sketches: Iterable[Sketch], known: Mapping[str, str]) -> tuple[Cluster, ...]:
    """`sketches` by event, in order of their first articles; `known` are ids of stories by
    `Document.id`. The order in which sketches come makes no difference.
    """
    unique = {each.fingerprint: each for each in sketches}
    ordered = sorted(unique.values(), key=_by_time)
    found = vectors([each.terms for each in ordered], DAY, alone=ALONE, common=COMMON)
    groups = list(map(Group.of, ordered, found))
    pairs = candidates(found)
    forest = Forest(len(ordered))
    joins = [*_joins(groups, pairs, forest), *_led(groups, pairs, forest)]
    links: dict[int, list[Link]] = defaultdict(list)
    for join in joins:
        links[forest.root(join.late)].append(_link(join, ordered, found))
    trees = forest.trees()
    told = [[ordered[index] for index in members] for members in trees.values()]
    return tuple(
        Cluster(
            id=name,
            documents=tuple(each.fingerprint for each in members),
            links=tuple(links[root]),
        )
        for name, root, members in zip(ids(told, known), trees, told, strict=True)
    )


def _by_time(sketch: Sketch) -> tuple[bool, float, str]:
    when = sketch.published
    return when is None, when.timestamp() if when else 0.0, sketch.fingerprint


def _joins(groups: list[Group], pairs: Iterable[tuple[int, int]], forest: Forest) -> Iterator[Join]:
    """Joins `groups`, the most alike first, as long as two of them are alike enough; `forest` says
    in which group an article is.

    Each of `pairs` waits in a heap for its groups. When its turn comes and they have grown, they
    are compared anew, once for all pairs of the same two groups.
    """
    heap: list[tuple[float, int, int, int]] = []
    compared: set[tuple[int, int, int]] = set()

    def wait(early: int, late: int, one: int, other: int) -> None:
        size = groups[one].size + groups[other].size
        if (one, other, size) not in compared:
            compared.add((one, other, size))
            value = likeness(groups[one], groups[other])
            if value >= 1:
                heappush(heap, (-value, early, late, size))

    for early, late in pairs:
        wait(early, late, early, late)
    while heap:
        value, early, late, size = heappop(heap)
        # The smaller one goes into the larger, so that no article is added up often.
        roots = (forest.root(early), forest.root(late))
        other, one = sorted(roots, key=lambda at: (groups[at].size, -at))
        if one == other:
            continue
        if groups[one].size + groups[other].size > size * GROWN:
            wait(early, late, one, other)
        else:
            groups[one].absorb(groups[other])
            forest.join(one, other)
            yield Join(early, late, -value)


def _led(
    groups: Sequence[Group], pairs: Iterable[tuple[int, int]], forest: Forest
) -> Iterator[Join]:
    """Joins articles that are alone to the story that each is clearly nearest to."""
    near: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            root = forest.root(other)
            if groups[forest.root(one)].size == 1 and root not in near[one]:
                near[one][root] = likeness(groups[one], groups[root]), other
    for one, stories in near.items():
        (best, other), (second, _) = nlargest(2, [*stories.values(), (0.0, one)])
        root = forest.root(other)
        names = len(groups[one].names.keys() & groups[root].names.keys())
        if groups[root].size > 1 and names >= NAMES and best >= max(LED, CLEARLY * second):
            forest.join(root, one)
            yield Join(min(one, other), max(one, other), best / LED)


def _link(join: Join, ordered: Sequence[Sketch], found: Sequence[Vector]) -> Link:
    return Link(
        document=ordered[join.late].fingerprint,
        to=ordered[join.early].fingerprint,
        likeness=round(join.likeness, 2),
        shared=shared(found[join.early], found[join.late], SHOWN),
    )
