"""How things stand: what is due next, what came of the last editions, what is in trouble."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from digest import schedule
from digest.models import Problem
from digest.models.feeds import Feed
from digest.models.mail import State
from digest.models.schedule import Progress, Slot, Turn
from digest.pipeline import due
from digest.pipeline.holders import is_gone

if TYPE_CHECKING:
    from digest.config import DigestSettings, Settings
    from digest.storage import Store

# What is due may begin some minutes late, as after a restart; behind these it has all the time that
# an edition may take.
LATE = timedelta(minutes=10)

# Visits in a row that failed: fewer are nothing special, servers are restarted.
ERRORS = 3

# For so long a mail server may be down without anybody being called: mostly it comes back.
STUCK = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestStatus:
    """How one digest stands: the `next` slot and the `last` one that anything came of, None where
    there is none; what is `overdue`; and how many deliveries of the last edition are in each state.
    """

    name: str
    timezone: str
    next: Slot | None
    last: Turn | None
    overdue: tuple[Slot, ...]
    deliveries: Mapping[State, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """How all stands at `now`. `leader` is the daemon that works, None where none does; `outbox`
    counts all deliveries that there are, `stuck` those that wait on a channel which has taken
    nothing for an hour, by channel and why; `feeds` are those in trouble.
    """

    now: datetime
    leader: str | None
    digests: tuple[DigestStatus, ...]
    outbox: Mapping[State, int]
    stuck: Mapping[tuple[str, str], int]
    feeds: tuple[Feed, ...]

    @property
    def overdue(self) -> tuple[Slot, ...]:
        return tuple(slot for each in self.digests for slot in each.overdue)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What somebody has to look at. Feeds are not among it: of many, some always fail."""
        found = [problem for each in self.digests for problem in _of_digest(each)]
        if unknown := self.outbox.get(State.UNKNOWN, 0):
            message = f"nobody can tell whether {unknown} of its messages arrived"
            hint = "digest outbox list --state unknown, then digest outbox retry or cancel"
            found.append(Problem(place="outbox", message=message, hint=hint))
        return (*found, *map(_of_channel, self.stuck, self.stuck.values()))


def status(store: Store, settings: Settings, *, now: datetime) -> Status:
    """How things stand; nothing is changed."""
    counts = store.outbox.counts()
    leader = store.schedule.leader(due.LEADER, now=now)
    return Status(
        now=now,
        leader=None if leader and is_gone(leader) else leader,
        digests=tuple(_digest(store, settings, each, counts, now) for each in settings.digests),
        outbox=_by_state(counts),
        stuck=store.outbox.stuck(before=now - STUCK),
        feeds=tuple(each for each in store.feeds.all() if _is_in_trouble(each)),
    )


def _digest(
    store: Store,
    settings: Settings,
    digest: DigestSettings,
    counts: Mapping[tuple[str, State], int],
    now: datetime,
) -> DigestStatus:
    name, timetable = digest.brief.name, digest.timetable
    last = store.schedule.last(name)
    of_last = {key: number for key, number in counts.items() if last and key[0] == last.edition}
    coming: list[Slot] = []
    overdue: tuple[Slot, ...] = ()
    if timetable:
        coming = [*islice(schedule.upcoming(timetable, name, now), 1)]
        since = store.schedule.first_seen(name, timetable) or now
        found = due.look(store, timetable, name, since=since, now=now)
        late = now - LATE - timedelta(minutes=settings.run.minutes)
        late_ones = {each for each in (*found.make, *found.open) if each.due < late}
        overdue = tuple(sorted(late_ones, key=lambda slot: slot.due))
    return DigestStatus(
        name=name,
        timezone=digest.brief.timezone,
        next=coming[0] if coming else None,
        last=last,
        overdue=overdue,
        deliveries=_by_state(of_last),
    )


def _by_state(counts: Mapping[tuple[str, State], int]) -> Mapping[State, int]:
    found = Counter[State]()
    for (_, state), number in counts.items():
        found[state] += number
    return found


def _is_in_trouble(feed: Feed) -> bool:
    return feed.visits.stopped or feed.visits.errors >= ERRORS


def _of_digest(digest: DigestStatus) -> Iterator[Problem]:
    place = f"digest {digest.name}"
    for slot in digest.overdue:
        message = f"the edition of {slot.date} {slot.slot} is overdue"
        hint = "see that digest run runs, and what its log says"
        yield Problem(place=place, message=message, hint=hint)
    last = digest.last
    if last and last.progress is Progress.FAILED and last.next_try is None:
        message = f"the edition of {last.slot.date} {last.slot.slot} failed: {last.detail}"
        hint = f"mend that; digest build --digest {digest.name} makes one, digest send sends it"
        yield Problem(place=place, message=message, hint=hint)
    if failed := digest.deliveries.get(State.FAILED, 0):
        message = f"{failed} of the messages of its last edition failed"
        yield Problem(place=place, message=message, hint="digest outbox list --state failed")


def _of_channel(waits: tuple[str, str], number: int) -> Problem:
    channel, why = waits
    return Problem(
        place=f"channel {channel}",
        message=f"has taken nothing for an hour, {number} of its messages wait"
        + (f": {why}" if why else ""),
        hint="see that digest run runs; digest check --smtp looks at what it needs",
    )
