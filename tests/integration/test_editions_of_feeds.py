"""Editions of articles that came in with feeds: read when they are needed, once, and as ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digest.config import load
from digest.config.settings import DigestSettings
from digest.models import Article
from digest.models.feeds import Feed, FeedOptions, Sighting
from digest.pipeline import editions, kept
from digest.pipeline.editions import Built
from digest.pipeline.reading import understood
from digest.storage import Arrived, Record, Store

DAY = date(2026, 11, 12)
NOW = datetime(2026, 11, 12, 6, tzinfo=UTC)
FEED = Feed(url="https://kurier.example/feed")

TOLD = (
    ("Fähre", "Die Fähre bleibt bis Freitag im Hafen, sagte Kapitänin Ylva Bergquist."),
    ("Bücherei", "Die Bücherei am Wall schließt im Januar, teilte Stadtrat Hauke Lorenzen mit."),
    ("Luchse", "Der Tierpark bekommt zwei Luchse, sagte Direktorin Merle Asmussen am Mittwoch."),
)


def article(name: str, title: str, text: str, published: datetime | None = NOW) -> Article:
    return Article(
        id=f"https://kurier.example/{name}",
        place=FEED.url,
        format="feed",
        text=f"{title}\n\n{text}",
        metadata={
            "title": title,
            "url": f"https://kurier.example/{name}",
            "outlet": "Kurier am Sund",
            "language": "de",
            **({"published": published.isoformat()} if published else {}),
        },
    )


ARTICLES = [article(str(number), *told) for number, told in enumerate(TOLD)]


def come(store: Store, *articles: Article, feed: Feed = FEED, now: datetime = NOW) -> None:
    """What a refresh stores of a feed that has `articles`."""
    store.feeds.add([feed])
    arrivals = []
    for each in articles:
        published = each.metadata.get("published")
        moment = datetime.fromisoformat(published) if published else None
        arrivals.append(Arrived(article=each, published=moment))
    sightings = [Sighting(document=each.id, link=each.id, first=now, seen=now) for each in articles]
    outcome = Record(url=feed.url, feed=feed, arrivals=tuple(arrivals), sightings=tuple(sightings))
    run = store.feeds.start(now=now, everything=True)
    store.feeds.record([outcome], run=run, now=now)
    store.feeds.finish(run, now=now, report={})


@pytest.fixture
def digest(tmp_path: Path) -> DigestSettings:
    settings = load(None, {"DIGEST_STORE": f"sqlite:///{tmp_path / 'digest.db'}"})
    return replace(settings.digest(None), sources=())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'digest.db'}") as opened:
        yield opened


def built(store: Store, digest: DigestSettings, on: date = DAY) -> Built:
    gathered = editions.gather((), digest, store, on=on)
    template = Path(__file__).parents[2] / "templates/daily"
    return editions.build(gathered, digest, template, on=on, number=1)


def titles(edition: Built) -> set[str | None]:
    return {each.title for each in edition.edition.references}


def test_an_edition_is_the_same_whether_its_articles_were_read_before(store, digest) -> None:
    """Reading late saves time at refresh; nobody may see from an edition when it was done."""
    come(store, *ARTICLES)
    first = built(store, digest)
    editions.keep(store, first, now=NOW)
    assert store.unread() == ()
    second = built(store, digest)
    assert first.rendered == second.rendered
    assert first.edition == second.edition
    assert titles(first) == {"Fähre", "Bücherei", "Luchse"}


def test_processes_give_the_same_as_one(store, digest, monkeypatch) -> None:
    """Thousands are read by all processors, and the order in which they end is by chance."""
    come(store, *(article(str(n), f"{title} {n}", text) for n in range(20) for title, text in TOLD))
    alone = kept.recent(store, digest, DAY)
    monkeypatch.setattr(kept, "MANY", 2)
    assert kept.recent(store, digest, DAY) == alone
    assert list(kept.recent(store, digest, DAY).documents) == list(alone.documents)


def test_an_article_that_cannot_be_read_is_a_problem(store, digest, monkeypatch) -> None:
    """One article, whatever is the matter with it, must not take its edition with it."""
    monkeypatch.setattr(kept, "MANY", 2)
    monkeypatch.setattr(kept, "CPU_SECONDS", 1.5)
    endless = article("3", "Ohne Ende", TOLD[0][1] * 20_000)
    come(store, *ARTICLES, endless)
    material = kept.recent(store, digest, DAY)
    assert [each.message for each in material.problems] == ["takes too long to read"]
    titles = {each.title.value for each in material.documents.values()}
    assert titles == {"Fähre", "Bücherei", "Luchse"}


def test_looking_stores_nothing(tmp_path: Path, store, digest) -> None:
    """The preview shows what `digest build` would make, and leaves the store as it is."""
    come(store, *ARTICLES)
    with Store.peek(f"sqlite:///{tmp_path / 'digest.db'}") as looked:
        assert titles(built(looked, digest)) == {"Fähre", "Bücherei", "Luchse"}
    assert len(store.unread()) == 3


def test_nothing_is_read_twice_for_the_preview(store, digest, monkeypatch) -> None:
    """It stores nothing and builds at every change of a template: that must not take a minute."""
    memory = kept.Memory()
    come(store, *ARTICLES)
    first = kept.recent(store, digest, DAY, memory=memory)
    monkeypatch.setattr(kept, "understood", None)
    assert kept.recent(store, digest, DAY, memory=memory) == first
    assert len(first.documents) == 3


@pytest.mark.parametrize("read_between", [True, False])
def test_only_the_newest_version_is_shown(store, digest, read_between: bool) -> None:
    """An item that its outlet corrected must not stand beside itself."""
    come(store, *ARTICLES)
    if read_between:
        editions.keep(store, built(store, digest), now=NOW)
    corrected = article("0", "Fähre fährt", "Die Fähre fährt wieder, sagte Ylva Bergquist.")
    come(store, corrected, now=NOW + timedelta(hours=2))
    assert titles(built(store, digest)) == {"Fähre fährt", "Bücherei", "Luchse"}


@pytest.mark.parametrize("read_between", [True, False])
def test_a_version_of_another_day_takes_the_article_with_it(store, digest, read_between) -> None:
    """What an edition has may not depend on whether the next one was built already."""
    tomorrow = NOW + timedelta(days=1)
    come(store, *ARTICLES)
    editions.keep(store, built(store, digest), now=NOW)
    come(store, article("0", "Fähre fährt", TOLD[0][1], tomorrow), now=tomorrow)
    if read_between:
        editions.keep(store, built(store, digest, DAY + timedelta(days=1)), now=tomorrow)
    assert titles(built(store, digest)) == {"Bücherei", "Luchse"}


def test_a_day_that_stands_in_the_text_counts(store, digest) -> None:
    """Feeds without dates have items of weeks: their first refresh must not make them news."""
    old = "Stand: 03.10.2026, 08:15 Uhr\n\n" + TOLD[0][1]
    come(store, article("0", "Fähre", old, None), article("1", *TOLD[1], None))
    first = built(store, digest)
    assert titles(first) == {"Bücherei"}
    editions.keep(store, first, now=NOW)
    assert built(store, digest).rendered == first.rendered


@pytest.mark.parametrize("read_before", [True, False])
@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (None, {"Fähre", "Bücherei", "Luchse"}),
        (("Kultur",), {"Bücherei", "Luchse"}),
        (("Kultur/Tiere",), {"Luchse"}),
        (("Kultur/Tiere", FEED.url), {"Fähre", "Luchse"}),
        (("Kult", "https://nobody.example/feed"), set()),
    ],
)
def test_a_digest_takes_of_some_feeds(
    store, digest, names: tuple[str, ...] | None, shown: set[str], read_before: bool
) -> None:
    """One digest for work and one for the garden, out of one store. What people ingested belongs to
    no feed and is in each.
    """
    books = Feed(url="https://bote.example/feed", folders=("Kultur",))
    lynxes = Feed(url="https://tiere.example/feed", folders=("Kultur", "Tiere"))
    for feed, each in zip((FEED, books, lynxes), ARTICLES, strict=True):
        come(store, each, feed=feed)
    own = understood(article("own", "Brücke", "Die Brücke ist gesperrt, sagte Ylva Bergquist."))
    store.add([own], now=NOW)
    if read_before:
        editions.keep(store, built(store, digest), now=NOW)
    chosen = built(store, replace(digest, feeds=names))
    assert titles(chosen) == shown | {"Brücke"}


def test_an_article_of_two_feeds_is_in_the_digests_of_both(store, digest) -> None:
    """The feed that had it first may be one that a digest does not take."""
    front = Feed(url="https://kurier.example/top", folders=("Top",))
    come(store, *ARTICLES)
    come(store, ARTICLES[0], feed=front)
    assert titles(built(store, replace(digest, feeds=("Top",)))) == {"Fähre"}


def test_the_weight_of_a_feed_counts(store, digest) -> None:
    """What its reader set for a feed is found again in the score of its stories."""
    heavy = Feed(url="https://bote.example/feed", options=FeedOptions(weight=10))
    come(store, *ARTICLES)
    neutral = built(store, digest)
    come(store, ARTICLES[2], feed=heavy)
    weighted = built(store, digest)
    first = weighted.edition.stories[0]
    assert first.headline.text == "Luchse"
    assert [part.value for part in first.score if part.name == "weight"] == [2.0]
    store.feeds.change(heavy.url, lambda _: Feed(url=heavy.url))
    assert built(store, digest).rendered == neutral.rendered
