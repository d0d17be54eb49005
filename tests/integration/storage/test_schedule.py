"""Each slot is claimed once, and what came of it is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from digest.models.schedule import CatchUp, Progress, Slot, Timetable, Turn
from digest.storage import Store

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
LEASE = timedelta(minutes=20)
SECOND = timedelta(seconds=1)
MORNING = Timetable(cron="0 7 * * *", timezone="Europe/Berlin")


def slot(day: int = 22, time: str = "07:00", digest: str = "daily") -> Slot:
    due = datetime(2026, 11, day, int(time[:2]) - 1, tzinfo=UTC)
    return Slot(digest=digest, date=date(2026, 11, day), slot=time, due=due)


def claim(store: Store, each: Slot, holder: str = "a", now: datetime = NOW) -> bool:
    return store.schedule.claim(each, holder=holder, now=now, lease=LEASE)


def test_a_timetable_counts_from_when_it_was_first_seen(store: Store) -> None:
    """A new one must not catch up on what was due under it before anybody had it; a restart must
    not forget what is due since.
    """
    since = store.schedule.since
    later, last = NOW + LEASE, NOW + 2 * LEASE
    assert since("daily", MORNING, now=NOW) == NOW
    assert since("weekly", MORNING, now=later) == later
    assert since("daily", replace(MORNING, catch_up=CatchUp.ALL, hours=1), now=later) == NOW
    assert since("daily", replace(MORNING, timezone="UTC"), now=later) == later
    assert since("daily", replace(MORNING, cron="5 7 * * *", timezone="UTC"), now=last) == last
    assert since("daily", MORNING, now=last) == last


def test_a_slot_is_claimed_once(store: Store) -> None:
    """The other daemon, or the next tick, finds it taken; the next slot is another matter."""
    assert claim(store, slot())
    assert not claim(store, slot())
    assert not claim(store, slot(), "b")
    assert not claim(store, slot(), "b", NOW + LEASE - SECOND)
    for other in (slot(23), slot(time="18:00"), slot(digest="weekly")):
        assert claim(store, other, "b")
    assert store.schedule.last("daily") == Turn(
        slot=slot(23),
        progress=Progress.BUILDING,
        attempts=1,
        next_try=NOW + LEASE,
        changed=NOW,
    )


def test_the_slot_of_one_who_died_is_taken_over(store: Store) -> None:
    """A lease that ran out: whoever comes back from there has lost it."""
    claim(store, slot())
    end = NOW + LEASE
    assert claim(store, slot(), "b", end)

    assert not store.schedule.fail(slot(), holder="a", detail="late", next_try=None, now=end)
    assert not store.schedule.hand_back(slot(), holder="a", now=end)
    turn = store.schedule.last("daily")
    assert turn == Turn(
        slot=slot(),
        progress=Progress.BUILDING,
        attempts=2,
        next_try=end + LEASE,
        changed=end,
    )


def test_what_failed_is_tried_again_at_its_time_or_never(store: Store) -> None:
    """A feed that is down for a minute must not cost the day's edition; a wrong template must not
    be tried all day.
    """
    claim(store, slot())
    again = NOW + timedelta(minutes=1)
    failure = {"holder": "a", "detail": "no article", "now": NOW}
    assert store.schedule.fail(slot(), next_try=again, **failure)
    assert store.schedule.last("daily") == Turn(
        slot=slot(),
        progress=Progress.FAILED,
        attempts=1,
        detail="no article",
        next_try=again,
        changed=NOW,
    )
    assert not store.schedule.fail(slot(), next_try=None, **failure), "it has failed already"
    assert not claim(store, slot(), "b", again - SECOND)
    assert claim(store, slot(), "b", again)
    assert store.schedule.fail(slot(), next_try=None, **failure | {"holder": "b"})
    assert not claim(store, slot(), "b", again + timedelta(days=9))


def test_who_is_stopped_hands_back_his_slot(store: Store) -> None:
    """After a restart it is made at once, and the restart is no attempt that failed."""
    claim(store, slot())
    assert store.schedule.hand_back(slot(), holder="a", now=NOW)
    assert not store.schedule.hand_back(slot(), holder="a", now=NOW)
    assert claim(store, slot(), "b")
    turn = store.schedule.last("daily")
    assert turn is not None
    assert turn.attempts == 1


def test_only_what_nobody_claimed_is_skipped(store: Store) -> None:
    """Two daemons that decide at once: what one makes the other does not leave out, nor the other
    way round.
    """
    claim(store, slot(20))
    store.schedule.skip([slot(20), slot(21)], detail="a later one is due", now=NOW)
    store.schedule.skip([slot(21)], detail="another reason", now=NOW + LEASE)

    assert not claim(store, slot(21), "b", NOW + timedelta(days=9))
    building, skipped = store.schedule.turns("daily", since=slot(1).due)
    assert building.progress == Progress.BUILDING
    assert skipped == Turn(
        slot=slot(21), progress=Progress.SKIPPED, detail="a later one is due", changed=NOW
    )


def test_what_has_nothing_new_is_left_out_for_good(store: Store) -> None:
    """By whoever holds it: it is neither tried again nor a failure."""
    claim(store, slot())
    assert not store.schedule.leave_out(slot(), holder="b", detail="nothing new", now=NOW)
    assert store.schedule.leave_out(slot(), holder="a", detail="nothing new", now=NOW)
    assert not claim(store, slot(), "b", NOW + timedelta(days=9))
    assert store.schedule.turn(slot()) == Turn(
        slot=slot(), progress=Progress.SKIPPED, attempts=1, detail="nothing new", changed=NOW
    )


def test_turns_are_told_in_the_order_of_time(store: Store) -> None:
    """What to catch up on is decided from those since then; `status` shows the last ones."""
    each = [slot(20), slot(21), slot(21, "18:00"), slot(22)]
    for one in (*reversed(each), slot(21, "12:00", "weekly")):
        claim(store, one)

    def slots(turns: tuple[Turn, ...]) -> list[Slot]:
        return [turn.slot for turn in turns]

    assert slots(store.schedule.turns("daily", since=slot(21).due)) == each[1:]
    assert slots(store.schedule.turns("daily", since=slot(1).due)) == each
    assert slots(store.schedule.recent(limit=3)) == [
        slot(22),
        slot(21, "18:00"),
        slot(21, "12:00", "weekly"),
    ]
    assert store.schedule.last("weekly") == store.schedule.recent(limit=9)[2]
    assert store.schedule.last("none") is None


def test_one_leads(store: Store) -> None:
    """The other stands by until the lease runs out or is given back."""
    lead, leader = store.schedule.lead, store.schedule.leader
    assert leader("daemon", now=NOW) is None
    assert lead("daemon", holder="a", now=NOW, lease=LEASE)
    assert not lead("daemon", holder="b", now=NOW, lease=LEASE)
    assert lead("another", holder="b", now=NOW, lease=LEASE)
    later = NOW + LEASE - SECOND
    assert lead("daemon", holder="a", now=later, lease=LEASE)
    assert not lead("daemon", holder="b", now=NOW + LEASE, lease=LEASE)
    assert leader("daemon", now=NOW + LEASE) == "a"

    store.schedule.resign("daemon", holder="b")
    assert leader("daemon", now=NOW + LEASE) == "a"
    assert leader("daemon", now=later + LEASE) is None
    assert lead("daemon", holder="b", now=later + LEASE, lease=LEASE)
    store.schedule.resign("daemon", holder="b")
    assert lead("daemon", holder="a", now=later + LEASE, lease=LEASE)
