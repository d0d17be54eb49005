"""A refresh keeps all that feeds bring, once."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.feed_site import Site
from support.refreshing import FERRIES, START, entry, follow, kept, visit

from digest.config import load
from digest.models import Article
from digest.models.feeds import Feed, FeedOptions
from digest.models.past import Past
from digest.pipeline.editions import Built, build, keep
from digest.pipeline.feeds.web import Web
from digest.pipeline.ongoing import Gathered
from digest.pipeline.reading import collect, understood
from digest.storage import Store
from digest.stories import cluster, sketch

WHOLE = entry(1, text=FERRIES * 9)

# Hours.
DAY = 24.0


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


def test_words_leave_items_out(there: Site, web: Web, store: Store) -> None:
    """What a user does not want must not come in, and is counted, so that they see it works."""
    url = there.feed("/feed", [entry(1), entry(2, title="Weather")])
    follow(store, url, options=FeedOptions(exclude=("weather",)))
    (visited,) = visit(store, web).visited
    assert (visited.new, visited.left_out) == (1, 1)


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
    template = Path(__file__).parents[3] / "templates/daily"
    digest = load(None, {}).digest()
    sketches = tuple(map(sketch, material.documents.values()))
    gathered = Gathered(
        material=material,
        clusters=cluster(sketches),
        past=Past(),
        preferences=(),
        sketches=sketches,
    )
    return build(gathered, digest, template, on=START.date(), number=1)
