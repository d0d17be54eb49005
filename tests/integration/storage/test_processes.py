"""Real processes: two at once, and one that is killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from sqlalchemy import Engine, event
from support.outbox import BODY, deliveries, mailing

from digest.documents import understand
from digest.errors import StoreError
from digest.models.mail import State
from digest.models.schedule import Progress, Slot
from digest.storage import Store

NOW = datetime(2024, 5, 2, 6, 0, tzinfo=UTC)
DAY = date(2024, 5, 2)
SLOT = Slot(digest="daily", date=DAY, slot="07:00", due=NOW)
LEASE = timedelta(minutes=5)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
context = multiprocessing.get_context("fork" if sys.platform != "win32" else "spawn")


def run(*targets: Callable[[], object]) -> list[int | None]:
    """The exit codes of processes that do `targets` at once."""
    processes = [context.Process(target=target) for target in targets]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def killed(at: int, work: Callable[[], object]) -> Callable[[], object]:
    """`work`, killed as by `kill -9` at its statement number `at`, or before it commits."""

    def target() -> None:
        count = 0

        def reached(*_: object) -> None:
            nonlocal count
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "after_cursor_execute", reached)
        event.listen(Engine, "commit", reached)
        work()

    return target


def until_it_ends(work: Callable[[], object], look: Callable[[], object]) -> int:
    """`work` killed at each of its steps in turn, with a look after each; how many there are."""
    for at in range(1, 200):
        [code] = run(killed(at, work))
        if code == 0:
            return at - 1
        assert code == -signal.SIGKILL
        look()
    raise AssertionError("it never ended")


def test_two_make_a_store_at_once(url: str, document, claim) -> None:
    """A daemon and a person start on the same morning: each article is kept once, none is lost."""
    barrier = context.Barrier(3)

    def work(first: int) -> Callable[[], None]:
        def target() -> None:
            barrier.wait()
            for number in range(first, first + 20):
                with Store.open(url) as store:
                    each = document(number)
                    store.add([(each, (claim(each),))], now=NOW)

        return target

    assert run(work(0), work(10), work(20)) == [0, 0, 0]

    with Store.open(url) as store:
        kept = store.documents()
        assert kept == tuple(map(document, range(40)))
        assert store.claims([each.fingerprint for each in kept]) == {
            each.fingerprint: (claim(each),) for each in kept
        }
        assert store.check() == ()


def test_a_store_is_made_whole_or_not_at_all(url: str, file) -> None:
    """A killed first run leaves tables that the next one can finish, whenever it was killed."""
    import_module("alembic.command")  # once, and not in each process

    def make() -> None:
        with Store.open(url):
            pass

    def start_anew() -> None:
        with Store.open(url) as store:
            assert store.check() == ()
            assert store.documents() == ()
        for path in file.parent.iterdir():
            path.unlink()

    assert until_it_ends(make, start_anew) > 10


def test_documents_are_added_whole_or_not_at_all(url: str, document, claim) -> None:
    """A document without its claims would be known from then on, and its claims lost for good."""
    articles = [document(n) for n in range(3)]

    def add() -> None:
        with Store.open(url) as store:
            store.add([(each, (claim(each),)) for each in articles], now=NOW)

    def nothing_there() -> None:
        with Store.open(url) as store:
            assert store.documents() == ()
            assert store.check() == ()

    nothing_there()
    assert until_it_ends(add, nothing_there) > 3
    with Store.open(url) as store:
        assert store.documents() == tuple(articles)


def test_an_edition_is_replaced_whole_or_not_at_all(url: str, document, edition, story) -> None:
    """Half a rebuild must not cost the edition that readers have already had."""
    old, new = document(1), document(2)
    before, after = edition(DAY, old), edition(DAY, new)
    with Store.open(url) as store:
        store.add([(old, ()), (new, ())], now=NOW)
        store.save(before, [story(old)])

    def save() -> None:
        with Store.open(url) as store:
            store.save(after, [story(new)])

    def as_before() -> None:
        with Store.open(url) as store:
            assert store.edition_on("daily", DAY) == before
            assert store.stories(before.id) == (story(old),)
            assert store.check() == ()

    assert until_it_ends(save, as_before) > 4
    with Store.open(url) as store:
        assert store.edition_on("daily", DAY) == after


def test_visits_are_recorded_whole_or_not_at_all(url: str, feed, outcome) -> None:
    """An ETag without its items would lose them: the server answers 304 from then on."""
    followed = [feed("a"), feed("b")]
    with Store.open(url) as store:
        store.feeds.add(followed)
        run = store.feeds.start(now=NOW, everything=False)
    visits = [outcome(each, f"{each.url}: {each.url}", seen=NOW, etag='"1"') for each in followed]

    def record() -> None:
        with Store.open(url) as store:
            store.feeds.record(visits, run=run, now=NOW)

    def nothing_there() -> None:
        with Store.open(url) as store:
            assert store.feeds.all() == tuple(followed)
            assert store.feeds.due(run, now=NOW) == tuple(followed)
            assert not any(store.feeds.sightings([each.url for each in followed]).values())
            assert store.unread() == ()

    nothing_there()
    assert until_it_ends(record, nothing_there) > 6
    with Store.open(url) as store:
        assert store.feeds.all() == tuple(each.feed for each in visits)
        assert len(store.unread()) == 2
        assert store.check() == ()


def test_what_is_read_is_moved_whole_or_not_at_all(url: str, feed, outcome) -> None:
    """An article is read or unread: in between it would be lost, or come twice."""
    article = outcome(feed("a"), "one: x", seen=NOW).arrivals[0].article
    document = understand(article)
    with Store.open(url) as store:
        store.feeds.add([feed("a")])
        run = store.feeds.start(now=NOW, everything=False)
        store.feeds.record([outcome(feed("a"), "one: x", seen=NOW)], run=run, now=NOW)

    def read() -> None:
        with Store.open(url) as store:
            store.add([(document, ())], now=NOW)

    def unread() -> None:
        with Store.open(url) as store:
            assert store.unread() == (article,)
            assert store.documents() == ()

    assert until_it_ends(read, unread) > 4
    with Store.open(url) as store:
        assert store.unread() == ()
        assert store.documents() == (document,)


def test_an_edition_its_mail_and_its_slot_are_kept_at_once(url: str, document, edition) -> None:
    """An edition that nobody gets, mail of an edition that is made again, a slot that is done and
    has nothing: each of them is the digest that came twice, or not.
    """
    article, made = document(1), edition(DAY, document(1))
    rows = deliveries(3, mailing=made.id)
    with Store.open(url) as store:
        assert store.schedule.claim(SLOT, holder="a", now=NOW, lease=LEASE)
        claimed = store.schedule.last("daily")

    def publish() -> None:
        with Store.open(url) as store:
            assert store.publish(
                made,
                [],
                [(article, ())],
                mailing=mailing(id=made.id),
                bodies={"": BODY},
                deliveries=rows,
                slot=SLOT,
                holder="a",
                now=NOW,
            )

    def nothing_there() -> None:
        with Store.open(url) as store:
            assert store.edition(made.id) is None
            assert store.outbox.mailing(made.id) is None
            assert store.outbox.list() == ()
            assert store.schedule.last("daily") == claimed
            assert store.check() == ()

    nothing_there()
    assert until_it_ends(publish, nothing_there) > 8
    with Store.open(url) as store:
        assert store.edition(made.id) == made
        assert len(store.outbox.list()) == 3
        turn = store.schedule.last("daily")
        assert turn is not None
        assert (turn.progress, turn.edition) == (Progress.DONE, made.id)
        assert store.check() == ()


def test_senders_share_the_work_and_do_none_twice(url: str) -> None:
    """Two daemons with one database: each row has one holder, who begins and ends it; another that
    tries to begin the same is told that he may not.
    """
    names, barrier = ("a", "b", "c"), context.Barrier(3)
    with Store.open(url) as store:
        store.outbox.queue(mailing(), {"": BODY}, deliveries(200, next_try=NOW), now=NOW)

    def work(name: str) -> Callable[[], None]:
        def target() -> None:
            with Store.open(url) as store:
                barrier.wait()
                while taken := store.outbox.claim(
                    "smtp", holder=name, now=NOW, lease=LEASE, at_most=7
                ):
                    begun = [replace(each, state=State.SENDING, attempts=1) for each in taken]
                    assert store.outbox.record(begun, holder=name, now=NOW) == ()
                    other = names[names.index(name) - 1]
                    lost = store.outbox.record(begun, holder=other, now=NOW)
                    assert lost == tuple(begun)
                    sent = [replace(each, state=State.SENT) for each in begun]
                    assert store.outbox.record(sent, holder=name, now=NOW) == ()

        return target

    assert run(*map(work, names)) == [0, 0, 0]

    with Store.open(url) as store:
        kept = store.outbox.list()
    assert {(each.state, each.attempts) for each in kept} == {(State.SENT, 1)}


def test_a_slot_is_for_one_of_those_who_want_it(url: str) -> None:
    """Three daemons at seven o'clock: one edition of each digest, whoever makes it."""
    slots = [replace(SLOT, digest=f"digest-{n}") for n in range(30)]
    barrier = context.Barrier(3)
    won = context.Queue()

    def work(name: str) -> Callable[[], None]:
        def target() -> None:
            with Store.open(url) as store:
                for slot in slots:
                    barrier.wait()
                    if store.schedule.claim(slot, holder=name, now=NOW, lease=LEASE):
                        won.put((slot.digest, name))

        return target

    with Store.open(url):
        pass
    assert run(*map(work, "abc")) == [0, 0, 0]
    winners = [won.get(timeout=10) for _ in slots]
    assert sorted(digest for digest, _ in winners) == sorted(each.digest for each in slots)
    assert won.empty()
    with Store.open(url) as store:
        turns = store.schedule.recent(limit=99)
    assert [each.attempts for each in turns] == [1] * len(slots)


def test_one_refresh_at_a_time(url: str, feed) -> None:
    """Two at once would visit each feed twice. People can read and write meanwhile, and a killed
    one leaves no lock behind.
    """
    held = context.Event()

    def refresh() -> None:
        with Store.open(url) as store, store.feeds.alone():
            held.set()
            signal.pause()

    other = context.Process(target=refresh)
    other.start()
    try:
        assert held.wait(30)
        with Store.open(url) as store:
            with pytest.raises(StoreError, match="another refresh is running") as caught:
                store.feeds.alone().__enter__()
            store.feeds.add([feed("a")])
            assert store.feeds.all() == (feed("a"),)
            os.kill(other.pid or 0, signal.SIGKILL)
            other.join()
            with store.feeds.alone():
                store.feeds.remove(feed("a").url)
        assert caught.value.hint
    finally:
        other.kill()
        other.join()
