"""Real processes: two at once, and one that is killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, event

from digest.documents import understand
from digest.errors import StoreError
from digest.storage import Store

NOW = datetime(2024, 5, 2, 6, 0, tzinfo=UTC)
DAY = date(2024, 5, 2)

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
