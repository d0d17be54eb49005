"""What `schedule.plan` says can be carried out, and is settled then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from digest.models.schedule import CatchUp, Progress, Slot, Timetable
from digest.schedule import Reason, plan, reach, slots
from digest.storage import Store

DAILY = Timetable(cron="0 7 * * *", timezone="UTC", hours=48)
SEVEN = datetime(2026, 11, 22, 7, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def slot(due: datetime) -> Slot:
    return Slot(digest="daily", date=due.date(), slot=f"{due:%H:%M}", due=due)


def states(store: Store) -> list[tuple[int, Progress, str]]:
    turns = store.schedule.turns("daily", since=SEVEN - 9 * DAY)
    return [(each.slot.date.day, each.progress, each.detail) for each in turns]


def carry_out(store: Store, timetable: Timetable, *, now: datetime) -> list[int]:
    """The days whose editions were claimed."""
    since = now - reach(timetable)
    due = slots(timetable, "daily", after=since, until=now)
    todo = plan(timetable, store.schedule.turns("daily", since=since), due, now=now)
    for reason, left_out in todo.skip.items():
        store.schedule.skip(left_out, detail=reason, now=now)
    return [
        each.date.day
        for each in todo.make
        if store.schedule.claim(each, holder="me", now=now, lease=MINUTE)
    ]


def test_what_was_begun_and_lost_is_settled_when_it_is_skipped(store: Store) -> None:
    """One that was killed and one that failed would otherwise be planned at each tick for ever."""
    killed, failed = slot(SEVEN - 3 * DAY), slot(SEVEN - DAY)
    for each in (killed, failed):
        store.schedule.claim(each, holder="gone", now=each.due, lease=MINUTE)
    store.schedule.fail(
        failed, holder="gone", detail="no disk", next_try=failed.due + MINUTE, now=failed.due
    )

    assert carry_out(store, DAILY, now=SEVEN + MINUTE) == [22]
    assert states(store)[-4:] == [
        (19, Progress.SKIPPED, Reason.LATE),
        (20, Progress.SKIPPED, Reason.LATE),
        (21, Progress.SKIPPED, Reason.SUPERSEDED),
        (22, Progress.BUILDING, ""),
    ]
    assert carry_out(store, DAILY, now=SEVEN + MINUTE / 2) == []


def test_what_was_skipped_cannot_be_claimed(store: Store) -> None:
    """Two daemons look a moment apart: one skips what the other has just planned to make."""
    store.schedule.skip([slot(SEVEN)], detail="why", now=SEVEN)
    assert not store.schedule.claim(slot(SEVEN), holder="me", now=SEVEN + DAY, lease=MINUTE)


def test_what_another_is_making_is_not_skipped(store: Store) -> None:
    """Its edition would come although `digest status` says that it was left out."""
    assert store.schedule.claim(slot(SEVEN), holder="other", now=SEVEN, lease=MINUTE)
    store.schedule.skip([slot(SEVEN), slot(SEVEN + DAY)], detail="why", now=SEVEN)
    assert states(store) == [(22, Progress.BUILDING, ""), (23, Progress.SKIPPED, "why")]


def test_one_that_died_is_taken_over_when_its_lease_runs_out(store: Store) -> None:
    """Not sooner, for it may live; with all policies, for it was begun in time."""
    for catch_up in CatchUp:
        timetable = Timetable(cron="0 7 * * *", timezone="UTC", catch_up=catch_up)
        day = list(CatchUp).index(catch_up) * DAY
        store.schedule.claim(slot(SEVEN + day), holder="gone", now=SEVEN + day, lease=30 * MINUTE)
        soon = SEVEN + day + 29 * MINUTE
        assert carry_out(store, timetable, now=soon) == []
        assert carry_out(store, timetable, now=soon + MINUTE) == [(SEVEN + day).day]
