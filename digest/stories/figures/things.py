"""Which figures of a story are for the same thing.

Tolls of one event are, where they count the same people. Sums, shares, dates and numbers of things
are where the words around them agree: a story has many, so those that differ are put together
only when no article tells them apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from digest.models import Counted
from digest.stories.comparing.similarity import Vector, candidates, dot, joined, unit, vectors
from digest.stories.figures.observations import Observation

Thing = tuple[str, list[Observation]]

# What each origin says in each article.
Amounts = dict[tuple[int, str], frozenset[object]]

# How alike the words around two figures for one thing are, set on sentences about one and about
# two that were read by hand. A story has few sums and many shares and days: these are told in the
# same words of every party and every vote.
_ALIKE = {Counted.MONEY: 0.28, Counted.NUMBER: 0.3, Counted.PERCENT: 0.55, Counted.DATE: 0.45}
# How alike the other words are where one event is told of both: what is counted and the event are
# nearly all that can be said of a number of things, while many things rise by so many percent.
_TOLD = {Counted.MONEY: 0.25, Counted.NUMBER: 0.1, Counted.PERCENT: 0.27, Counted.DATE: 0.2}

# Who marches, comes or travels next week is counted anew, and the crew apart from the passengers.
_ANEW = frozenset({"protest", "participants", "visitors", "passengers", "crew"})
_BREAK = timedelta(days=2)

# Rareness is counted among the figures of a story and a few more.
_FEW = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class _Group:
    """Figures taken for one thing: how alike others are `needed` to be, and where the same event is
    `told`; the mean direction of the words around them, what each origin says in each article,
    what is denied, events, years and places."""

    needed: float
    told: float
    size: int
    vector: Vector
    amounts: Amounts
    denied: frozenset[object]
    events: frozenset[str]
    years: frozenset[int]
    places: frozenset[str]

    def join(self, other: _Group) -> _Group:
        total = Counter({term: weight * self.size for term, weight in self.vector.items()})
        total.update({term: weight * other.size for term, weight in other.vector.items()})
        return _Group(
            needed=self.needed,
            told=self.told,
            size=self.size + other.size,
            vector=unit(total),
            amounts=_together(self.amounts, other.amounts),
            denied=self.denied | other.denied,
            events=self.events | other.events,
            years=self.years | other.years,
            places=self.places | other.places,
        )

    def alike(self, other: _Group) -> bool:
        """Whether both are of one thing: no year, place or article tells them apart, and event and
        words agree, or one says that the other is wrong."""
        both = self.amounts.keys() & other.amounts.keys()
        apart = any(self.amounts[each] != other.amounts[each] for each in both)
        if apart or (self.years and other.years and self.years != other.years):
            return False
        if self.places and other.places and self.places.isdisjoint(other.places):
            return False
        if self.denies(other) or other.denies(self):
            return True
        known = self.events and other.events
        if known and self.events.isdisjoint(other.events):
            return False
        return self.likeness(other) >= (self.told if known else self.needed)

    def denies(self, other: _Group) -> bool:
        return bool(self.denied) and any(self.denied & each for each in other.amounts.values())

    def likeness(self, other: _Group) -> float:
        return dot(self.vector, other.vector)


def things(found: Sequence[Observation]) -> Iterator[Thing]:
    """What was observed by the thing that it is for, with a name that stays when others join."""
    by_kind: dict[tuple[Counted, str], list[Observation]] = defaultdict(list)
    for each, what in zip(found, _whats(found), strict=True):
        by_kind[each.count.kind, what].append(each)
    for (kind, what), several in sorted(by_kind.items()):
        for n, some in enumerate(_days(several) if what in _ANEW else [several]):
            grouped = _tolls(some) if some[0].count.befell else _quantities(some)
            for name, group in grouped:
                yield f"{kind}\n{what}\n{name}" + (f"\n{n}" if n else ""), group


def _days(found: Sequence[Observation]) -> list[list[Observation]]:
    """What is counted anew each time: by days that follow each other."""
    times = sorted({each.value.time for each in found if each.value.time})
    breaks = [late for early, late in pairwise(times) if late - early > _BREAK]
    days: dict[int, list[Observation]] = defaultdict(list)
    for each in found:
        days[bisect_right(breaks, each.value.time) if each.value.time else 0].append(each)
    return list(days.values())


def _whats(found: Sequence[Observation]) -> list[str]:
    """What each counts. "Not 20 cars but 12" is of the strollers of which another told 20."""
    told: dict[tuple[Counted, object], set[str]] = defaultdict(set)
    for each in found:
        if not each.is_aside:
            told[each.count.kind, each.amount].add(each.count.what)
    meant: dict[int, str] = {}
    for each in found:
        known = told[each.count.kind, each.amount]
        else_ = len(known) == 1 and each.count.what not in known
        if each.count.denied and else_ and not each.count.befell:
            meant[id(each.count)] = meant[id(each.count.like)] = next(iter(known))
    return [meant.get(id(each.count), each.count.what) for each in found]


def _tolls(found: Sequence[Observation]) -> Iterator[Thing]:
    """By who is counted. An article that counts none but "three miners" means all there are by
    them, unless another counts both these and all."""
    articles: dict[tuple[int, str], list[Observation]] = defaultdict(list)
    for each in found:
        articles[each.order, each.value.origin].append(each)
    parts = {
        (each.count.who, each.figure.value)
        for several in articles.values()
        if any(map(_is_whole, several))
        for each in several
        if not _is_whole(each)
    }
    groups: dict[str, list[Observation]] = defaultdict(list)
    for several in articles.values():
        counted = {each.count.who for each in several if not each.is_aside}
        alone = not any(map(_is_whole, several)) and len(counted) == 1
        for each in several:
            who = each.count.who
            broad = each.count.broad and each.count.what not in _ANEW
            stands = alone and broad and (who, each.figure.value) not in parts
            groups["" if stands else who].append(each)
    yield from sorted(groups.items())


def _is_whole(each: Observation) -> bool:
    return not (each.count.who or each.count.part)


def _quantities(found: Sequence[Observation]) -> Iterator[Thing]:
    """By the words around: what says the same is joined first, then the most alike."""
    chains = _chains(found)
    known = vectors([_bag(chain) for chain in chains], _FEW)
    groups = [_group(chain, vector) for chain, vector in zip(chains, known, strict=True)]
    near = {*candidates(known), *_of_one_event(groups), *_denying(groups)}
    likeness = {
        (a, b): groups[a].likeness(groups[b]) + _agree(groups[a], groups[b]) for a, b in near
    }
    pairs = sorted(likeness, key=lambda pair: (-likeness[pair], pair))
    names: Counter[str] = Counter()
    for made in joined(groups, pairs, _Group.alike, _Group.join):
        members = [each for index in made.members for each in chains[index]]
        name = _name(members[0])
        names[name] += 1
        yield f"{name} {names[name]}", members


def _chains(found: Sequence[Observation]) -> list[list[Observation]]:
    """Observations with those that answer them."""
    chains: dict[int, list[Observation]] = {}
    for each in found:
        like = chains.get(id(each.count.like))
        chain = chains[id(each.count)] = [] if like is None else like
        chain.append(each)
    return list({id(chain): chain for chain in chains.values()}.values())


def _bag(chain: Sequence[Observation]) -> Counter[str]:
    """What a chain is compared by; the term that all have lets one more bring two together."""
    return chain[0].count.terms + Counter([""])


def _group(chain: Sequence[Observation], vector: Vector) -> _Group:
    amounts: Amounts = {}
    count = chain[0].count
    for each in chain:
        if not each.is_aside:
            one = {(each.order, each.value.origin): frozenset[object]({each.amount})}
            amounts = _together(amounts, one)
    return _Group(
        needed=_ALIKE[count.kind],
        told=_TOLD[count.kind],
        size=len(chain),
        vector=vector,
        amounts=amounts,
        denied=frozenset(each.amount for each in chain if each.count.denied),
        events=frozenset([count.event]) - {""},
        years=count.years,
        places=count.places,
    )


def _together(a: Amounts, b: Amounts) -> Amounts:
    """All of both, put into the larger one, which nobody needs any more: a large story is joined
    article by article."""
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    for key, amounts in few.items():
        many[key] = many.get(key, frozenset()) | amounts
    return many


def _denying(groups: Sequence[_Group]) -> Iterator[tuple[int, int]]:
    """Pairs of which one says of the other's figure that it is wrong."""
    wrong: dict[object, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        for amount in group.denied:
            wrong[amount].append(index)
    for index, group in enumerate(groups):
        for amount in frozenset().union(*group.amounts.values()):
            for other in wrong.get(amount, ())[:_FEW]:
                if other != index:
                    yield min(index, other), max(index, other)


def _of_one_event(groups: Sequence[_Group]) -> Iterator[tuple[int, int]]:
    """Pairs that tell of one event, each with the last few before it."""
    last: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_FEW))
    for index, group in enumerate(groups):
        for event in sorted(group.events):
            yield from ((other, index) for other in last[event])
            last[event].append(index)


def _agree(a: _Group, b: _Group) -> float:
    """Whether two groups say the same: then they are joined before those that do not."""
    one, other = (frozenset().union(*each.amounts.values()) for each in (a, b))
    return 1.0 if one & other or a.denies(b) or b.denies(a) else 0.0


def _name(first: Observation) -> str:
    """The words beside a figure, the same whatever else is read."""
    terms = first.count.terms
    most = max(terms.values(), default=0)
    return " ".join(sorted(term for term, count in terms.items() if count == most))
