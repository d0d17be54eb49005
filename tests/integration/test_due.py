"""From a slot that is due to an edition that is stored, written and queued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from support.running import Place

from digest.config import Settings, load
from digest.errors import SourceError
from digest.models import Problem
from digest.models.mail import Kind
from digest.models.schedule import NothingNew, Progress, Slot
from digest.pipeline import due
from digest.storage import Store

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)
LEASE = timedelta(minutes=2)
SLOT = Slot(digest="daily", date=date(2026, 11, 22), slot="07:00", due=NOW)
WHY = Problem(place="articles/a.txt", message="cannot be read", hint="see who may read it")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path, head='[mail]\nowner = "owner@example.org"')


@pytest.fixture
def settings(place: Place) -> Settings:
    return load(place.folder / "config.toml", {})


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with Store.open(settings.store) as opened:
        yield opened


def at(settings: Settings, cron: str) -> Settings:
    """The same with another timetable."""
    [digest] = settings.digests
    assert digest.timetable
    timetable = replace(digest.timetable, cron=cron)
    return replace(settings, digests=(replace(digest, timetable=timetable),))


def claim(store: Store, *, now: datetime = NOW) -> None:
    assert store.schedule.claim(SLOT, holder="one", now=now, lease=LEASE)


def when(settings: Settings, nothing_new: NothingNew) -> Settings:
    """The same with another wish for days on which nothing is new."""
    [digest] = settings.digests
    return replace(settings, digests=(replace(digest, nothing_new=nothing_new),))


def make(store: Store, settings: Settings) -> due.Made:
    return due.make(store, settings, SLOT, holder="one", clock=lambda: NOW)


def make_next(store: Store, settings: Settings) -> due.Made:
    """The edition of the next day."""
    slot = replace(SLOT, date=SLOT.date + timedelta(days=1))
    assert store.schedule.claim(slot, holder="one", now=NOW, lease=LEASE)
    return due.make(store, settings, slot, holder="one", clock=lambda: NOW)


def test_all_of_an_edition_is_there_at_once(store, settings, place) -> None:
    """The edition, its slot, who gets it, and its files in a folder with its name."""
    claim(store)
    made = make(store, settings)
    assert (made.kept, made.deliveries, made.problems) == (True, 1, ())
    assert made.edition.id == "daily-2026-11-22"
    turn = store.schedule.turn(SLOT)
    assert turn
    assert (turn.progress, turn.edition) == (Progress.DONE, made.edition.id)
    assert store.edition(made.edition.id) == made.edition
    [delivery] = store.outbox.list()
    assert (delivery.mailing, delivery.recipient) == (made.edition.id, "a@example.org")
    assert [each.address for each in store.subscribers.of("daily")] == ["a@example.org"]
    names = {each.name for each in (place.folder / "out" / made.edition.id).iterdir()}
    assert names == {"edition.html", "edition.txt", "edition.json"}


@pytest.mark.parametrize(
    ("cron", "name"),
    [("0 7 * * mon-fri", ""), ("0 7,18 * * *", "07:00"), ("0 */6 * * *", "07:00")],
)
def test_one_a_day_needs_no_time_in_its_name(store, settings, cron, name) -> None:
    """`daily-2026-11-22` is what `digest build` would make of that day, and replaces it."""
    claim(store)
    assert make(store, at(settings, cron)).edition.slot == name


def test_who_lost_the_slot_leaves_nothing(store, settings, place) -> None:
    """No edition that another one of the same name contradicts, no mail, no files."""
    claim(store)
    assert store.schedule.claim(SLOT, holder="two", now=NOW + LEASE, lease=LEASE)
    assert not make(store, settings).kept
    assert store.editions("daily") == ()
    assert store.outbox.list() == ()
    assert not (place.folder / "out").exists()


def test_an_edition_is_made_though_its_files_cannot_be_written(store, settings, place) -> None:
    """It is stored and on its way: to fail now would have it made and sent once more."""
    (place.folder / "out").write_text("no folder", "utf-8")
    claim(store)
    made = make(store, settings)
    assert made.kept
    assert [each.message for each in made.problems] == ["cannot be written: Not a directory"]


def test_what_was_mailed_that_day_stays_as_it_was(store, settings, place) -> None:
    """Who moves seven o'clock to eight behind the first edition gets no second one of the day."""
    daily = at(settings, "0 7 * * *")
    claim(store)
    first = make(store, daily).edition
    before = (place.folder / "out" / first.id / "edition.txt").read_bytes()
    (place.folder / "articles" / "b.txt").write_text("It is new, said Bo Sample.\n", "utf-8")
    eight = replace(SLOT, slot="08:00")
    store.schedule.claim(eight, holder="one", now=NOW, lease=LEASE)
    assert due.make(store, daily, eight, holder="one", clock=lambda: NOW).kept
    turn = store.schedule.turn(eight)
    assert turn
    assert (turn.progress, turn.edition) == (Progress.DONE, first.id)
    assert store.edition(first.id) == first
    assert len(store.outbox.list()) == 1
    assert (place.folder / "out" / first.id / "edition.txt").read_bytes() == before


def test_its_own_editions_are_no_articles(store, settings, place) -> None:
    """A digest of a folder with `out` in it would cite what it said yesterday."""
    wide = replace(settings, digests=(replace(settings.digests[0], sources=(str(place.folder),)),))
    claim(store)
    first = make(store, wide).edition
    assert first
    (place.folder / "articles" / "b.txt").write_text("It is new, said Bo Sample.\n", "utf-8")
    second = make_next(store, wide).edition
    assert second
    assert [Path(each.id).name for each in second.references] == ["b.txt"]


def test_sources_that_are_gone_are_a_failure(store, settings, place) -> None:
    """A disk that was not mounted is no day without news; and nothing is queued."""
    (place.folder / "articles" / "a.txt").unlink()
    (place.folder / "articles").rmdir()
    claim(store)
    with pytest.raises(SourceError):
        make(store, settings)
    assert store.outbox.list() == ()


@pytest.mark.parametrize("nothing_new", NothingNew)
def test_a_day_without_articles_is_no_failure(store, settings, place, nothing_new) -> None:
    """Nobody is called for it, and nobody is mailed an empty first edition."""
    (place.folder / "articles" / "a.txt").unlink()
    claim(store)
    made = make(store, when(settings, nothing_new))
    assert (made.edition, made.kept, made.problems) == (None, True, ())
    turn = store.schedule.turn(SLOT)
    assert turn
    assert (turn.progress, turn.detail, turn.next_try) == (Progress.SKIPPED, due.NOTHING_NEW, None)
    assert (store.editions("daily"), store.outbox.list()) == ((), ())
    assert not (place.folder / "out").exists()


def test_readers_are_told_that_nothing_is_new_where_they_want_it(store, settings, place) -> None:
    """Who waits for it at breakfast is not to wonder whether the machine is down."""
    send = when(settings, NothingNew.SEND)
    claim(store)
    first = make(store, send).edition
    (place.folder / "articles" / "a.txt").unlink()
    second = make_next(store, send)
    assert first
    assert second.edition
    assert (second.edition.stories, second.edition.since) == ((), first.date)
    assert (second.edition.number, second.deliveries) == (2, 1)


def test_the_evening_goes_on_from_the_morning(store, settings, place) -> None:
    """Two editions of one day are two to their readers, though they have one date."""
    twice = at(settings, "0 7,18 * * *")
    claim(store)
    morning = make(store, twice).edition
    (place.folder / "articles" / "b.txt").write_text("It is new, said Bo Sample.\n", "utf-8")
    slot = replace(SLOT, slot="18:00", due=NOW + timedelta(hours=11))
    assert store.schedule.claim(slot, holder="one", now=NOW, lease=LEASE)
    evening = due.make(store, twice, slot, holder="one", clock=lambda: NOW).edition
    assert morning
    assert evening
    assert [each.attribution.name.text for each in evening.items()] == ["Bo Sample"]
    assert (evening.since, evening.number) == (morning.date, 2)


def test_who_lost_the_slot_leaves_nothing_out(store, settings, place) -> None:
    """What the other makes of it counts."""
    (place.folder / "articles" / "a.txt").unlink()
    claim(store)
    assert store.schedule.claim(SLOT, holder="two", now=NOW + LEASE, lease=LEASE)
    assert not make(store, settings).kept
    turn = store.schedule.turn(SLOT)
    assert turn
    assert turn.progress is Progress.BUILDING


def test_the_owner_is_told_when_nothing_more_is_tried(store, settings) -> None:
    """Once, of the last error and what to do, not at each try."""
    tries = []
    now = NOW
    while not tries or tries[-1]:
        claim(store, now=now)
        assert store.outbox.list() == ()
        tries.append(due.fail(store, settings, SLOT, holder="one", why=WHY, now=now))
        now = tries[-1] or now
    assert len(tries) == 3
    [notice] = store.outbox.list()
    mailing = store.outbox.mailing(notice.mailing)
    assert mailing
    assert (mailing.kind, notice.recipient) == (Kind.NOTICE, "owner@example.org")
    text = store.outbox.bodies(notice.mailing)[""].data.decode()
    assert WHY.message in text
    assert WHY.hint in text
    assert "articles/a.txt" in text


def test_without_an_owner_nobody_is_told(store, settings) -> None:
    """The log and `digest status` are all there is."""
    nobody = replace(settings, mail=replace(settings.mail, owner=""))
    for minutes in (0, 1, 6):
        claim(store, now=NOW + timedelta(minutes=minutes))
        now = NOW + timedelta(minutes=minutes)
        due.fail(store, nobody, SLOT, holder="one", why=WHY, now=now)
    assert store.outbox.list() == ()


def test_who_lost_the_slot_tells_nobody(store, settings) -> None:
    """The other may make it yet."""
    claim(store)
    later = NOW + LEASE
    store.schedule.claim(SLOT, holder="two", now=later, lease=LEASE)
    store.schedule.claim(SLOT, holder="two", now=later + LEASE, lease=LEASE)
    due.fail(store, settings, SLOT, holder="one", why=WHY, now=later + LEASE)
    assert store.outbox.list() == ()
    turn = store.schedule.turn(SLOT)
    assert turn
    assert turn.progress is Progress.BUILDING
