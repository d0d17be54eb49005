"""Feeds that are followed, and what is remembered of their items."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.models.feeds import Feed, FeedOptions, Located, Sighting, Visits
from digest.storage import Added, Came, Record, Run, Store

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)


def started(store: Store, *, everything: bool = False) -> Run:
    return store.feeds.start(now=NOW, everything=everything)


def urls(feeds: tuple[Feed, ...]) -> list[str]:
    return [each.url for each in feeds]


def test_feeds_come_back_in_the_order_they_were_added(store, feed) -> None:
    """People find a feed where they put it, with all that they asked of it."""
    odd = Feed(
        url="https://a.example/feed?x='",
        title="Käse \ud800",
        folders=("News", "Local"),
        options=FeedOptions(full_text=True, include=("Hafen",), weight=2.5, wait=0),
        visits=Visits(etag='"1"', visited=NOW, next_try=NOW + HOUR, errors=2, status=503),
    )
    b = feed("b")

    assert store.feeds.add([odd, b, b]) == Added(new=(odd.url, b.url), known=())
    changed = replace(b, title="Another")
    assert store.feeds.add([feed("c"), changed]) == Added(new=(feed("c").url,), known=(b.url,))

    assert store.feeds.all() == (odd, b, feed("c"))
    assert store.feeds.named(odd.url) == odd
    assert store.feeds.named("https://d.example/") is None
    assert store.feeds.add([]) == Added(new=(), known=())


def test_a_feed_is_changed_in_its_place(store, feed) -> None:
    """`feeds set` reads and writes at once, so that a refresh in between loses nothing."""
    store.feeds.add([feed("a"), feed("b")])

    changed = store.feeds.change(feed("a").url, lambda each: replace(each, title="Local news"))

    assert changed == replace(feed("a"), title="Local news")
    assert store.feeds.all() == (changed, feed("b"))
    assert store.feeds.change("https://d.example/", lambda each: each) is None


def test_what_a_removed_feed_brought_stays(store, feed, outcome) -> None:
    """Nobody asked for articles to be deleted; added again, the feed starts afresh."""
    a, b = feed("a"), feed("b")
    store.feeds.add([a, b])
    visits = [outcome(each, "same: text", seen=NOW) for each in (a, b)]
    store.feeds.record(visits, run=started(store), now=NOW)

    assert store.feeds.remove(a.url)
    assert not store.feeds.remove(a.url)

    assert urls(store.feeds.all()) == [b.url]
    assert [each.id for each in store.unread()] == ["same"]
    store.feeds.add([a])
    assert store.feeds.sightings([a.url, b.url]) == {a.url: (), b.url: visits[1].sightings}


def test_what_came_of_visits_is_kept(store, feed, outcome) -> None:
    """The next visit knows each item again, and asks the server only for what is new."""
    a, b = feed("a"), feed("b")
    store.feeds.add([a, b])
    visits = [
        outcome(a, "one: first text", "two: second text", seen=NOW, etag='"7"', visited=NOW),
        outcome(b, seen=NOW, error="did not answer within 20 s", errors=1),
    ]

    store.feeds.record(visits, run=started(store), now=NOW)

    assert store.feeds.all() == tuple(each.feed for each in visits)
    assert store.feeds.sightings([b.url, a.url]) == {a.url: visits[0].sightings, b.url: ()}
    assert store.unread() == tuple(each.article for each in visits[0].arrivals)
    assert store.check() == ()


def test_a_sighting_takes_the_place_of_the_last_one(store, feed, outcome) -> None:
    """An item is in a feed for days; what is not told of again stays as it was."""
    a = feed("a")
    store.feeds.add([a])
    first = outcome(a, "one: old", "two: text", seen=NOW)
    store.feeds.record([first], run=started(store), now=NOW)
    again = outcome(a, "one: new", seen=NOW + 24 * HOUR)
    store.feeds.record([again], run=started(store), now=NOW)

    assert store.feeds.sightings([a.url])[a.url] == (*again.sightings, first.sightings[1])
    late = NOW + HOUR
    assert store.feeds.sightings([a.url], since=late)[a.url] == again.sightings


def test_odd_names_are_names(store, feed) -> None:
    """What a feed calls its items is anybody's guess; none of it may cost the others of a batch."""
    a = feed("a")
    store.feeds.add([a])
    names = ["'; DROP TABLE feeds; --", "x" * 5000, "a\x00b", "\U0001f600", ""]
    seen = tuple(
        Sighting(
            document=f"{n}", guid=name, link=name, title=name, content=name, first=NOW, seen=NOW
        )
        for n, name in enumerate([*names, "half \ud800"])
    )
    visit = Record(url=a.url, feed=a, sightings=seen)
    store.feeds.record([visit], run=started(store), now=NOW)

    *others, last = store.feeds.sightings([a.url])[a.url]
    assert tuple(others) == seen[:-1]
    assert last.guid == "half \\ud800"


def test_a_document_is_found_by_its_link_in_any_feed(store, feed, outcome) -> None:
    """Section feeds and aggregators have the same article; items without a link have nothing to
    do with each other.
    """
    a, b = feed("a"), feed("b")
    store.feeds.add([a, b])
    visits = [outcome(a, "one: x", seen=NOW), outcome(b, "one: y", "two: z", seen=NOW)]
    nowhere = replace(visits[1].sightings[0], document="nowhere", link="")
    visits[1] = replace(visits[1], sightings=(*visits[1].sightings, nowhere))
    store.feeds.record(visits, run=started(store), now=NOW)

    there = {"one": Located(document="one"), "two": Located(document="two")}
    assert store.feeds.located(["one", "two", "three", ""]) == there
    carrying = {"one": (a.url, b.url), "two": (b.url,), "three": ()}
    assert store.feeds.carrying(["one", "two", "three"]) == carrying


def test_a_papers_own_feed_says_what_is_at_a_link(store, feed, outcome) -> None:
    """However late it was added, what aggregators say of its articles does not count."""
    a, b = feed("a"), feed("b")
    store.feeds.add([a, b])
    visits = [outcome(a, "one: x", seen=NOW), outcome(b, "one: y", seen=NOW)]
    own = replace(visits[1].sightings[0], document="1", own=True)
    visits[1] = replace(visits[1], sightings=(own,))
    store.feeds.record(visits, run=started(store), now=NOW)

    assert store.feeds.located(["one"]) == {"one": Located(document="1", own=True)}


def test_what_came_lately_is_counted(store, feed, outcome) -> None:
    """`feeds list` tells how much a feed brings. What was in it when it was added does not count,
    and neither does what has changed since.
    """
    a, b, empty = feed("a"), feed("b"), feed("empty")
    store.feeds.add([a, b, empty])
    later = NOW + 24 * HOUR
    first = [outcome(a, "old: x", "older: x", seen=NOW), outcome(b, "one: y", seen=later)]
    store.feeds.record(first, run=started(store), now=NOW)
    new = outcome(a, "one: y", "two: z", "old: new", seen=later)
    changed = replace(new.sightings[2], first=NOW)
    new = replace(new, sightings=(*new.sightings[:2], changed))
    store.feeds.record([new], run=started(store), now=later)

    came = {a.url: Came(first=NOW, items=2), b.url: Came(first=later, items=0)}
    assert store.feeds.arrived(NOW) == store.feeds.arrived(later) == came
    assert store.feeds.arrived(later + HOUR)[a.url] == Came(first=NOW, items=0)


def test_what_was_in_the_last_file_is_remembered(store, feed, outcome) -> None:
    """A feed whose server has answered 304 for months still has what it had then."""
    a = feed("a")
    store.feeds.add([a])
    visits = [outcome(a, "gone: x", seen=NOW), outcome(a, "one: y", seen=NOW + 24 * HOUR)]
    for visit in visits:
        store.feeds.record([visit], run=started(store), now=NOW)

    assert store.feeds.sightings([a.url], since=NOW + 2000 * HOUR)[a.url] == visits[1].sightings


def test_due_is_what_has_waited_long_enough(store, feed) -> None:
    """Politeness: nothing is visited before its time, and what is gone never again."""
    store.feeds.add(
        [
            feed("never visited"),
            feed("later", next_try=NOW + HOUR),
            feed("now", next_try=NOW),
            feed("gone", next_try=NOW - HOUR, stopped=True),
        ]
    )

    due = store.feeds.due(started(store), now=NOW)
    assert urls(due) == [feed("never visited").url, feed("now").url]
    everything = store.feeds.due(started(store, everything=True), now=NOW)
    assert urls(everything) == [feed(name).url for name in ("never visited", "later", "now")]


def test_an_interrupted_run_goes_on_where_it_stopped(store, feed, outcome) -> None:
    """`refresh --all` of a thousand feeds must not begin with the first again."""
    feeds = [feed(name) for name in "abc"]
    store.feeds.add(feeds)
    run = started(store, everything=True)
    done = outcome(feeds[0], seen=NOW, next_try=NOW + HOUR)
    store.feeds.record([done], run=run, now=NOW)

    again = store.feeds.start(now=NOW + timedelta(minutes=1), everything=False)
    assert again == run
    assert urls(store.feeds.due(again, now=NOW)) == urls(tuple(feeds[1:]))
    assert len(store.feeds.due(again, now=NOW + HOUR)) == 3

    store.feeds.finish(again, now=NOW + HOUR, report={"new": 7})
    finished = store.feeds.last()
    assert finished == replace(run, finished=NOW + HOUR, report={"new": 7})
    other = store.feeds.start(now=NOW + HOUR, everything=True)
    assert other.id != run.id
    assert len(store.feeds.due(other, now=NOW)) == 3


def test_who_asks_for_everything_gets_it(store, feed) -> None:
    """A run that was interrupted may have been one of those that were due alone."""
    assert store.feeds.last() is None
    store.feeds.add([feed("a", next_try=NOW + HOUR)])
    run = started(store)
    assert store.feeds.due(run, now=NOW) == ()

    everything = started(store, everything=True)

    assert everything == replace(run, everything=True) == store.feeds.last()
    assert len(store.feeds.due(everything, now=NOW)) == 1


def test_what_its_user_did_meanwhile_stays(store, feed, outcome) -> None:
    """A refresh takes minutes: a feed that is changed or removed then is its user's."""
    a, b = feed("a"), feed("b")
    store.feeds.add([a, b])
    run = started(store)
    visits = [outcome(each, f"{each.url}: x", seen=NOW, visited=NOW) for each in (a, b)]
    visits = [replace(each, feed=replace(each.feed, title="Its own title")) for each in visits]
    options = FeedOptions(weight=3.0)
    store.feeds.change(a.url, lambda each: replace(each, title="Mine", options=options))
    store.feeds.remove(b.url)

    store.feeds.record(visits, run=run, now=NOW)

    assert store.feeds.all() == (replace(visits[0].feed, title="Mine", options=options),)
    assert [each.id for each in store.unread()] == [a.url]


def test_a_feed_moves_and_is_still_the_same(store, feed, outcome) -> None:
    """After a 301 its items are known; two feeds that move onto one address stay two until the
    next visit finds out, for one of them must not cost the batch.
    """
    a, b, c = feed("a"), feed("b"), feed("c")
    store.feeds.add([a, b, c])
    new = "https://new.example/feed"
    visits = [
        replace(outcome(each, "one: x", seen=NOW), feed=replace(each, url=url))
        for each, url in ((a, new), (b, new), (c, a.url))
    ]

    store.feeds.record(visits, run=started(store), now=NOW)

    assert urls(store.feeds.all()) == [new, b.url, c.url]
    assert store.feeds.sightings([new])[new] == visits[0].sightings
    assert store.feeds.sightings([a.url]) == {a.url: ()}


VISITS = st.lists(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 4), st.integers(0, 2)), max_size=6),
    max_size=6,
)


@settings(max_examples=40)
@given(batches=VISITS)
def test_whatever_comes_the_newest_is_there_once(feed, outcome, batches) -> None:
    """However feeds repeat, share and change their items: one article each, as it was last told,
    and one sighting in each feed.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(f"sqlite:///{folder}/digest.db") as store,
    ):
        store.feeds.add([feed("a"), feed("b")])
        newest: dict[str, str] = {}
        seen: dict[str, dict[str, str]] = {feed("a").url: {}, feed("b").url: {}}
        for batch in batches:
            for name, link, version in batch:
                text = f"text {version} of {link}"
                visit = outcome(feed(name), f"{link}: {text}", seen=NOW)
                store.feeds.record([visit], run=started(store), now=NOW)
                newest[str(link)] = text
                seen[feed(name).url][str(link)] = text

        assert {each.id: each.text for each in store.unread()} == newest
        kept = store.feeds.sightings(tuple(seen))
        assert {
            url: {each.document: each.content for each in items} for url, items in kept.items()
        } == seen
        assert store.check() == ()


def test_what_cannot_be_read_is_named(store, file, feed, outcome) -> None:
    """A row that another program wrote must be found before a refresh ends in the middle."""
    store.feeds.add([feed("a")])
    store.feeds.record([outcome(feed("a"), "1: x", seen=NOW)], run=started(store), now=NOW)
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE feeds SET payload = '[]'")
        raw.execute("UPDATE unread SET payload = '{'")

    rows = [each.message.partition(": ")[0] for each in store.check()]
    assert rows == ["feeds 1", "unread 1"]
