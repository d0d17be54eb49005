"""How soon a feed is visited again, and what is remembered of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds import visits
from digest.models import Problem
from digest.models.feeds import Channel, Feed, FeedOptions, Visits
from digest.models.web import Response

NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
URL = "https://kurier.example/feed.xml"
FEED = Feed(url=URL)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def response(status: int | None = 200, **said: object) -> Response:
    good = status in (200, 304)
    problem = None if good else Problem(place=URL, message=f"answered {status}", hint="wait")
    return Response(**{"key": URL, "url": URL, "status": status, "problem": problem, **said})  # type: ignore[arg-type]


def after(feed: Feed = FEED, answer: Response | None = None, **given: object) -> Feed:
    settings = {"now": NOW, "wait": 30, **given}
    return visits.after(feed, answer or response(), **settings)  # type: ignore[arg-type]


def waited(feed: Feed) -> timedelta:
    assert feed.visits.next_try
    return feed.visits.next_try - NOW


def is_about(wait: timedelta, expected: timedelta) -> bool:
    return expected * (1 - visits.JITTER) <= wait <= expected


def test_a_good_visit_ends_what_was_wrong() -> None:
    """A server that was down for a night is visited as before in the morning."""
    bad = replace(FEED, visits=Visits(errors=7, error="answered 500", status=500, stopped=True))
    seen = after(bad, response(etag='"2"', last_modified="then"), channel=Channel(format="rss20"))
    assert replace(seen.visits, next_try=None) == Visits(
        etag='"2"', last_modified="then", visited=NOW, succeeded=NOW, status=200
    )
    assert is_about(waited(seen), 30 * MINUTE)


def test_tags_are_those_of_the_last_body_that_was_read() -> None:
    """With the tag of a body that could not be read, the server would say that nothing is new."""
    known = replace(FEED, visits=Visits(etag='"1"', last_modified="then"))
    unread = after(known, response(etag='"2"'), problem=Problem(place=URL, message="is no feed"))
    assert (unread.visits.etag, unread.visits.last_modified) == ('"1"', "then")
    assert (unread.visits.error, unread.visits.errors) == ("is no feed", 1)
    assert unread.visits.succeeded is None
    same = after(known, response(304))
    assert (same.visits.etag, same.visits.last_modified) == ('"1"', "then")
    fresh = after(known, response(etag=""), channel=Channel(format="rss20"))
    assert (fresh.visits.etag, fresh.visits.last_modified) == ("", "")


@pytest.mark.parametrize("status", [None, 401, 403, 404, 500, 503])
def test_waits_grow_with_errors_in_a_row(status: int | None) -> None:
    """A server in trouble is left alone, and a feed that comes back is found within a day."""
    feed, waits = FEED, []
    for _ in range(9):
        feed = after(feed, response(status))
        waits.append(waited(feed))
    doubled = [min(30 * MINUTE * 2**errors, DAY) for errors in range(1, 10)]
    assert all(map(is_about, waits, doubled))
    assert feed.visits.errors == 9
    assert not feed.visits.stopped


def test_a_feed_that_is_gone_stops_and_says_so() -> None:
    """410 is the word of a server that nothing will ever be there again."""
    gone = after(FEED, response(410))
    assert gone.visits.stopped
    assert gone.visits.error == "answered 410"
    assert after(gone, response(500)).visits.stopped, "an error does not start it again"


@pytest.mark.parametrize(
    ("told", "expected"),
    [(2 * DAY, 2 * DAY), (400 * DAY, 7 * DAY), (5 * MINUTE, 60 * MINUTE), (-DAY, 60 * MINUTE)],
)
def test_a_server_is_asked_again_when_it_says(told: timedelta, expected: timedelta) -> None:
    """Retry-After is kept to, but nobody is away for a year by mistake."""
    assert is_about(waited(after(FEED, response(429, retry_after=NOW + told))), expected)


@pytest.mark.parametrize(
    ("option", "asked", "expected"),
    [
        (None, None, 30),
        (None, 5, 30),
        (None, 120, 120),
        (None, 100_000, 24 * 60),
        (10, 120, 10),
        (10_080, None, 10_080),
    ],
)
def test_a_feed_may_ask_for_more_time(option: int | None, asked: int | None, expected: int) -> None:
    """`ttl` is kept to within a day; what the user says goes first."""
    feed = replace(FEED, options=FeedOptions(wait=option))
    seen = after(feed, channel=Channel(format="rss20", wait=asked))
    assert is_about(waited(seen), expected * MINUTE)
    assert is_about(waited(after(seen, response(304))), expected * MINUTE), "it is remembered"


def test_a_long_wait_of_the_user_is_no_shorter_after_an_error() -> None:
    """Who visits a feed once a week does not want it daily because it fails."""
    weekly = replace(FEED, options=FeedOptions(wait=10_080))
    assert is_about(waited(after(weekly, response(500))), 7 * DAY)


def test_a_feed_that_moved_is_visited_where_it_lives() -> None:
    """Otherwise each visit asks two servers, until the old one is switched off."""
    there = "https://bote.example/feed.xml"
    assert after(FEED, response(moved_to=there)).url == there
    assert after(FEED, response(304, moved_to=there)).url == there
    unread = Problem(place=URL, message="is no feed")
    assert after(FEED, response(moved_to=there), problem=unread).url == URL


def test_a_feed_that_moved_onto_another_stops() -> None:
    """Two feeds at one address would bring each item twice."""
    there = "https://bote.example/feed.xml"
    moved = after(FEED, response(moved_to=there), followed={URL, there})
    assert (moved.url, moved.visits.stopped) == (URL, True)
    assert there in moved.visits.error
    assert not after(FEED, response(moved_to=URL), followed={URL}).visits.stopped


def test_titles_are_those_of_the_user() -> None:
    """A name that was given is not lost at the next visit, nor is a feed without one nameless."""
    channel = Channel(format="rss20", title="Kurier", site="https://kurier.example/")
    named = replace(FEED, title="Mine")
    assert after(named, channel=channel).title == "Mine"
    assert after(FEED, channel=channel).title == "Kurier"
    assert after(FEED, channel=channel).site == channel.site


@given(st.integers(0, 5_000), st.sampled_from([200, 304, None, 429, 500]), st.integers(1, 10_080))
def test_every_wait_is_bearable(errors: int, status: int | None, wait: int) -> None:
    """However often it failed: no sooner than a tenth under the wait, no later than it may be."""
    feed = replace(FEED, visits=Visits(errors=errors))
    pause = waited(after(feed, response(status), wait=wait))
    assert wait * MINUTE * (1 - visits.JITTER) <= pause <= max(wait * MINUTE, DAY)


def test_feeds_do_not_come_due_all_at_once() -> None:
    """Two hundred feeds that were added in one minute are not asked in one minute for ever after;
    and the same visit is planned the same way each time.
    """
    feeds = [Feed(url=f"https://kurier.example/{number}.xml") for number in range(50)]
    assert len({waited(after(feed)) for feed in feeds}) == 50
    assert after() == after()


@pytest.mark.parametrize(
    ("items", "days", "expected"),
    [(0, 28, 0), (40, 28, 10), (14, 7, 14), (1, 1, 7), (20, 0.9, None)],
)
def test_items_a_week(items: int, days: float, expected: float | None) -> None:
    """Nobody knows yet of a feed that was added an hour ago."""
    since = NOW - timedelta(days=days)
    assert visits.rate(items, since=since, now=NOW) == expected


def test_a_feed_has_no_part_in_a_machine_that_is_offline() -> None:
    """After a night without a network all feeds would be left alone for a day."""
    due = replace(FEED, visits=Visits(etag='"1"', errors=1, status=500, next_try=NOW - MINUTE))
    seen = after(due, response(None, unreachable=True), offline=True)
    told = replace(due.visits, visited=NOW, status=None, error="answered None")
    assert seen == replace(due, visits=told)
