"""Who is sent what, once; and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect

import pytest
from sqlalchemy import Engine, event
from support.outbox import BODY, NOW, deliveries, delivery, mailing, subscriber

from digest.models.mail import Delivery, Kind, State, message_key
from digest.models.subscribers import Standing
from digest.storage import Store

LEASE = timedelta(minutes=5)
SECOND = timedelta(seconds=1)
LATER = NOW + LEASE


def queue(store: Store, *those: Delivery) -> int:
    return store.outbox.queue(mailing(), {"": BODY}, those or deliveries(3), now=NOW)


def claim(store: Store, holder: str = "a", now=NOW, **options) -> tuple[Delivery, ...]:
    options = {"channel": "smtp", "lease": LEASE, "at_most": 100, **options}
    return store.outbox.claim(holder=holder, now=now, **options)


def begun(each: Delivery) -> Delivery:
    return replace(each, state=State.SENDING, attempts=each.attempts + 1, head=b"To: x\r\n\r\n")


def sent(each: Delivery) -> Delivery:
    return replace(each, state=State.SENT, detail="250 taken")


def states(store: Store) -> list[State]:
    return [each.state for each in store.outbox.list()]


def test_what_is_queued_comes_back_as_it_was(store: Store) -> None:
    """The bytes of a message are made of it, at the first try and at the last."""
    one = delivery("ü@example.org", variant="a", detail="\udcff was answered", attempts=2)
    other = replace(BODY, data=bytes(range(256)))
    store.outbox.queue(mailing(), {"": BODY, "a": other}, [one], now=NOW)

    assert store.outbox.mailing("daily-2026-11-22") == mailing()
    assert store.outbox.bodies("daily-2026-11-22") == {"": BODY, "a": other}
    [kept] = store.outbox.list()
    assert kept == replace(one, id=kept.id, detail="\\udcff was answered")
    assert store.outbox.mailing("another") is None
    assert store.outbox.bodies("another") == {}
    assert store.check() == ()


def test_one_delivery_to_one_recipient_on_one_channel(store: Store) -> None:
    """`digest send` again, or a second daemon: nobody gets it twice, and what people had before
    says what the others get.
    """
    first = deliveries(2)
    assert queue(store, *first) == 2
    there = store.outbox.list()

    again = [replace(each, token="u" * 32) for each in deliveries(3)]
    changed = {"": replace(BODY, data=b"changed")}
    dated = mailing(created=LATER)
    assert store.outbox.queue(dated, changed, again, now=LATER) == 1
    assert store.outbox.queue(dated, changed, deliveries(3, channel="files"), now=LATER) == 3

    assert store.outbox.list(limit=2) == there
    assert store.outbox.bodies(mailing().id) == {"": BODY}
    assert store.outbox.mailing(mailing().id) == mailing()


def test_what_is_claimed_is_claimed_once(store: Store) -> None:
    """The oldest first; not what is for another channel, what is not due, or what somebody has."""
    late = delivery("late@example.org", next_try=NOW + SECOND)
    first = delivery("first@example.org", next_try=NOW - SECOND)
    files = delivery("files@example.org", channel="files")
    queue(store, *deliveries(2), first, late, files)

    assert [each.recipient for each in claim(store, at_most=1)] == ["first@example.org"]
    assert [each.recipient for each in claim(store, "b")] == ["0@example.org", "1@example.org"]
    assert claim(store) == claim(store, "b") == ()
    assert [each.recipient for each in claim(store, now=NOW + SECOND)] == ["late@example.org"]
    assert store.outbox.next_try() == NOW


def test_a_lease_that_ran_out_is_taken_over(store: Store) -> None:
    """Whoever is killed with mails in hand must not keep them for ever; nor get those again that
    he may have in hand still.
    """
    queue(store)
    [*mine] = claim(store)
    assert claim(store, "b", LATER - SECOND) == ()
    assert store.outbox.keep(holder="a", now=NOW + SECOND, lease=LEASE) == 3
    assert claim(store, "b", LATER) == ()
    assert claim(store, "a", LATER + SECOND) == ()
    theirs = claim(store, "b", LATER + SECOND)
    assert [each.id for each in theirs] == [each.id for each in mine]
    assert store.outbox.keep(holder="a", now=LATER, lease=LEASE) == 0


def test_nobody_records_what_he_has_lost(store: Store) -> None:
    """A sender that slept through its lease must not write over what another has found out, nor
    begin what another has.
    """
    queue(store)
    one, two, three = claim(store)
    claim(store, "b", LATER)
    store.outbox.record([sent(two)], holder="b", now=LATER)

    late = [begun(one), sent(two), replace(three, state=State.FAILED)]
    assert store.outbox.record(late, holder="a", now=LATER) == tuple(late)

    assert states(store) == [State.QUEUED, State.SENT, State.QUEUED]
    assert store.outbox.record([begun(one)], holder="b", now=LATER) == ()


def test_what_is_on_its_way_is_not_begun_again(store: Store) -> None:
    """Not even by the process that holds it: two of its connections may have it in hand."""
    queue(store)
    one, two, _ = claim(store)
    assert store.outbox.record([begun(one)], holder="a", now=NOW) == ()
    assert store.outbox.record([begun(one), begun(two)], holder="a", now=NOW) == (begun(one),)
    assert states(store) == [State.SENDING, State.SENDING, State.QUEUED]


def test_results_are_kept_with_marks_of_what_is_next(store: Store) -> None:
    """One wait for the disk has room for both; each delivery is in the state that it was given."""
    queue(store, *deliveries(5))
    one, two, three, four, five = claim(store)
    store.outbox.record([begun(each) for each in (one, two, three)], holder="a", now=NOW)
    later = replace(begun(two), state=State.QUEUED, next_try=LATER, detail="451 not now")
    no = replace(begun(three), state=State.FAILED, detail="550 nobody here")

    mixed = [sent(begun(one)), begun(four), later, no]
    assert store.outbox.record(mixed, holder="a", now=NOW + SECOND) == ()

    held = replace(begun(four), next_try=NOW + LEASE)
    expected = [sent(begun(one)), later, no, held]
    found = {each.id: each for each in store.outbox.list()}
    assert [found[each.id] for each in expected] == [
        replace(each, changed=NOW + SECOND) for each in expected
    ]
    assert found[five.id].state == State.QUEUED
    assert claim(store, "b") == ()
    assert [each.id for each in claim(store, "b", LATER)] == [two.id, five.id]


def test_who_is_stopped_hands_back_what_he_has_not_begun(store: Store) -> None:
    """After SIGTERM the next one goes on at once; what may have arrived is not sent again."""
    queue(store)
    one, *_ = claim(store)
    store.outbox.record([begun(one)], holder="a", now=NOW)

    store.outbox.release(holder="a", now=NOW)

    assert [each.recipient for each in claim(store, "b")] == ["1@example.org", "2@example.org"]


def test_what_was_on_its_way_is_recovered_once_and_not_before(store: Store) -> None:
    """Nobody can tell whether it was taken, so it is in nobody's queue; who recovers it decides."""
    queue(store)
    one, two, _ = claim(store)
    store.outbox.record([begun(one), begun(two)], holder="a", now=NOW)
    store.outbox.record([sent(begun(two))], holder="a", now=NOW)

    def recover(holder: str, now) -> list[int]:
        return [each.id for each in store.outbox.recover(holder=holder, now=now, lease=LEASE)]

    assert recover("b", LATER - SECOND) == []
    assert recover("a", LATER) == [], "one's own is still under way"
    assert recover("b", LATER) == [one.id]
    assert recover("c", LATER) == []
    assert store.outbox.record([sent(begun(one))], holder="a", now=LATER) == (sent(begun(one)),)
    unknown = replace(begun(one), state=State.UNKNOWN)
    assert store.outbox.record([unknown], holder="b", now=LATER) == ()
    assert states(store) == [State.UNKNOWN, State.SENT, State.QUEUED]


def test_one_mailing_is_claimed_alone(store: Store) -> None:
    """`digest send` of one edition leaves what else is due to whoever is to send that."""
    weekly = mailing("weekly")
    queue(store, delivery("x@example.org"))
    rows = [delivery("y@example.org", mailing=weekly.id)]
    store.outbox.queue(weekly, {"": BODY}, rows, now=NOW)

    assert store.outbox.is_due("smtp", now=NOW, mailing=weekly.id)
    assert [each.recipient for each in claim(store, mailing=weekly.id)] == ["y@example.org"]
    assert not store.outbox.is_due("smtp", now=NOW, mailing=weekly.id)
    assert store.outbox.is_due("smtp", now=NOW)
    assert not store.outbox.is_due("smtp", now=NOW - SECOND)
    assert not store.outbox.is_due("files", now=NOW)


def test_all_of_a_channel_waits_that_takes_nothing(store: Store) -> None:
    """A server that is down is asked once, not for each of ten thousand; what somebody has in hand
    is his. Mailings that have waited for too long are given up.
    """
    old = mailing("weekly", created=NOW - timedelta(days=2))
    store.outbox.queue(old, {"": BODY}, [delivery("old@example.org", mailing=old.id)], now=NOW)
    later = delivery("later@example.org", next_try=LATER + SECOND)
    files = delivery("files@example.org", channel="files")
    queue(store, delivery("a@example.org"), later, files, delivery("b@example.org"))
    [given_up, held] = claim(store, at_most=2)
    store.outbox.record([replace(given_up, next_try=NOW)], holder="a", now=NOW)

    day = timedelta(days=1)
    put_off = {
        "until": LATER,
        "too_old": NOW - day,
        "why": "is down",
        "given_up": "given up",
        "now": NOW,
    }
    assert store.outbox.put_off("smtp", **put_off) == (1, 1)

    found = {each.recipient: each for each in store.outbox.list()}
    failed = found["old@example.org"]
    assert (failed.state, failed.detail, failed.attempts) == (State.FAILED, "given up", 0)
    assert found["a@example.org"] == held
    waits = found["b@example.org"]
    assert (waits.next_try, waits.detail) == (LATER, "is down")
    assert found["later@example.org"].next_try == later.next_try
    assert found["files@example.org"].next_try == NOW
    assert store.outbox.record([begun(held)], holder="a", now=NOW) == ()


def test_no_more_than_so_many_in_any_minute(store: Store) -> None:
    """Providers block who sends more. What somebody holds may go at any time, so it counts; what
    went counts for a minute, whoever sent it.
    """
    queue(store, *deliveries(20))
    rate = {"per_minute": 5}
    first = claim(store, at_most=3, **rate)
    assert (len(first), len(claim(store, "b", **rate)), claim(store, "c", **rate)) == (3, 2, ())

    end = NOW + timedelta(seconds=30)
    store.outbox.record([begun(each) for each in first], holder="a", now=end)
    store.outbox.record([sent(begun(each)) for each in first], holder="a", now=end)
    store.outbox.release(holder="b", now=end)
    assert len(claim(store, "b", end, **rate)) == 2
    store.outbox.release(holder="b", now=end)
    assert len(claim(store, "c", end + timedelta(seconds=59), **rate)) == 2
    store.outbox.release(holder="c", now=end)
    assert len(claim(store, "c", end + timedelta(seconds=60), **rate)) == 5
    assert len(claim(store, "d", LATER)) == 12, "without a limit"


@pytest.mark.parametrize("state", list(State))
def test_what_is_tried_again_and_what_is_cancelled(store: Store, state: State) -> None:
    """By hand: never what was sent, or may be arriving just now."""
    queue(store, delivery("x@example.org", state=state, attempts=9))
    [one] = store.outbox.list()

    cancelled = store.outbox.cancel([one.id], now=LATER)
    assert cancelled == (state in {State.QUEUED, State.FAILED, State.UNKNOWN})
    assert states(store) == [State.CANCELLED if cancelled else state]

    retried = store.outbox.retry([one.id], now=LATER)
    assert retried == (state not in {State.SENT, State.SENDING})
    if retried:
        again = {"state": State.QUEUED, "attempts": 0, "next_try": LATER, "changed": LATER}
        detail = "cancelled" if cancelled else ""
        assert store.outbox.list() == (replace(one, **again, detail=detail),)


def test_what_somebody_holds_is_cancelled_before_it_begins(store: Store) -> None:
    """It is in the hands of a sender, who asks before the first byte."""
    queue(store)
    one, two, _ = claim(store)
    store.outbox.record([begun(one)], holder="a", now=NOW)

    assert store.outbox.retry([two.id], now=NOW) == 0
    assert store.outbox.cancel([one.id, two.id], now=NOW) == 1

    assert store.outbox.record([begun(two)], holder="a", now=NOW) == (begun(two),)
    assert states(store) == [State.SENDING, State.CANCELLED, State.QUEUED]


@pytest.mark.parametrize("standing", [Standing.UNSUBSCRIBED, Standing.BOUNCED])
def test_who_left_gets_no_edition(store: Store, standing: Standing) -> None:
    """Whoever unsubscribes while an edition is built, queued or sent; a retry by hand is no way
    around it. Another digest is another matter, and so is what is no edition.
    """
    gone, there = "gone@example.org", "there@example.org"
    store.subscribers.add([subscriber(gone, standing=standing), subscriber(there)])
    other = mailing("weekly")
    notice = mailing(kind=Kind.NOTICE, id="notice")
    for each in (mailing(), other, notice):
        rows = [delivery(name, mailing=each.id) for name in (gone, there)]
        assert store.outbox.queue(each, {"": BODY}, rows, now=NOW) == 2

    assert [(each.mailing, each.recipient) for each in claim(store)] == [
        (mailing().id, there),
        (other.id, gone),
        (other.id, there),
        ("notice", gone),
        ("notice", there),
    ]
    [left] = store.outbox.list(states=[State.CANCELLED])
    assert left.detail == "unsubscribed or bounced"
    assert store.outbox.retry([left.id], now=NOW) == 0


def test_what_is_listed_is_what_was_asked_for(store: Store) -> None:
    """`outbox list` and `status` have thousands to choose from."""
    queue(store, *deliveries(2), delivery("x@example.org", state=State.FAILED))
    weekly = mailing("weekly")
    rows = [delivery("x@example.org", mailing=weekly.id)]
    store.outbox.queue(weekly, {"": BODY}, rows, now=NOW)
    one, two, failed, other = store.outbox.list()

    assert store.outbox.list(states=[State.FAILED, State.SENT]) == (failed,)
    assert store.outbox.list(mailing=weekly.id) == (other,)
    assert store.outbox.list(recipient="x@example.org") == (failed, other)
    assert store.outbox.list(limit=2) == (one, two)
    daily = {(mailing().id, State.QUEUED): 2, (mailing().id, State.FAILED): 1}
    assert store.outbox.counts(mailing=mailing().id) == daily
    assert store.outbox.counts() == {**daily, (weekly.id, State.QUEUED): 1}


def test_a_delivery_is_known_by_its_message_id(store: Store) -> None:
    """Bounces name the message that they give back, and nothing else that can be trusted."""
    queue(store)
    _, second, _ = store.outbox.list()
    key = message_key(second.mailing, second.recipient, second.token)

    assert store.outbox.sent_to(f"<{key}@example.org>") == second
    assert store.outbox.sent_to(f" {key}@another.example ") == second
    assert store.outbox.sent_to("<no@example.org>") is None
    assert store.outbox.sent_to("") is None


def test_who_got_what_is_known_for_a_year(store: Store) -> None:
    """People ask for months; addresses are not kept for ever. That an edition was mailed is: a
    rebuild must not change what is in an inbox, however old it is.
    """
    old = NOW - timedelta(days=401)
    for each in (
        mailing(id="old", created=old),
        mailing(id="asked", kind=Kind.CONFIRMATION, created=old),
        mailing(id="kept", created=NOW - timedelta(days=399)),
    ):
        row = delivery("x@example.org", mailing=each.id)
        store.outbox.queue(each, {"": BODY}, [row], now=each.created)

    queue(store)

    assert {each.mailing for each in store.outbox.list()} == {"kept", mailing().id}
    assert store.outbox.bodies("old") == {}
    known = [store.outbox.mailing(name) is not None for name in ("old", "asked", "kept")]
    assert known == [True, False, True]
    assert store.check() == ()


WORK: dict[str, Callable[[Store], object]] = {
    "queue": lambda store: queue(store, delivery("y@example.org")),
    "claim": lambda store: claim(store, per_minute=10),
    "record": lambda store: store.outbox.record(claim(store), holder="a", now=NOW),
    "keep": lambda store: store.outbox.keep(holder="a", now=NOW, lease=LEASE),
    "release": lambda store: store.outbox.release(holder="a", now=NOW),
    "recover": lambda store: store.outbox.recover(holder="a", now=NOW, lease=LEASE),
    "next try": lambda store: store.outbox.next_try(),
    "put off": lambda store: store.outbox.put_off(
        "smtp", until=LATER, too_old=NOW, why="", given_up="", now=NOW
    ),
    "stuck": lambda store: store.outbox.stuck(before=NOW),
    "of one mailing": lambda store: claim(store, mailing="x"),
    "is due": lambda store: store.outbox.is_due("smtp", now=NOW),
    "retry": lambda store: store.outbox.retry([1], now=NOW),
    "cancel": lambda store: store.outbox.cancel([1], now=NOW),
    "sent to": lambda store: store.outbox.sent_to("x"),
    "counts": lambda store: store.outbox.counts(mailing="x"),
    "list": lambda store: store.outbox.list(mailing="x"),
    "of one": lambda store: store.outbox.list(recipient="x"),
    "in a state": lambda store: store.outbox.list(states=[State.UNKNOWN]),
    "unsubscribe": lambda store: store.subscribers.change(
        "daily", "x@example.org", lambda each: replace(each, standing=Standing.UNSUBSCRIBED)
    ),
    "bounce": lambda store: store.subscribers.stop("x@example.org", Standing.BOUNCED, "", NOW),
}


@pytest.mark.parametrize("name", WORK)
def test_nothing_looks_at_all_of_the_outbox(store: Store, file: Path, name: str) -> None:
    """A year of a digest with many readers is millions of rows: what is done for each batch of
    mails finds its rows by an index, whatever else there is.
    """
    queue(store, delivery("x@example.org"))
    store.subscribers.add([subscriber("x@example.org")])
    done: list[tuple[str, object]] = []

    def note(_connection, _cursor, statement, parameters, _context, many) -> None:
        done.append((statement, parameters[0] if many else parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        WORK[name](store)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    with connect(file) as raw:
        plans = [
            (statement, step[3])
            for statement, parameters in done
            if "outbox" in statement
            for step in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    raw.close()
    assert any("SEARCH outbox" in step for _, step in plans)
    assert [each for each in plans if "SCAN outbox" in each[1]] == []
