"""Figures for one thing that differ: who gives them, which one is newer, and which stand against
each other.

What a figure is for and who says so is read sentence by sentence (`counting`, `observations`),
and put together by `things`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import combinations

from digest.models import Conflict, Resolution, Value
from digest.stories.amounts import differ, interval, replaces
from digest.stories.ids import ID_DIGITS
from digest.stories.observations import Observation
from digest.stories.things import Thing

# A newer toll that names no source takes the place of one that others told so much earlier;
# reports of the same hours may stand against each other.
_NEWER = timedelta(hours=3)

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
    told = _once(_told([each for each in group if not (each.corrects and each.amount in wrong)]))
    if not told or not _changed(told):
        return None
    last = _Latest(told)
    old = {n for n, each in enumerate(told) if each.amount in wrong or last.is_old(each)}
    latest = [
        each
        for n, each in enumerate(told)
        if n not in old or (each.named and not (each.amount in wrong or last.changed(each)))
    ]
    corrected = wrong or any(each.corrects for each in told)
    resolution = Resolution.CORRECTED if corrected else Resolution.UPDATED
    first = told[0]
    return Conflict(
        id=sha256(name.encode()).hexdigest()[:ID_DIGITS],
        kind=first.count.kind,
        about=first.count.about.of(texts[first.value.document]),
        values=tuple(replace(each.value, replaced=n in old) for n, each in enumerate(told)),
        resolution=Resolution.DISPUTED if _disputed(latest) else resolution,
    )


def _wrong(group: Sequence[Observation]) -> set[object]:
    """The amounts that an article says are not so, or that it corrects after another told them."""
    told = {each.amount: each.order for each in reversed(group) if not each.is_aside}
    return {
        each.amount
        for each in group
        if each.amount in told
        and (each.count.denied or (each.corrects and told[each.amount] < each.order))
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


def _of_one_place(found: Sequence[Observation]) -> Sequence[Observation]:
    """What an article says of all; without figures for one country each, if it has such."""
    placed = [each.count.places for each in found if each.count.places]
    if all(one & other for one, other in combinations(placed, 2)):
        return found
    return [each for each in found if each.count.total or not each.count.places]


def _once(told: Iterable[Observation]) -> list[Observation]:
    """Each figure of each origin at its first place, in order of time."""
    known: dict[tuple[object, str], Observation] = {}
    for each in told:
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


class _Latest:
    """When each origin, articles that name no source, and anyone spoke last."""

    def __init__(self, told: Sequence[Observation]) -> None:
        self._times: dict[str | None, datetime] = {}
        for each in told:
            for voice in (each.value.origin, _ANYONE, *([] if each.named else [_NOBODY])):
                if when := each.value.time:
                    self._times[voice] = max(when, self._times.get(voice, when))

    def changed(self, each: Observation) -> bool:
        """Whether its origin has another figure later."""
        when = each.value.time
        return when is not None and self._times[each.value.origin] > when

    def is_old(self, each: Observation) -> bool:
        """Whether a later figure takes its place: of its origin, or, where one of the two names no
        source, of anyone."""
        when, other = each.value.time, self._times.get(_NOBODY if each.named else _ANYONE)
        newer = when is not None and other is not None and other - when >= _NEWER
        return newer or self.changed(each)


def _apart(one: Observation, other: Observation) -> bool:
    """Whether neither of two figures only takes the place of the other, as the newer one."""
    if one.value.time is None or other.value.time is None:
        return one.named and other.named
    newer = abs(one.value.time - other.value.time) >= _NEWER
    return (one.named and other.named) or not newer


def _disputed(latest: Sequence[Observation]) -> bool:
    """Whether two origins stand against each other."""
    by_amount: dict[object, list[Observation]] = defaultdict(list)
    for each in latest:
        by_amount[each.amount].append(each)
    return any(
        differ(one[0].figure, other[0].figure) and _against(one, other)
        for one, other in combinations(by_amount.values(), 2)
    )


def _against(one: Sequence[Observation], other: Sequence[Observation]) -> bool:
    """Whether an origin of one figure and one of another are two, and neither is but later."""
    return any(a.value.origin != b.value.origin and _apart(a, b) for a in one for b in other)
