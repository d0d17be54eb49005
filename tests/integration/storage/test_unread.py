"""Articles that came in with feeds: unread until an edition needs them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.documents import understand
from digest.models import Article
from digest.storage import Added, Record, Store

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def came(store: Store, feed, outcome):
    """Lets articles come in with a feed, `link: text` each, without a date of their own."""
    store.feeds.add([feed("a")])

    def come(*texts: str, now: datetime = NOW) -> tuple[Article, ...]:
        visit: Record = outcome(feed("a"), *texts, seen=now)
        visit = replace(
            visit, arrivals=tuple(replace(each, published=None) for each in visit.arrivals)
        )
        run = store.feeds.start(now=now, everything=False)
        store.feeds.record([visit], run=run, now=now)
        return tuple(each.article for each in visit.arrivals)

    return come


def test_what_is_read_is_unread_no_longer(store, came, document, claim) -> None:
    """A refresh costs no reading; an edition reads what it needs, once."""
    first, second = came("one: x", "two: y")
    said = replace(claim(document(1)), document=first.fingerprint)

    added = store.add([(understand(first), [said])], now=NOW + DAY)

    assert added == Added(new=(first.fingerprint,), known=())
    assert store.unread() == (second,)
    assert store.documents() == (understand(first),)
    assert store.claims([first.fingerprint]) == {first.fingerprint: (said,)}


def test_an_article_was_seen_when_it_came(store, came) -> None:
    """An article without a date is news of the day it came, not of the day it was read."""
    [article] = came("one: x")

    store.add([(understand(article), ())], now=NOW + 3 * DAY)

    assert store.documents(since=NOW, until=NOW + HOUR) == (understand(article),)
    assert store.documents(since=NOW + HOUR) == ()


def test_unread_articles_are_asked_for_by_time(store, feed, outcome, came) -> None:
    """An edition of today reads nothing of last week."""
    came("without a date: x")
    early, late = outcome(feed("a"), "early: y", "late: z", seen=NOW).arrivals
    visit = Record(
        url=feed("a").url,
        feed=feed("a"),
        arrivals=(
            replace(late, published=NOW + DAY),
            replace(early, published=NOW - DAY),
        ),
    )
    run = store.feeds.start(now=NOW, everything=False)
    store.feeds.record([visit], run=run, now=NOW)

    assert names(store.unread()) == ["early", "without a date", "late"]
    assert names(store.unread(since=NOW)) == ["without a date", "late"]
    assert names(store.unread(until=NOW)) == ["early"]
    assert names(store.unread(since=NOW, until=NOW + DAY)) == ["without a date"]


def names(articles: tuple[Article, ...]) -> list[str]:
    return [each.id for each in articles]


def test_the_newest_version_alone_is_read(store, came) -> None:
    """An item that is corrected five times before breakfast is one article to read."""
    came("one: old", "one: older than it looks", now=NOW)
    [newest] = came("one: new", now=NOW + HOUR)

    assert store.unread() == (newest,)


def test_a_new_version_of_what_was_read_takes_its_place(store, came) -> None:
    """The edition shows what the article says now; the version that an earlier one cited stays."""
    [old] = came("one: old")
    store.add([(understand(old), ())], now=NOW)
    [new] = came("one: new", now=NOW + HOUR)

    assert store.documents() == (), "what is out of date is not shown, read or unread"
    store.add([(understand(new), ())], now=NOW + DAY)

    assert store.documents() == (understand(new),)
    assert store.document("one") == understand(new)
    assert store.claims([old.fingerprint]) == {old.fingerprint: ()}


def test_what_is_known_does_not_come_again(store, came) -> None:
    """A feed that is removed and added again brings all its items a second time."""
    [article] = came("one: x")
    came("one: x", "one: x", now=NOW + HOUR)
    assert store.unread() == (article,)
    store.add([(understand(article), ())], now=NOW)

    came("one: x", now=NOW + DAY)

    assert store.unread() == ()
    assert store.documents(since=NOW, until=NOW + HOUR) == (understand(article),)


def test_one_text_under_two_names_is_one(store, came) -> None:
    """Two feeds that spell the id of one article differently do not make it two stories."""
    came("one: the same", "two: the same")
    [article] = store.unread()
    came("three: the same")
    assert store.unread() == (article,)


def test_an_article_that_an_edition_was_made_of_is_news_all_the_same(store, came) -> None:
    """Given as a PATH before it was read, it must not be hidden from the daily edition."""
    [article] = came("one: x")

    store.add([(understand(article), ())], now=NOW, ingested=False)

    assert store.unread() == ()
    assert store.documents() == (understand(article),)
