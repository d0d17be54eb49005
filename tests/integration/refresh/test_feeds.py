"""When feeds are visited, and what is told of those that fail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from support.feed_site import Site
from support.refreshing import START, entry, follow, visit

from digest.pipeline.feeds.web import Web
from digest.storage import Store


def test_a_feed_is_left_alone_until_it_is_due(there: Site, web: Web, store: Store) -> None:
    """Whoever runs a refresh each minute must not ask each server each minute."""
    follow(store, there.feed("/feed", [entry(1)]))
    visit(store, web, everything=False)
    report = visit(store, web, hours=0.1, everything=False)
    assert (report.visited, report.waiting) == ((), 1)
    assert len(visit(store, web, hours=0.6, everything=False).visited) == 1


def test_a_feed_that_is_named_is_visited_alone(there: Site, web: Web, store: Store) -> None:
    """Who mends a feed wants to see it at once, and what was under way is not forgotten for it."""
    urls = [there.feed(f"/{n}", [entry(n)]) for n in range(3)]
    follow(store, *urls)
    store.feeds.start(now=START, everything=True)
    report = visit(store, web, hours=0.1, everything=False, only=urls[:1])
    assert [each.feed for each in report.visited] == urls[:1]
    assert report.waiting == 2
    report = visit(store, web, hours=0.2, everything=False)
    assert report.resumed
    assert [each.feed for each in report.visited] == urls[1:]


def test_a_feed_that_is_gone_is_not_waited_for(there: Site, web: Web, store: Store) -> None:
    """It is stopped, and a refresh has nothing to do."""
    there.refuse("/gone", 410)
    follow(store, f"{there.url}/gone")
    assert visit(store, web).waiting == 0
    report = visit(store, web, hours=48)
    assert (report.visited, report.waiting) == ((), 0)


def test_one_bad_feed_does_not_stop_the_others(there: Site, web: Web, store: Store) -> None:
    """Of a few hundred feeds some always fail."""
    follow(
        store,
        there.refuse("/gone", 410),
        there.refuse("/busy", 503, Retry_After="7200"),
        there.put("/page", b"<html><body><p>Come back later</p></body></html>"),
        there.feed("/feed", [entry(1)]),
    )
    gone, busy, page, good = visit(store, web).visited
    assert good.new == 1
    assert all(each.problem and each.problem.place == each.feed for each in (gone, busy, page))
    states = {feed.url.rpartition("/")[2]: feed.visits for feed in store.feeds.all()}
    assert states["gone"].stopped
    assert not states["busy"].stopped
    again = states["busy"].next_try
    assert again
    assert timedelta(hours=1.9) < again - datetime.now(UTC) < timedelta(hours=2.1)
    assert states["page"].errors == 1
    assert len(visit(store, web, hours=1).visited) == 3, "a feed that is gone is not asked again"


def test_a_machine_without_a_network_is_no_error_of_feeds(web: Web, store: Store) -> None:
    """A laptop that wakes up in a train asks for all of its feeds again when it is online."""
    follow(store, "http://harbour.invalid/feed", "http://ferries.invalid/feed")
    report = visit(store, web)
    assert report.offline
    assert len(report.problems) == 2
    for feed in store.feeds.all():
        assert (feed.visits.errors, feed.visits.next_try) == (0, None)
        assert feed.visits.error
    assert not visit(store, web, only=["https://nobody.example/"], everything=False).offline


def test_a_host_that_is_gone_is_one_where_others_answer(
    there: Site, web: Web, store: Store
) -> None:
    """Then it is not the network; and it does not matter which of them was asked first."""
    follow(store, "http://harbour.invalid/feed", there.refuse("/feed", 404))
    assert not visit(store, web).offline
    assert [feed.visits.errors for feed in store.feeds.all()] == [1, 1]


def test_a_feed_that_moved_is_followed_where_it_lives(there: Site, web: Web, store: Store) -> None:
    """301 says that the old address will not be there for good."""
    new = there.feed("/new", [entry(1)])
    follow(store, there.refuse("/old", 301, Location=new))
    (visited,) = visit(store, web).visited
    assert (visited.new, visited.moved_to) == (1, new)
    assert [feed.url for feed in store.feeds.all()] == [new]
    (again,) = visit(store, web, hours=1).visited
    assert again.status == 304
