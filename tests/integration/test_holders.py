"""What was held by a process that is gone is free at once; what others hold is left alone."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from support.outbox import BODY, deliveries, mailing

from digest.models.mail import Delivery, State
from digest.models.schedule import Slot
from digest.pipeline.holders import is_gone, name, take_over
from digest.storage import Store

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
SLOT = Slot(digest="daily", date=date(2026, 11, 22), slot="07:00", due=NOW)
HELD = {"now": NOW, "lease": timedelta(minutes=5)}


@contextmanager
def another() -> Iterator[tuple[str, int]]:
    """The name and number of a process, which ends with the block and is asked for behind it."""
    here, there = multiprocessing.Pipe()

    def work() -> None:
        there.send(name())
        there.recv()

    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    yield here.recv(), process.pid or 0
    here.send("end")
    process.join()


@pytest.fixture
def gone() -> str:
    with another() as (holder, _):
        pass
    return holder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'digest.db'}") as opened:
        yield opened


def test_who_runs_is_not_gone_and_who_has_ended_is() -> None:
    """Also where nobody has asked for its status yet: it holds nothing any more."""
    with another() as (holder, pid):
        assert not is_gone(holder)
        assert not is_gone(name())
        os.kill(pid, 9)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert is_gone(holder)
    assert is_gone(holder)


def test_numbers_of_processes_come_again() -> None:
    """After a day of many processes another one has the number of the daemon that was killed."""
    assert is_gone(f"{name()}0")


def test_of_others_nobody_can_tell(gone: str) -> None:
    """A machine that was started again, another machine or container of the same name, and what
    is no name of a process: leases say when they are over.
    """
    host, pid, token = gone.split(":")
    system, _, began = token.partition("-")
    assert not is_gone(f"{host}:{pid}:{system[::-1]}-{began}")
    assert not is_gone(f"{host}:{pid}:{system}")
    assert not is_gone("one")


def test_what_it_held_is_free_at_once(store: Store, gone: str) -> None:
    """The lead, the slot, and letters: one that it was sending is recovered as after the lease."""
    begun = hold(store, gone)
    assert take_over(store, now=NOW) == {gone}
    assert store.schedule.lead("leader", holder="new", **HELD)
    assert store.schedule.claim(SLOT, holder="new", **HELD)
    [left] = store.outbox.recover(holder="new", **HELD)
    assert left.id == begun
    assert len(store.outbox.claim("smtp", holder="new", at_most=9, **HELD)) == 2
    assert take_over(store, now=NOW) == frozenset()


def test_what_others_hold_stays_theirs(store: Store) -> None:
    """Two daemons on one store; a third that starts must not disturb them."""
    with another() as (holder, _):
        hold(store, holder)
        assert take_over(store, now=NOW) == frozenset()
    assert not store.schedule.lead("leader", holder="new", **HELD)
    assert not store.schedule.claim(SLOT, holder="new", **HELD)
    assert not store.outbox.recover(holder="new", **HELD)
    assert not store.outbox.claim("smtp", holder="new", at_most=9, **HELD)


def begun(delivery: Delivery) -> Delivery:
    return replace(delivery, state=State.SENDING, attempts=1, head=b"To: x\r\n\r\n")


def hold(store: Store, holder: str) -> int:
    """Whatever can be held; the id of the letter that is on its way."""
    store.schedule.lead("leader", holder=holder, **HELD)
    store.schedule.claim(SLOT, holder=holder, **HELD)
    store.outbox.queue(mailing(), {"": BODY}, deliveries(3), now=NOW)
    first, *_ = store.outbox.claim("smtp", holder=holder, at_most=9, **HELD)
    store.outbox.record([begun(first)], holder=holder, now=NOW)
    return first.id
