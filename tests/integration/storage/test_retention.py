"""What is old is forgotten; what an edition used is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digest.documents import understand
from digest.storage import Forgotten, Store
from digest.stories import sketch

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
OLD = NOW - timedelta(days=91)
LIMIT = NOW - timedelta(days=90)


def test_what_is_old_is_forgotten(store: Store, feed, outcome, document, claim) -> None:
    """A store that only grows ends in a full disk. Files that people ingested are their own, and an
    item that is still in its feed must not come again as a new one.
    """
    a = feed("a")
    store.feeds.add([a])
    run = store.feeds.start(now=OLD, everything=False)
    old = outcome(a, "read: x", "unread: y", "still there: z", seen=OLD)
    store.feeds.record([old], run=run, now=OLD)
    first = old.arrivals[0].article
    said = replace(claim(document(1)), document=first.fingerprint)
    store.add([(understand(first), [said]), (document(1), ())], now=OLD)
    again = replace(old, arrivals=(), sightings=(replace(old.sightings[2], seen=NOW),))
    new = outcome(a, "new: u", seen=NOW)
    store.feeds.record([again, new], run=run, now=NOW)

    assert store.forget(LIMIT) == Forgotten(documents=3, sightings=2)

    assert store.documents() == (document(1),)
    assert store.claims([first.fingerprint]) == {first.fingerprint: ()}
    assert [each.id for each in store.unread()] == ["new"]
    assert [each.document for each in store.feeds.sightings([a.url])[a.url]] == [
        "new",
        "still there",
    ]
    assert store.check() == ()
    assert store.forget(LIMIT) == Forgotten(documents=0, sightings=0)


def test_what_an_edition_used_is_kept(store: Store, feed, outcome, edition) -> None:
    """Each line of an edition can be proved for as long as there is the edition."""
    a = feed("a")
    store.feeds.add([a])
    visit = outcome(a, "used: x", "not used: y", seen=OLD)
    run = store.feeds.start(now=OLD, everything=False)
    store.feeds.record([visit], run=run, now=OLD)
    used, other = (understand(each.article) for each in visit.arrivals)
    store.add([(used, ()), (other, ())], now=OLD)
    store.save(edition(OLD.date(), used), [])

    assert store.forget(LIMIT) == Forgotten(documents=1, sightings=0)

    assert store.documents() == (used,)
    assert store.edition_on("daily", OLD.date()) is not None


def test_old_runs_are_forgotten_but_the_last(store: Store, feed) -> None:
    """Half-hourly runs make 17,000 a year; how the last one went stays to be seen."""
    store.feeds.add([feed("a")])
    for days in (2, 1):
        run = store.feeds.start(now=OLD - timedelta(days=days), everything=False)
        store.feeds.record([], run=run, now=OLD)
        store.feeds.finish(run, now=OLD, report={"days": days})

    store.forget(LIMIT)

    assert store.feeds.last() == replace(run, finished=OLD, report={"days": 1})
    assert store.check() == ()


def test_what_is_forgotten_is_forgotten_by_stories_too(
    store: Store, *, feed, outcome, edition, document, story
) -> None:
    """An article that was told and not shown goes with its sketch; the edition stays as it was."""
    a = feed("a")
    store.feeds.add([a])
    visit = outcome(a, "shown: x", "told: y", seen=OLD)
    run = store.feeds.start(now=OLD, everything=False)
    store.feeds.record([visit], run=run, now=OLD)
    shown, told = (understand(each.article) for each in visit.arrivals)
    store.add([(shown, ()), (told, ())], now=OLD)
    made, names = edition(OLD.date(), shown), (shown.fingerprint, told.fingerprint)
    store.save(made, [replace(story(document(1)), documents=names)])
    found = [sketch(each) for each in (shown, told)]
    store.memory.keep(found)
    assert store.memory.sketches([made.id], since=NOW, until=NOW).keys() == {*names}

    assert store.forget(LIMIT) == Forgotten(documents=1, sightings=0)

    assert store.memory.sketches([made.id], since=NOW, until=NOW) == {names[0]: found[0]}
    tomorrow = (OLD.date() + timedelta(days=1), "")
    past = store.memory.past("daily", since=OLD.date(), before=tomorrow)
    assert past.known.stories == {shown.id: "s1"}
    assert store.check() == ()
