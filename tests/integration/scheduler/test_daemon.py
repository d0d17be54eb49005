"""What the daemon begins when, with a real store and work of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from structlog.testing import LogCapture
from support.driven import Begun, Clock, Hands, daemon, publish

from digest.models import Problem
from digest.models.feeds import Feed, Visits
from digest.models.mail import Body, Delivery, Kind, Mailing
from digest.models.schedule import Progress, Slot
from digest.scheduler.daemon import LEASE, PATIENCE, PAUSE
from digest.scheduler.jobs import Chore, Outcome, Result
from digest.storage import ScheduleStore, Store

EVENING = datetime(2026, 11, 21, 20, tzinfo=UTC)
SEVEN = datetime(2026, 11, 22, 6, tzinfo=UTC)  # 07:00 in Berlin
FAILED = Outcome(problem=Problem(place="somewhere", message="is broken", hint="mend it"))


def digest(name: str, *lines: str) -> str:
    said = "\n".join((f'name = "{name}"', 'timezone = "Europe/Berlin"', *lines))
    return f'[[digest]]\ntitle = "T"\nlanguage = "en"\n{said}\n'


DAILY = digest("daily", 'at = "07:00"')


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'digest.db'}") as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock(EVENING)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def log() -> LogCapture:
    return LogCapture()


@pytest.fixture
def run(store, clock, hands, log, tmp_path):
    def run(config: str = DAILY, **options):
        return daemon(
            store, config, tmp_path, clock, options.pop("hands", hands), log=log, **options
        )

    return run


def made(store: Store) -> list[tuple[str, Progress]]:
    return [(each.slot.name, each.progress) for each in store.schedule.recent(limit=9)]


def make(store: Store, hands: Hands, clock: Clock, holder: str = "one") -> None:
    """The edition that is being built, as a process would have it stored."""
    [slot] = [each for each in hands.begun if isinstance(each, Slot)]
    assert publish(store, slot, holder=holder, now=clock())
    hands.end(slot)


def queued(store: Store, clock: Clock, name: str = "letters") -> None:
    mailing = Mailing(id=name, kind=Kind.EDITION, digest="daily", created=clock())
    letter = Delivery(
        mailing=name, channel="files", recipient="a@b.example", next_try=clock(), changed=clock()
    )
    store.outbox.queue(mailing, {"": Body(headers=(), data=b"")}, [letter], now=clock())


def test_an_edition_is_built_when_it_is_due_and_once(run, store, clock, hands) -> None:
    """Not before its time, and not again at each tick behind it."""
    one = run()
    one.tick()
    clock.now = SEVEN - timedelta(seconds=1)
    one.tick()
    assert hands.slots == []
    clock.pass_by(seconds=30)
    one.tick()
    assert hands.slots == ["daily 2026-11-22 07:00"]
    one.tick()
    make(store, hands, clock)
    clock.pass_by(hours=3)
    one.tick()
    assert hands.slots == []
    assert made(store) == [("daily 2026-11-22 07:00", Progress.DONE)]


def test_a_timetable_counts_from_when_it_is_seen(run, clock, hands, log) -> None:
    """Who sets a time that has gone by today does not ask for an edition now, and is told so."""
    clock.now = SEVEN + timedelta(hours=1)
    run().tick()
    assert hands.slots == []
    [said] = [each for each in log.entries if each["event"] == "timetable counts from now"]
    assert said["next"] == "2026-11-23T06:00:00+00:00"


def test_what_fell_due_while_nothing_ran_is_caught_up_on(run, store, clock, hands) -> None:
    """The last one is made after a weekend that the machine was off; the others are told of."""
    run().tick()
    clock.now = SEVEN + timedelta(days=2, hours=1)
    again = run(holder="two")
    clock.pass_by(minutes=5)
    again.tick()
    assert hands.slots == ["daily 2026-11-24 07:00"]
    assert made(store)[1:] == [
        ("daily 2026-11-23 07:00", Progress.SKIPPED),
        ("daily 2026-11-22 07:00", Progress.SKIPPED),
    ]


def test_the_other_daemon_stands_by(run, clock, hands, log) -> None:
    """It takes over when the first has been silent for as long as its lease."""
    one, others = run(), Hands()
    two = run(holder="two", hands=others)
    one.tick()
    two.tick()
    clock.now = SEVEN
    one.tick()
    two.tick()
    assert (hands.slots, others.slots) == (["daily 2026-11-22 07:00"], [])
    clock.now += LEASE
    two.tick()
    assert others.slots == ["daily 2026-11-22 07:00"]
    assert [each["holder"] for each in log.entries if each["event"] == "leads"] == ["one", "two"]


def test_two_that_both_work_make_an_edition_once(run, clock, hands) -> None:
    """`digest run --once` beside a daemon: what is claimed counts, not who leads."""
    one, others = run(), Hands()
    two = run(holder="two", hands=others)
    one.work()
    two.work()
    clock.now = SEVEN
    one.work()
    two.work()
    assert (hands.slots, others.slots) == (["daily 2026-11-22 07:00"], [])


def test_who_goes_on_keeps_what_is_being_built(run, store, clock, hands) -> None:
    """A build of ten minutes is not taken over after two."""
    one, others = run(), Hands()
    one.tick()
    clock.now = SEVEN
    for _ in range(20):
        one.tick()
        clock.pass_by(seconds=30)
    run(holder="two", hands=others).work()
    assert (hands.slots, others.slots) == (["daily 2026-11-22 07:00"], [])
    make(store, hands, clock)


def test_a_failed_edition_is_tried_again_and_then_told_of(run, store, clock, hands, log) -> None:
    """Twice with growing pauses; the owner hears of it once, when nothing more is tried."""
    one = run('[mail]\nowner = "owner@example.org"\n' + DAILY)
    one.tick()
    clock.now = SEVEN
    begun = []
    for _ in range(60):
        one.tick()
        if hands.slots:
            begun.append((clock() - SEVEN) // timedelta(minutes=1))
            hands.end(next(iter(hands.begun)), FAILED)
        assert len(hands.begun.keys() - {Chore.SEND}) == 0
        clock.pass_by(seconds=30)
    assert begun == [0, 1, 6]
    [turn] = store.schedule.recent(limit=9)
    assert (turn.progress, turn.detail) == (Progress.FAILED, "somewhere: is broken")
    [notice] = store.outbox.list()
    assert (notice.recipient, notice.channel) == ("owner@example.org", "files")
    text = store.outbox.bodies(notice.mailing)[""].data
    assert b"is broken" in text
    assert b"mend it" in text
    assert Chore.SEND in hands.begun


def test_few_are_built_at_a_time_and_all_are(run, store, clock, hands) -> None:
    """Ten digests at seven o'clock: a machine with two processors makes them one after another."""
    one = run("".join(digest(f"d{number}", 'at = "07:00"') for number in range(10)))
    one.tick()
    clock.now = SEVEN
    one.tick()
    digests = []
    while hands.slots:
        assert len(hands.slots) <= 2
        slot = next(each for each in hands.begun if isinstance(each, Slot))
        publish(store, slot, holder="one", now=clock())
        digests.append(slot.digest)
        hands.end(slot)
    assert sorted(digests) == [f"d{number}" for number in range(10)]
    assert one.is_idle


def test_an_edition_waits_for_the_feeds_but_not_for_long(run, store, clock, hands) -> None:
    """What is new belongs into it; a server that says nothing must not make it late."""
    store.feeds.add([Feed(url="https://a.example/feed", visits=Visits(next_try=SEVEN))])
    one = run()
    one.tick()
    clock.now = SEVEN
    one.tick()
    assert set(hands.begun) == {Chore.REFRESH}
    clock.now += PATIENCE
    one.tick()
    assert hands.slots == ["daily 2026-11-22 07:00"]


def test_an_edition_is_begun_when_the_feeds_are_there(run, store, clock, hands) -> None:
    """Not at the next tick: most refreshes take seconds."""
    store.feeds.add([Feed(url="https://a.example/feed", visits=Visits(next_try=SEVEN))])
    one = run()
    one.tick()
    clock.now = SEVEN
    one.tick()
    hands.end(Chore.REFRESH, FAILED)
    assert hands.slots == ["daily 2026-11-22 07:00"]


def test_feeds_are_visited_between_editions(run, store, clock, hands) -> None:
    """Many keep the last few items only: who looks once a day loses the rest."""
    store.feeds.add([Feed(url="https://a.example/feed")])
    one = run()
    one.tick()
    assert set(hands.begun) == {Chore.REFRESH}


def test_what_fails_as_such_is_not_begun_at_each_tick(run, store, clock, hands, log) -> None:
    """A wrong password would be tried twice a minute, until the server bars the account."""
    queued(store, clock)
    one = run()
    one.tick()
    hands.end(Chore.SEND, FAILED)
    one.tick()
    assert not hands.begun
    clock.now += PAUSE
    one.tick()
    assert set(hands.begun) == {Chore.SEND}
    [said] = [each for each in log.entries if each["event"] == "job failed"]
    assert (said["work"], said["reason"], said["hint"]) == ("send", "is broken", "mend it")


def test_letters_go_when_their_edition_is_made(run, store, clock, hands) -> None:
    """Also where a sender was at its end when they were queued: it may not have seen them."""
    one = run()
    one.tick()
    clock.now = SEVEN
    queued(store, clock)
    one.tick()
    assert {type(each) for each in hands.begun} == {Slot, Chore}
    make(store, hands, clock)
    hands.end(Chore.SEND)
    assert set(hands.begun) == {Chore.SEND}


def test_who_sends_without_end_is_not_begun_anew(run, store, clock, hands) -> None:
    """With a limit of letters a minute, what is due may have to wait: for the next tick."""
    queued(store, clock)
    one = run()
    one.tick()
    hands.end(Chore.SEND)
    assert not hands.begun


def test_on_stop_nothing_begins_and_what_is_built_is_handed_back(run, store, clock, hands) -> None:
    """The next start takes it at once, and its tries are as many as before."""
    one = run(digest("daily", 'at = "07:00"') + digest("other", 'at = "07:01"'))
    one.tick()
    clock.now = SEVEN
    one.tick()
    begun: Begun = next(iter(hands.begun.values()))
    one.stop()
    assert begun.stopped
    clock.pass_by(minutes=2)
    one.tick()
    assert hands.slots == ["daily 2026-11-22 07:00"]
    hands.end(begun.job.work, Outcome(result=Result.STOPPED))
    assert one.is_idle
    one.resign()
    run(holder="two").tick()
    assert hands.slots[0] == "daily 2026-11-22 07:00"
    assert store.schedule.turn(begun.job.work).attempts == 1


def test_a_store_that_is_busy_is_no_end(run, store, clock, hands, log) -> None:
    """What could not be done is told, and done at the next tick. Nobody who asks for its health is
    told that it looked: where the disk stays full, nothing is made.
    """
    one = run()
    one.tick()
    clock.now = SEVEN
    file = store._database.file
    with Store.open(f"sqlite:///{file}", wait=0.01) as impatient:
        one._store = impatient
        with store._database.writing():
            one.tick()
        assert (hands.slots, one.tally.ticked) == ([], EVENING)
        one.tick()
    assert hands.slots == ["daily 2026-11-22 07:00"]
    [said] = [each for each in log.entries if each["event"] == "not done"]
    assert (said["where"], said["reason"]) == (str(file), "another program is writing to it")


def test_what_is_settled_is_not_looked_at_again(run, store, clock, hands) -> None:
    """One that is due each minute has ten thousand slots a week, and two ticks a minute."""
    one = run(digest("daily", 'cron = "* * * * *"', 'catch_up = "all"'))
    one.tick()
    asked = patch.object(ScheduleStore, "turns", autospec=True, side_effect=ScheduleStore.turns)
    with asked as turns:
        for _ in range(5):
            clock.pass_by(seconds=30)
            one.tick()
            clock.pass_by(seconds=30)
            one.tick()
            make(store, hands, clock)
    assert [progress for _, progress in made(store)] == [Progress.DONE] * 5
    assert turns.call_args.kwargs["since"] == clock() - timedelta(seconds=30)


def test_another_configuration_is_gone_by_at_once(run, store, clock, hands, tmp_path) -> None:
    """A digest that is new is due at its time, one that is gone no more."""
    one = run()
    one.tick()
    other = run(digest("other", 'at = "07:00"'), holder="two")
    one.change(other._settings)
    one.tick()
    clock.now = SEVEN
    one.tick()
    assert hands.slots == ["other 2026-11-22 07:00"]


def test_what_was_not_kept_is_left_to_the_other(run, store, clock, hands, log) -> None:
    """A machine that slept for an hour finds its slot taken: nothing failed, nothing is tried."""
    one = run()
    one.tick()
    clock.now = SEVEN
    one.tick()
    [slot] = hands.begun
    clock.now += LEASE
    two = run(holder="two", hands=Hands())
    two.work()
    hands.end(slot, Outcome(result=Result.LOST))
    assert made(store) == [(slot.name, Progress.BUILDING)]
    assert one.tally.failed.total() == 0


def test_jobs_are_counted(run, store, clock, hands) -> None:
    """Metrics are made of this."""
    one = run()
    one.tick()
    clock.now = SEVEN
    one.tick()
    [slot] = hands.begun
    hands.end(slot, Outcome(problem=FAILED.problem, died=True, seconds=9))
    clock.pass_by(minutes=1)
    one.tick()
    publish(store, slot, holder="one", now=clock())
    hands.end(slot, Outcome(seconds=2))
    tally = one.tally
    assert (tally.failed["daily"], tally.built["daily"], tally.seconds) == (1, 1, 2)
    clock.pass_by(days=1)
    one.tick()
    [slot] = hands.begun
    store.schedule.leave_out(slot, holder="one", detail="nothing new", now=clock())
    hands.end(slot, Outcome(result=Result.SKIPPED, seconds=2))
    assert (tally.failed["daily"], tally.built["daily"], tally.seconds) == (1, 1, 2)
    assert tally.died == {"build": 1}
    assert tally.ticked == clock()
