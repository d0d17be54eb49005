"""A refresh keeps all that feeds bring, once, and tells of each what came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.config import load
from digest.config.settings import FeedSettings
from digest.errors import StoreError
from digest.models import Article
from digest.models.feeds import Feed, FeedOptions
from digest.models.web import Manners
from digest.pipeline.editions import Built, build, keep
from digest.pipeline.feeds import MOST_PAGES, refresh
from digest.pipeline.reading import collect, understood
from digest.pipeline.refreshed import Report
from digest.pipeline.visit import PAGE_TRIES
from digest.pipeline.web import Web
from digest.storage import Outcome, Store
from tests.support.feed_site import Entry, Site, site

MANNERS = Manners(user_agent="digest-tests", private_networks=("127.0.0.0/8",))
SETTINGS = FeedSettings(manners=MANNERS, wait=30, keep_days=90)
# Servers say when to come back by the clock on the wall, so the tests begin when they begin.
START = datetime.now(UTC)

FERRIES = "The ferries sail again from Monday, the harbour office said. "


@pytest.fixture
def there() -> Iterator[Site]:
    with site() as served:
        yield served


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web(MANNERS) as started:
        yield started


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'digest.db'}") as opened:
        yield opened


NO_OPTIONS = FeedOptions()


def follow(store: Store, *urls: str, options: FeedOptions = NO_OPTIONS) -> None:
    store.feeds.add([Feed(url=url, options=options) for url in urls])


def visit(
    store: Store, web: Web, *, hours: float = 0, everything: bool = True, only: Sequence[str] = ()
) -> Report:
    """A refresh so many hours after the first."""
    return refresh(
        store,
        web,
        SETTINGS,
        now=START + timedelta(hours=hours),
        everything=everything,
        only=only,
        expect=lambda _: None,
        watch=lambda _: None,
    )


def entry(number: int, **said: str) -> Entry:
    values = {
        "title": f"Ferry {number} sails again",
        "link": f"https://harbour.example/{number}",
        "guid": f"ferry-{number}",
        "text": f"{number}. {FERRIES}",
    }
    return Entry(**{**values, **said})


WHOLE = entry(1, text=FERRIES * 9)


def kept(store: Store) -> tuple[Article, ...]:
    return store.unread()


def test_what_comes_is_kept_and_told(there: Site, web: Web, store: Store) -> None:
    """The way that nearly all visits go: articles with their outlet and a clean address."""
    follow(store, there.feed("/feed", [entry(1, link="https://harbour.example/1?utm_source=rss")]))
    (visited,) = visit(store, web).visited
    assert (visited.status, visited.new, visited.changed, visited.known) == (200, 1, 0, 0)
    (article,) = kept(store)
    assert article.text.startswith("Ferry 1 sails again\n\n1. The ferries")
    assert article.metadata["url"] == article.id == "https://harbour.example/1"
    assert article.metadata["outlet"] == "Harbour News"
    assert store.feeds.all()[0].title == "Harbour News"


def test_what_is_known_is_not_fetched_again(there: Site, web: Web, store: Store) -> None:
    """A server that has nothing new says so in a line, if it is told what was had."""
    follow(store, there.feed("/feed", [entry(1)]))
    visit(store, web)
    (visited,) = visit(store, web, hours=1).visited
    assert (visited.status, visited.new, visited.known, visited.problem) == (304, 0, 0, None)
    assert len(kept(store)) == 1


def test_an_updated_item_is_a_version_of_its_document(there: Site, web: Web, store: Store) -> None:
    """A corrected article must take the place of the wrong one, and not stand beside it."""
    follow(store, there.feed("/feed", [entry(1), entry(2)]))
    visit(store, web)
    there.feed("/feed", [entry(1, text="They do not sail, the office says now."), entry(2)])
    (visited,) = visit(store, web, hours=1).visited
    assert (visited.new, visited.changed, visited.known) == (0, 1, 1)
    texts = [article.text for article in kept(store)]
    assert len(texts) == 2
    assert any("They do not sail" in text for text in texts)


def test_an_article_of_two_feeds_is_one(there: Site, web: Web, store: Store) -> None:
    """Sections of a paper bring the same articles, each with tracking of its own."""
    first = there.feed("/news", [entry(1), entry(2)])
    second = there.feed(
        "/ferries", [entry(1, guid="f", link="https://harbour.example/1?utm_term=x")]
    )
    follow(store, first, second)
    report = visit(store, web)
    assert sum(each.new for each in report.visited) == 2
    assert len(kept(store)) == 2


def test_the_papers_own_feed_goes_before_an_aggregator(there: Site, web: Web, store: Store) -> None:
    """Whichever was followed first, and whatever the other says later of the article."""
    planet = there.feed("/planet", [entry(1, text="The ferries sail again.")], title="Planet")
    follow(store, planet)
    visit(store, web)
    store.feeds.add([Feed(url=there.feed("/own", [WHOLE]), site="https://harbour.example/")])
    visit(store, web, hours=1)
    there.feed("/planet", [entry(1, text="Ferries sail, it says.")], title="Planet")
    visited, _ = visit(store, web, hours=2).visited
    assert (visited.status, visited.known, visited.changed) == (200, 1, 0)
    (article,) = kept(store)
    assert article.text.endswith(WHOLE.text.strip())
    assert article.metadata["outlet"] == "Harbour News"


@pytest.mark.parametrize(
    "moved",
    [
        {"guid": "other-{}"},
        {"guid": "", "link": "http://www.harbour.example/{}/?utm_source=b"},
        {"link": "https://harbour.example/moved-{}", "title": "Ferry {} is back"},
    ],
)
def test_what_a_feed_names_anew_is_the_same(
    there: Site, web: Web, store: Store, moved: dict[str, str]
) -> None:
    """Guids, links and titles move, and an edition must not tell of an article twice."""
    numbers = range(1, 4)
    follow(store, there.feed("/feed", [entry(number) for number in numbers]))
    visit(store, web)
    named = [{key: value.format(number) for key, value in moved.items()} for number in numbers]
    there.feed("/feed", [entry(n, **said) for n, said in zip(numbers, named, strict=True)])
    (visited,) = visit(store, web, hours=1).visited
    assert (visited.new, visited.changed + visited.known) == (0, 3)
    assert len({article.id for article in kept(store)}) == 3


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


def test_words_leave_items_out(there: Site, web: Web, store: Store) -> None:
    """What a user does not want must not come in, and is counted, so that they see it works."""
    url = there.feed("/feed", [entry(1), entry(2, title="Weather")])
    follow(store, url, options=FeedOptions(exclude=("weather",)))
    (visited,) = visit(store, web).visited
    assert (visited.new, visited.left_out) == (1, 1)


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


def page(words: str) -> bytes:
    text = "".join(f"<p>{words} This is paragraph {n} of the report.</p>" for n in range(12))
    return (
        "<!doctype html><html><head><title>Ferry 1 sails again</title></head><body><main><article>"
        f"<h1>Ferry 1 sails again</h1>{text}</article></main></body></html>"
    ).encode()


def test_a_short_item_gets_the_text_of_its_page(there: Site, web: Web, store: Store) -> None:
    """A teaser has none of the claims; the document says that its text is that of the page."""
    there.put("/1", page(FERRIES))
    url = there.feed("/feed", [entry(1, link=f"{there.url}/1")])
    follow(store, url, options=FeedOptions(full_text=True))
    (visited,) = visit(store, web).visited
    assert (visited.new, visited.notes) == (1, ())
    (article,) = kept(store)
    assert article.format == "page"
    assert "paragraph 11" in article.text
    assert "/robots.txt" in there.paths()


def test_the_feeds_own_text_does_where_the_page_fails(there: Site, web: Web, store: Store) -> None:
    """Nothing is lost for a page that cannot be had, and it is asked for a few times more."""
    there.refuse("/1", 500)
    url = there.feed("/feed", [entry(1, link=f"{there.url}/1")])
    follow(store, url, options=FeedOptions(full_text=True))
    (visited,) = visit(store, web).visited
    assert visited.new == 1
    assert [note.place for note in visited.notes] == [f"{there.url}/1"]
    (article,) = kept(store)
    assert article.format == "feed"
    there.put("/1", page(FERRIES))
    visit(store, web, hours=1)
    (article,) = kept(store)
    assert article.format == "page"


def test_a_changed_teaser_does_not_replace_the_text_of_its_page(
    there: Site, web: Web, store: Store
) -> None:
    """The teaser has none of the claims: it waits for the page, and only then counts for itself."""

    def comes(text: str, *, hours: float) -> tuple[str, str]:
        there.feed("/feed", [entry(1, link=f"{there.url}/1", text=text)])
        visit(store, web, hours=hours)
        (article,) = kept(store)
        return article.format, article.text

    there.put("/1", page(FERRIES))
    follow(store, f"{there.url}/feed", options=FeedOptions(full_text=True))
    first = comes("The ferries sail again.", hours=0)
    assert first[0] == "page"
    there.refuse("/1", 500)
    assert comes("Ferries sail, it says.", hours=1) == first
    there.put("/1", page(FERRIES + "So it was then."))
    assert "So it was then." in comes("Ferries sail, it says.", hours=2)[1]
    there.refuse("/1", 404)
    stored = [comes("They do not sail.", hours=3 + n)[0] for n in range(PAGE_TRIES)]
    assert stored == ["page", "page", "feed"]


def test_a_site_is_not_read_through_for_one_feed(there: Site, web: Web, store: Store) -> None:
    """A feed of all that a site ever had would ask its server for thousands of pages at once."""
    entries = [entry(n, link=f"{there.url}/page/{n}") for n in range(MOST_PAGES + 5)]
    follow(store, there.feed("/feed", entries), options=FeedOptions(full_text=True))
    (visited,) = visit(store, web).visited
    assert visited.new == MOST_PAGES + 5
    pages = {path for path in there.paths() if path.startswith("/page/")}
    assert pages == {f"/page/{n}" for n in range(MOST_PAGES)}


def test_a_page_is_not_asked_for_for_ever(there: Site, web: Web, store: Store) -> None:
    """A page behind a wall stays behind it."""
    there.refuse("/1", 403)
    url = there.feed("/feed", [entry(1, link=f"{there.url}/1")])
    follow(store, url, options=FeedOptions(full_text=True))
    for hours in range(PAGE_TRIES + 3):
        visit(store, web, hours=hours)
    assert there.paths().count("/1") == PAGE_TRIES


def test_an_interrupted_run_is_gone_on_with(there: Site, web: Web, store: Store) -> None:
    """What was visited is not visited again, what was not is."""
    urls = [there.feed(f"/{n}", [entry(n)]) for n in range(3)]
    follow(store, *urls)
    run = store.feeds.start(now=START, everything=True)
    first = store.feeds.all()[0]
    later = START + timedelta(minutes=30)
    done = replace(first, visits=replace(first.visits, visited=START, next_try=later))
    store.feeds.record([Outcome(url=first.url, feed=done)], run=run, now=START)
    report = visit(store, web, hours=0.1)
    assert report.resumed
    assert [each.feed for each in report.visited] == urls[1:]
    assert not visit(store, web, hours=1).resumed


DAY = 24.0


def test_what_is_old_goes_and_does_not_come_again(there: Site, web: Web, store: Store) -> None:
    """Some feeds keep their items for years: these must not be news every three months. What an
    edition shows stays, so that it can be proved.
    """
    follow(store, there.feed("/feed", [entry(1), entry(2)]))
    visit(store, web)
    used = kept(store)[0]
    keep(store, edition_of(used), now=START)
    for days in (50, 91, 150):  # the server answers 304
        visit(store, web, hours=days * DAY)
    assert kept(store) == ()
    assert [each.id for each in store.documents()] == [used.id]
    there.feed("/feed", [entry(1), entry(2), entry(3)])
    (visited,) = visit(store, web, hours=200 * DAY).visited
    assert (visited.new, visited.changed, visited.known) == (1, 0, 2)
    assert [each.id for each in kept(store)] == ["https://harbour.example/3"]


def edition_of(article: Article) -> Built:
    material = collect([understood(article)])
    template = Path(__file__).parents[2] / "templates/daily"
    digest = load(None, {}).digest()
    return build(material, digest, template, on=START.date(), number=1)


def test_two_refreshes_do_not_meet(web: Web, store: Store) -> None:
    """Both would ask every server, and each would undo what the other notes."""
    with store.feeds.alone(), pytest.raises(StoreError, match="another refresh is running"):
        visit(store, web)
