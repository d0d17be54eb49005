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
