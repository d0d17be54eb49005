"""How things stand, and what somebody has to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.driven import publish

from digest.config import Settings, load
from digest.models.feeds import Feed, Visits
from digest.models.mail import Body, Delivery, Kind, Mailing, State
from digest.models.schedule import Slot
from digest.pipeline.due import LEADER
from digest.pipeline.holders import name
from digest.pipeline.status import LATE, STUCK, Status, status
from digest.scheduler.health import SILENCE, health
from digest.scheduler.metrics import exposition
from digest.scheduler.tally import Tally
from digest.storage import Store

CONFIG = """
[[digest]]
name = "daily"
title = "T"
language = "en"
timezone = "Europe/Berlin"
at = "07:00"
"""
SEVEN = datetime(2026, 11, 22, 6, tzinfo=UTC)  # 07:00 in Berlin
EVENING = SEVEN - timedelta(hours=10)
SLOT = Slot(digest="daily", date=SEVEN.date(), slot="07:00", due=SEVEN)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'digest.db'}") as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    return load(tmp_path / "config.toml", {})


@pytest.fixture
def seen(store: Store, settings: Settings) -> Settings:
    """By a daemon, the evening before."""
    timetable = settings.digests[0].timetable
    assert timetable
    store.schedule.since("daily", timetable, now=EVENING)
    return settings


def messages(found: Status) -> list[str]:
    return [each.message for each in found.problems]


def test_before_anything_ran_nothing_is_wrong(store, settings) -> None:
    """A timetable that nobody has seen owes nobody an edition; what is next is known."""
    found = status(store, settings, now=SEVEN + timedelta(days=1, hours=5))
    [digest] = found.digests
    assert (found.leader, found.problems, digest.last) == (None, (), None)
    assert digest.next
    assert digest.next.name == "daily 2026-11-24 07:00"


def test_what_is_late_by_more_than_it_may_take_is_overdue(store, seen) -> None:
    """Not before: a monitor that cries each morning while it is built is switched off."""
    late = SEVEN + LATE + timedelta(minutes=seen.run.minutes)
    assert status(store, seen, now=late).problems == ()
    found = status(store, seen, now=late + MINUTE)
    assert found.overdue == (SLOT,)
    assert messages(found) == ["the edition of 2026-11-22 07:00 is overdue"]


def test_what_hangs_is_overdue_too(store, seen) -> None:
    """Somebody claimed it and keeps it, and nothing comes."""
    store.schedule.claim(SLOT, holder="one", now=SEVEN, lease=timedelta(hours=9))
    found = status(store, seen, now=SEVEN + timedelta(hours=1))
    assert found.overdue == (SLOT,)


def test_what_is_done_is_no_problem(store, seen) -> None:
    """And it is told when it was made."""
    store.schedule.claim(SLOT, holder="one", now=SEVEN, lease=MINUTE)
    publish(store, SLOT, holder="one", now=SEVEN)
    found = status(store, seen, now=SEVEN + timedelta(hours=5))
    assert found.problems == ()
    assert found.digests[0].last == store.schedule.turn(SLOT)


def test_what_failed_for_good_is_a_problem_until_the_next(store, seen) -> None:
    """While it is tried again, nobody need look."""
    for attempt, next_try in enumerate([SEVEN + MINUTE, None]):
        now = SEVEN + attempt * MINUTE
        store.schedule.claim(SLOT, holder="one", now=now, lease=MINUTE)
        store.schedule.fail(SLOT, holder="one", detail="no disk", next_try=next_try, now=now)
        found = status(store, seen, now=now)
        assert bool(found.problems) == (next_try is None)
    assert messages(found) == ["the edition of 2026-11-22 07:00 failed: no disk"]
    following = replace(SLOT, date=SLOT.date + timedelta(days=1), due=SEVEN + timedelta(days=1))
    store.schedule.claim(following, holder="one", now=following.due, lease=MINUTE)
    assert status(store, seen, now=following.due).problems == ()


def deliver(
    store: Store,
    *states: State,
    mailing: str = "daily-2026-11-22-0700",
    at: datetime = SEVEN,
) -> None:
    """A mailing to as many recipients, each in one of these states since then."""
    made = Mailing(id=mailing, kind=Kind.EDITION, digest="daily", created=at)
    letters = [
        Delivery(
            mailing=mailing,
            channel="files",
            recipient=f"{number}@example.org",
            next_try=at,
            changed=at,
        )
        for number in range(len(states))
    ]
    store.outbox.queue(made, {"": Body(headers=(), data=b"")}, letters, now=at)
    held = store.outbox.claim("files", holder="one", now=at, lease=MINUTE, at_most=99)
    told = [replace(each, state=state, head=b"") for each, state in zip(held, states, strict=True)]
    store.outbox.record(told, holder="one", now=at)


def test_what_nobody_can_tell_of_is_asked_about(store, seen) -> None:
    """It waits for a decision, of whatever edition it is."""
    deliver(store, State.SENT, State.UNKNOWN, mailing="daily-2026-01-01")
    found = status(store, seen, now=EVENING)
    assert dict(found.outbox) == {State.SENT: 1, State.UNKNOWN: 1}
    assert messages(found) == ["nobody can tell whether 1 of its messages arrived"]


def test_what_failed_of_the_last_edition_is_told(store, seen) -> None:
    """Of earlier ones it was told then."""
    store.schedule.claim(SLOT, holder="one", now=SEVEN, lease=MINUTE)
    publish(store, SLOT, holder="one", now=SEVEN)
    deliver(store, State.FAILED, mailing="daily-2026-01-01")
    assert status(store, seen, now=SEVEN).problems == ()
    deliver(store, State.SENT, State.FAILED)
    found = status(store, seen, now=SEVEN)
    assert dict(found.digests[0].deliveries) == {State.SENT: 1, State.FAILED: 1}
    assert messages(found) == ["1 of the messages of its last edition failed"]


def test_a_channel_that_takes_nothing_is_told_after_an_hour(store, settings) -> None:
    """Its server cannot be told of by mail, and an edition in the outbox looks as if it were made.
    Where one letter went, the others are on their way.
    """
    deliver(store, State.QUEUED, State.QUEUED)
    why = {"why": "refuses connections", "given_up": "", "too_old": EVENING}
    store.outbox.put_off("files", until=SEVEN + 2 * MINUTE, now=SEVEN, **why)
    assert status(store, settings, now=SEVEN + STUCK - MINUTE).problems == ()
    [problem] = status(store, settings, now=SEVEN + STUCK).problems
    assert problem.place == "channel files"
    assert problem.message.endswith("2 of its messages wait: refuses connections")
    deliver(store, State.SENT, mailing="daily-2026-11-23", at=SEVEN + MINUTE)
    assert status(store, settings, now=SEVEN + STUCK).problems == ()


def test_feeds_in_trouble_are_told_and_no_problem(store, seen) -> None:
    """Of two hundred feeds some always fail; a single failure is not even trouble."""
    feeds = {"once": Visits(errors=1), "often": Visits(errors=3), "gone": Visits(stopped=True)}
    store.feeds.add([Feed(url=f"https://{name}.example/", visits=v) for name, v in feeds.items()])
    found = status(store, seen, now=EVENING)
    assert [each.url for each in found.feeds] == ["https://often.example/", "https://gone.example/"]
    assert found.problems == ()


def test_who_leads_is_told_for_as_long_as_it_lives(store, seen) -> None:
    """A daemon that was killed is none."""
    store.schedule.lead(LEADER, holder="one", now=EVENING, lease=MINUTE)
    assert status(store, seen, now=EVENING).leader == "one"
    assert status(store, seen, now=EVENING + MINUTE).leader is None
    before_us = f"{name()}0"  # it had our number, and began at another time
    store.schedule.lead(LEADER, holder=before_us, now=EVENING + MINUTE, lease=MINUTE)
    assert status(store, seen, now=EVENING + MINUTE).leader is None


def test_health_is_that_of_the_daemon(store, seen) -> None:
    """Restarting it mends neither a letter nor a feed: only what it does not do makes it ill."""
    deliver(store, State.UNKNOWN, mailing="daily-2026-01-01")
    found = status(store, seen, now=EVENING)
    tally = Tally(holder="one")
    assert health(found, tally)[0] is False
    tally.ticked = EVENING
    well, said = health(found, tally)
    assert (well, said["status"], said["outbox"]["unknown"]) == (True, "ok", 1)
    tally.ticked = EVENING - SILENCE
    assert health(found, tally)[1]["status"] == "hangs"
    tally.ticked = SEVEN + timedelta(hours=1)
    overdue = status(store, seen, now=tally.ticked)
    well, said = health(overdue, tally)
    assert (well, said["status"], said["overdue"]) == (False, "overdue", [SLOT.name])


def test_metrics_are_what_prometheus_reads(store, seen) -> None:
    """Each of the table in docs/how-to/monitor.md is there, with its labels."""
    tally = Tally(holder="one", leads=True, ticked=SEVEN, seconds=3.0)
    tally.built["daily"] = 2
    tally.died["build"] = 1
    data, kind = exposition(status(store, seen, now=SEVEN), tally)
    text = data.decode()
    assert kind.startswith("text/plain; version=")
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert float(lines["digest_build_seconds_sum"]) == 3
    assert float(lines['digest_editions_built_total{digest="daily"}']) == 2
    assert float(lines['digest_died_total{work="build"}']) == 1
    assert float(lines['digest_deliveries{state="unknown"}']) == 0
    assert float(lines["digest_leader"]) == 1
    page = (Path(__file__).parents[2] / "docs/how-to/monitor.md").read_text("utf-8")
    names = {line.split("{")[0] for line in lines}
    assert [name for name in names if f"`{name}" not in page] == []
