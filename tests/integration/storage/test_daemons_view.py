"""What the daemon asks the store at each tick."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from digest.models.mail import Body, Delivery, Kind, Mailing, State
from digest.models.schedule import Progress, Slot, Timetable

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)
SLOT = Slot(digest="daily", date=date(2026, 11, 22), slot="07:00", due=NOW)
DAILY = Timetable(cron="0 7 * * *", timezone="Europe/Berlin")


def test_who_goes_on_keeps_a_slot(store) -> None:
    """A build may take longer than a lease, which is short so that a dead one is taken over."""
    assert store.schedule.claim(SLOT, holder="one", now=NOW, lease=LEASE)
    assert store.schedule.keep(holder="one", now=NOW + LEASE, lease=LEASE) == 1
    assert store.schedule.keep(holder="two", now=NOW + LEASE, lease=LEASE) == 0
    assert not store.schedule.claim(SLOT, holder="two", now=NOW + LEASE, lease=LEASE)
    assert store.schedule.claim(SLOT, holder="two", now=NOW + 2 * LEASE, lease=LEASE)


def test_what_is_done_is_kept_by_nobody(store) -> None:
    """A lease on what has failed for good would have it tried again."""
    store.schedule.claim(SLOT, holder="one", now=NOW, lease=LEASE)
    store.schedule.fail(SLOT, holder="one", detail="no", next_try=None, now=NOW)
    assert store.schedule.keep(holder="one", now=NOW, lease=LEASE) == 0
    turn = store.schedule.turn(SLOT)
    assert (turn.progress, turn.next_try) == (Progress.FAILED, None)


def test_a_slot_that_nobody_touched_has_no_turn(store) -> None:
    """It is not the same as one that was skipped."""
    assert store.schedule.turn(SLOT) is None


def test_to_look_is_not_to_begin(store) -> None:
    """`digest status` of a timetable that no daemon has seen must not have it count from then."""
    assert store.schedule.first_seen("daily", DAILY) is None
    assert store.schedule.first_seen("daily", DAILY) is None
    store.schedule.since("daily", DAILY, now=NOW)
    assert store.schedule.first_seen("daily", DAILY) == NOW


def test_the_next_visit_is_that_of_the_first_feed(store, feed) -> None:
    """A tick that finds no feed due must cost no refresh."""
    assert store.feeds.next_visit() is None
    later = [feed(f"in {n}", next_try=NOW + timedelta(hours=n)) for n in (3, 2)]
    stopped = feed("gone", next_try=NOW, stopped=True)
    store.feeds.add([*later, stopped])
    assert store.feeds.next_visit() == NOW + timedelta(hours=2)
    store.feeds.add([feed("new")])
    assert store.feeds.next_visit() < NOW


def test_the_next_try_is_also_that_of_what_was_on_its_way(store) -> None:
    """Whoever was killed while sending must not wait for the next edition to be found out."""
    mailing = Mailing(id="daily-2026-11-22", kind=Kind.EDITION, digest="daily", created=NOW)
    body = Body(headers=(), data=b"")
    letter = Delivery(
        mailing=mailing.id, channel="files", recipient="a@example.org", next_try=NOW, changed=NOW
    )
    store.outbox.queue(mailing, {"": body}, [letter], now=NOW)
    assert store.outbox.next_try() == NOW
    [held] = store.outbox.claim("files", holder="one", now=NOW, lease=LEASE, at_most=1)
    store.outbox.record([replace(held, state=State.SENDING, head=b"\r\n")], holder="one", now=NOW)
    assert store.outbox.next_try() == NOW + LEASE
