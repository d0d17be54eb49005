"""Figures for one thing that differ: who gives them, which one is newer, and which stand against
each other.

What a figure is for and who says so is read sentence by sentence (`counting`, `observations`),
and put together by `things`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import combinations

from digest.models import Conflict, Resolution, Value
from digest.stories.figures.amounts import LOWER, differ, interval, replaces
from digest.stories.figures.observations import Observation
from digest.stories.figures.things import Thing
from digest.stories.figures.tolls import TOLLS
from digest.stories.ids import ID_DIGITS

# A newer toll that names no source takes the place of one that others told so much earlier;
# reports of the same hours may stand against each other.
_NEWER = timedelta(hours=3)

# Who counts the dead counts more of them as days go by, whoever counts first. On the next day two
# sources may still stand against each other.
_RISING = timedelta(hours=36)

# Voices beside the origins.
_NOBODY, _ANYONE = "", None


def conflicts(story: str, found: Iterable[Thing], texts: Mapping[str, str]) -> tuple[Conflict, ...]:
    """The conflicts of a story among the `things` that figures were told of; `texts` by
    document."""
    return tuple(
        conflict
        for name, group in found
        if (conflict := _conflict(f"{story}\n{name}", group, texts))
    )


def denied(found: Iterable[Thing]) -> list[Value]:
    """Figures that were told, where an article says that they were wrong."""
    return [
        each.value
        for _, group in found
        for wrong in [_wrong(group)]
        for each in group
        if each.count.denied and each.amount in wrong
    ]


def _conflict(name: str, group: Sequence[Observation], texts: Mapping[str, str]) -> Conflict | None:
    """The conflict in what is observed of one thing, if there is one."""
    wrong = _wrong(group)
    said = _left(_told([each for each in group if not (each.corrects and each.amount in wrong)]))
    before = _before(group, {each.amount for each in said})
    told = _once([*before, *said])
    times = _Times(each for each in said if not each.count.former)
    if not told or not _changed(told):
        return None
    old = {
        n
        for n, each in enumerate(told)
        if each.amount in wrong or each.count.former or times.is_old(each)
    }
    latest = [
        each
        for n, each in enumerate(told)
        if n not in old
        or not (each.count.former or each.amount in wrong or times.changed(each) or not each.named)
    ]
    corrected = wrong or any(each.corrects for each in told)
    resolution = Resolution.CORRECTED if corrected else Resolution.UPDATED
    first = told[0]
    return Conflict(
        id=sha256(name.encode()).hexdigest()[:ID_DIGITS],
        kind=first.count.kind,
        about=first.count.about.of(texts[first.value.document]),
        values=tuple(replace(each.value, replaced=n in old) for n, each in enumerate(told)),
        resolution=Resolution.DISPUTED if _disputed(latest, times) else resolution,
    )


def _wrong(group: Sequence[Observation]) -> set[object]:
    """The amounts that an article says are not so, or that it corrects after another told them,
    but for those that stand in the place of such: "corrected from six to five"."""
    told = {each.amount: each.order for each in reversed(group) if not each.is_aside}
    corrected = {
        each.place for each in group if each.count.denied or (each.corrects and each.count.former)
    }
    right = {each.amount for each in group if not each.is_aside and each.place in corrected}
    return {
        each.amount
        for each in group
        if each.amount in told
        and (
            each.count.denied
            or (each.corrects and each.amount not in right and told[each.amount] < each.order)
        )
    }


def _told(group: Sequence[Observation]) -> Iterator[Observation]:
    """What each article says for each origin, in order: once, where it says what all are, or else
    first, as what comes behind is often a part.

    What it says for itself counts where it says so first, and no one else says the same. Where a
    sentence has two figures, each is of another place.
    """
    articles: dict[int, list[Observation]] = defaultdict(list)
    for each in group:
        if not each.is_aside:
            articles[each.order].append(each)
    for several in map(_of_one_place, articles.values()):
        sentences = Counter((each.value.sentence, each.value.origin) for each in several)
        whole = [
            each
            for each in several
            if each.count.total or sentences[each.value.sentence, each.value.origin] == 1
        ]
        whole.sort(key=lambda each: (not each.count.total, each.figure.span))
        sourced = {each.amount for each in whole if each.value.source}
        origins: set[str] = set()
        for each in whole:
            said = each.value.source or each.count.like or not origins
            if said and each.value.origin not in origins:
                if each.value.source or each.amount not in sourced:
                    yield each
                origins.add(each.value.origin)


def _left(told: Iterable[Observation]) -> list[Observation]:
    """`told`, of which those are former of which their origin tells how many are left: an article
    of the same hours may still tell of all that were without power at night."""
    told = list(told)
    left = {each.value.origin: each for each in told if each.count.left}
    return [
        each.as_former() if rest and _is_more(each, rest) else each
        for each in told
        for rest in [None if each.count.left else left.get(each.value.origin)]
    ]


def _is_more(each: Observation, rest: Observation) -> bool:
    more = interval(rest.figure).high < interval(each.figure).low
    then, now = each.value.time, rest.value.time
    return more and not (then and now and then - now >= _NEWER)


def _of_one_place(found: Sequence[Observation]) -> Sequence[Observation]:
    """What an article says of all; without figures for one country each, if it has such."""
    placed = [each.count.places for each in found if each.count.places]
    if all(one & other for one, other in combinations(placed, 2)):
        return found
    return [each for each in found if each.count.total or not each.count.places]


def _before(group: Sequence[Observation], told: Container[object]) -> list[Observation]:
    """What an article says that was told before, where no other told it: "initially four"."""
    return [
        each
        for each in group
        if each.count.former
        and not (each.count.part or each.count.denied)
        and each.amount not in told
    ]


def _once(told: Iterable[Observation]) -> list[Observation]:
    """Each figure of each origin at its first place, in order of time."""
    known: dict[tuple[object, str], Observation] = {}
    for each in sorted(told, key=lambda each: (each.order, not each.count.former)):
        known.setdefault((each.amount, each.value.origin), each)
    return list(known.values())


def _changed(told: Sequence[Observation]) -> bool:
    """Whether two figures cannot both be true, or an origin has changed its own."""
    intervals = [interval(each.figure) for each in told]
    if max(each.low for each in intervals) > min(each.high for each in intervals):
        return True
    last: dict[str, Observation] = {}
    for each in told:
        before = last.get(each.value.origin)
        if before and replaces(each.figure, before.figure):
            return True
        last[each.value.origin] = each
    return False


class _Times:
    """When each figure was told last, by each origin and by anyone, and when articles without a
    source and anyone spoke last."""

    def __init__(self, told: Iterable[Observation]) -> None:
        self._last: dict[object, datetime] = {}
        for each in told:
            figure = each.amount, each.value.origin
            unnamed = [] if each.named else [_NOBODY]
            for voice in (figure, each.amount, each.value.origin, _ANYONE, *unnamed):
                if when := each.value.time:
                    self._last[voice] = max(when, self._last.get(voice, when))

    def changed(self, each: Observation) -> bool:
        """Whether its origin has another figure later."""
        last = self._last.get((each.amount, each.value.origin))
        return last is not None and self._last[each.value.origin] > last

    def is_old(self, each: Observation) -> bool:
        """Whether a later figure takes its place: of its origin, or, where one of the two names no
        source, of anyone."""
        last = self._last.get(each.amount)
        other = self._last.get(_NOBODY if each.named else _ANYONE)
        newer = last is not None and other is not None and other - last >= _NEWER
        return newer or self.changed(each)

    def apart(self, one: Observation, other: Observation) -> bool:
        """Whether two origins stand by their figures at one time: neither is only the newer one."""
        if one.value.origin == other.value.origin:
            return False
        named = one.named and other.named
        if one.value.time is None or other.value.time is None:
            return named and not (one.count.grown or other.count.grown)
        early, late = (one, other) if one.value.time <= other.value.time else (other, one)
        gap = max(one.value.time, other.value.time) - self._last[early.amount, early.value.origin]
        more = interval(late.figure).low > interval(early.figure).low
        if gap and more and early.figure.bound in LOWER:
            return False
        if not named:
            return gap < _NEWER
        return gap < _RISING or early.count.kind not in TOLLS.values()


def _disputed(latest: Sequence[Observation], times: _Times) -> bool:
    """Whether two origins stand against each other."""
    by_amount: dict[object, list[Observation]] = defaultdict(list)
    for each in latest:
        by_amount[each.amount].append(each)
    return any(
        differ(some[0].figure, others[0].figure)
        and any(times.apart(one, other) for one in some for other in others)
        for some, others in combinations(by_amount.values(), 2)
    )
