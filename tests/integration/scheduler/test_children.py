"""Jobs in processes of their own: whatever they do, they end, and all that they started too."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from unittest.mock import ANY

import pytest
from support.processes import alive, catches, until
from support.running import Place

from digest.config import load
from digest.models.feeds import Feed
from digest.models.schedule import Slot
from digest.pipeline.feeds.refreshed import OFFLINE
from digest.scheduler.children import Child, Children, Limit
from digest.scheduler.jobs import Chore, Job, Outcome, Result
from digest.storage import Store

SLOT = Slot(
    digest="daily",
    date=date(2026, 11, 22),
    slot="07:00",
    due=datetime(2026, 11, 22, 7, tzinfo=UTC),
)
LONG = Limit(seconds=60, grace=60)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture
def job(place: Place) -> Job:
    """A build that goes on until it is killed."""
    place.hang()
    place.configure("daily", head='templates = "hanging"')
    settings = load(place.folder / "config.toml", {})
    return Job(work=SLOT, settings=settings, holder="one")


def begin(job: Job, limit: Limit) -> tuple[Child, Callable[[], Outcome]]:
    """The child, and what waits for what came of it."""
    events: SimpleQueue[Callable[[], None]] = SimpleQueue()
    outcomes: list[Outcome] = []
    child = Children(events.put, limit=lambda _: limit)(job, outcomes.append)

    def outcome() -> Outcome:
        events.get(timeout=60)()
        return outcomes[0]

    return child, outcome


def running(child: Child) -> int:
    """Its process, once it is there and SIGTERM is no longer its end."""
    process = until(lambda: child._process).pid
    until(lambda: catches(signal.SIGTERM, process))
    return process


def has_open(process: int, name: str) -> bool:
    with suppress(FileNotFoundError):  # one was closed meanwhile
        files = Path(f"/proc/{process}/fd").iterdir()
        return any(each.readlink().name == name for each in files)
    return False


def test_what_hangs_is_killed_at_its_deadline(job: Job) -> None:
    """A loop in a template would keep a processor busy for ever."""
    child, outcome = begin(job, Limit(seconds=1, grace=0.1))
    process = running(child)
    found = outcome()
    assert found.died
    assert found.problem
    assert "took more than" in found.problem.message
    assert not alive(process)


def test_what_is_told_to_stop_has_some_time_and_no_more(job: Job) -> None:
    """A daemon that ends must not wait for a build of a quarter of an hour."""
    child, outcome = begin(job, Limit(seconds=60, grace=0.1))
    process = running(child)
    child.stop()
    assert outcome().result is Result.STOPPED
    assert not alive(process)


def test_it_leads_a_group(job: Job) -> None:
    """So that all that it starts can be killed with it, and Ctrl-C at a terminal is not for it."""
    child, outcome = begin(job, Limit(seconds=60, grace=0.1))
    process = running(child)
    assert os.getsid(process) == os.getpgid(process) == process
    child.stop()
    outcome()


def test_who_is_killed_is_a_failure_with_a_reason(job: Job) -> None:
    """The kernel kills what takes too much memory."""
    child, outcome = begin(job, LONG)
    os.kill(running(child), signal.SIGKILL)
    found = outcome()
    assert found.problem
    assert found.problem.message == "the process that does it was killed by SIGKILL"
    assert [note.event for note in found.notes] == ["process died"]


def test_what_nobody_expected_is_told_with_its_traceback(job: Job) -> None:
    """Settings that cannot be: its words stand in the log and not on a terminal nobody sees."""
    broken = Job(work=SLOT, settings=None, holder="one")  # type: ignore[arg-type]
    _, outcome = begin(broken, LONG)
    found = outcome()
    assert found.problem
    assert found.problem.message == "the process that does it ended with status 1"
    [note] = found.notes
    assert "AttributeError" in str(note.fields["said"])
    assert "Traceback" in str(note.fields["said"])


def test_a_problem_comes_back_whole(place: Place) -> None:
    """What its user can mend is told as it would be by a command."""
    (place.folder / "articles").rename(place.folder / "elsewhere")
    settings = load(place.folder / "config.toml", {})
    _, outcome = begin(Job(work=SLOT, settings=settings, holder="one"), LONG)
    found = outcome()
    assert found.problem
    assert found.problem.message == "no article to make an edition of"
    assert not found.died


def test_nothing_to_do_is_done(place: Place) -> None:
    """No feed is due, no letter waits: both are asked for by another process in the meantime."""
    settings = load(place.folder / "config.toml", {})
    _, sent = begin(Job(work=Chore.SEND, settings=settings, holder="one"), LONG)
    _, refreshed = begin(Job(work=Chore.REFRESH, settings=settings, holder="one"), LONG)
    assert sent() == Outcome(seconds=ANY)
    assert [note.event for note in refreshed().notes] == ["feeds refreshed"]


def test_a_slot_that_nobody_holds_is_lost(place: Place) -> None:
    """A machine that slept: another made the edition meanwhile, and nothing of this one is kept."""
    settings = load(place.folder / "config.toml", {})
    _, outcome = begin(Job(work=SLOT, settings=settings, holder="one"), LONG)
    assert outcome().result is Result.LOST
    assert place.ask("SELECT * FROM editions") == []
    assert not (place.folder / "out").exists()


def test_a_day_without_articles_is_left_out(place: Place) -> None:
    """The log says so, once, without a warning, and no edition is counted."""
    (place.folder / "articles" / "a.txt").unlink()
    settings = load(place.folder / "config.toml", {})
    now = datetime.now(UTC)
    with Store.open(settings.store) as store:
        store.schedule.claim(SLOT, holder="one", now=now, lease=timedelta(minutes=9))
    _, outcome = begin(Job(work=SLOT, settings=settings, holder="one"), LONG)
    found = outcome()
    assert (found.result, found.problem) == (Result.SKIPPED, None)
    assert [(note.event, note.wrong) for note in found.notes] == [("nothing new", False)]
    assert place.ask("SELECT progress, next_try FROM slots") == [("skipped", None)]


def test_a_refresh_waits_for_another(place: Place) -> None:
    """Somebody has begun one by hand, which is no failure of ours, and no reason for a pause."""
    settings = load(place.folder / "config.toml", {})
    with Store.open(settings.store) as store:
        with store.feeds.alone():
            child, outcome = begin(Job(work=Chore.REFRESH, settings=settings, holder="one"), LONG)
            process, looks = running(child), 0
            while looks < 100:  # one that does not wait closes it at once
                looks += has_open(process, "digest.db-refresh")
                assert alive(process)
        assert outcome().problem is None


def test_without_a_network_a_refresh_fails(place: Place) -> None:
    """No feed is to blame, and all stay due: done again at each tick, it would be for nothing."""
    settings = load(place.folder / "config.toml", {})
    with Store.open(settings.store) as store:
        store.feeds.add([Feed(url="https://nowhere.invalid/feed")])
    _, outcome = begin(Job(work=Chore.REFRESH, settings=settings, holder="one"), LONG)
    assert outcome().problem == OFFLINE
