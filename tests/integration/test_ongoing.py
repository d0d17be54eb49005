"""Editions that go on from those before: what readers had is left out, and stories grow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digest.config import load
from digest.config.settings import DigestSettings
from digest.errors import SourceError
from digest.models import Article
from digest.models.editions import Change
from digest.models.feeds import Feed, Sighting
from digest.pipeline import editions
from digest.pipeline.editions import Built
from digest.pipeline.kept import Memory
from digest.pipeline.mail.mailing import issue_of
from digest.pipeline.reading import understood
from digest.storage import Arrived, Record, Store

FIRST = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)
ONE = timedelta(days=1)
TEMPLATE = Path(__file__).parents[2] / "templates/daily"
FEED = Feed(url="https://kurier.example/feed", folders=("News",))

FIRE = """Fire destroys warehouse in Norderhaven

A fire destroyed a warehouse in the harbour of Norderhaven, fire chief Tom Harrow said on Friday.

"We do not know yet what caused the fire," Harrow told the Norderhaven Courier.
"""
OWNER = """Warehouse fire in Norderhaven: owner to rebuild

The warehouse in the harbour of Norderhaven will be rebuilt, said Rita Moor, who owns it.
"""
CABLE = """Cable blamed for warehouse fire in Norderhaven

A faulty cable was found in the warehouse of Norderhaven harbour, said Ines Falk, a detective.
"""
LIBRARY = """Library of Lauterwang closes early

“We close the library of Lauterwang at noon in January,” said Bo Sample, a councillor.
"""


def article(name: str, text: str, published: datetime | None) -> Article:
    metadata = {"language": "en", "outlet": f"{name} Courier"}
    if published:
        metadata["published"] = published.isoformat()
    return Article(id=name, place=name, format="text", text=text, metadata=metadata)


def ingest(store: Store, *articles: Article, now: datetime = NOW) -> None:
    store.add([understood(each) for each in articles], now=now)


def come(store: Store, *articles: Article, now: datetime) -> None:
    """What a refresh stores of a feed that has `articles`."""
    store.feeds.add([FEED])
    record = Record(
        url=FEED.url,
        feed=FEED,
        arrivals=tuple(
            Arrived(article=each, published=datetime.fromisoformat(each.metadata["published"]))
            for each in articles
        ),
        sightings=tuple(
            Sighting(document=each.id, link=each.id, first=now, seen=now) for each in articles
        ),
    )
    run = store.feeds.start(now=now, everything=True)
    store.feeds.record([record], run=run, now=now)
    store.feeds.finish(run, now=now, report={})


@pytest.fixture
def digest(tmp_path: Path) -> DigestSettings:
    settings = load(None, {"DIGEST_STORE": f"sqlite:///{tmp_path / 'digest.db'}"})
    digest = settings.digest("daily-en")
    return replace(digest, sources=(), recent_days=0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'digest.db'}") as opened:
        yield opened


@pytest.fixture
def days(tmp_path: Path) -> Sequence[str]:
    """A folder of articles for each of three days."""
    for name, text in (
        ("1/fire", FIRE),
        ("1/library", LIBRARY),
        ("2/owner", OWNER),
        ("3/c", CABLE),
    ):
        file = tmp_path / f"{name}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    return [str(tmp_path / each) for each in "123"]


def built(store: Store, digest: DigestSettings, on: date, *paths: str, anew: bool = False) -> Built:
    gathered = editions.gather(paths, digest, store, on=on, anew=anew)
    number = store.number(digest.brief.name, on)
    return editions.build(gathered, digest, TEMPLATE, on=on, number=number)


def keep(store: Store, digest: DigestSettings, on: date, *paths: str) -> Built:
    made = built(store, digest, on, *paths)
    editions.keep(store, made, now=NOW)
    return made


def speakers(made: Built) -> set[str]:
    return {each.attribution.name.text for each in made.edition.items()}


def documents(made: Built) -> set[str]:
    return {Path(each.id).stem for each in made.material.documents.values()}


def test_stories_go_on_from_day_to_day(store, digest, days) -> None:
    """The same story by its id, with its earlier articles behind it; each line once, with what is
    new about it, and nothing of a story without news.
    """
    first, second, third = (
        keep(store, digest, FIRST + n * ONE, path) for n, path in enumerate(days)
    )
    assert speakers(first) == {"Tom Harrow", "Bo Sample"}
    assert speakers(second) == {"Rita Moor"}
    assert speakers(third) == {"Ines Falk"}
    assert documents(second) == {"fire", "owner"}
    assert documents(third) == {"fire", "owner", "c"}
    told = {each.id: each.headline.text for each in first.edition.stories}
    for made in (second, third):
        [story] = made.edition.stories
        assert story.id in told
        assert told[story.id].startswith("Fire destroys warehouse")
        assert story.change is Change.UPDATED
        assert [item.change for item in story.items] == [Change.NEW]
    assert (first.edition.since, second.edition.since) == (None, FIRST)


def test_built_again_an_edition_is_the_same(store, digest, days) -> None:
    """Only what came before it counts: not itself, not those behind it, not their articles."""
    made = [keep(store, digest, FIRST + n * ONE, path) for n, path in enumerate(days)]
    for n, path in enumerate(days):
        again = built(store, digest, FIRST + n * ONE, path)
        assert again.rendered == made[n].rendered
        assert again.stories == made[n].stories


def test_what_came_a_day_later_comes_in_an_edition_that_is_built_again(store, digest, days) -> None:
    """It takes the place of the old one, so its readers have had nothing else of that day."""
    keep(store, digest, FIRST, days[0])
    keep(store, digest, FIRST + ONE, days[1])
    again = keep(store, digest, FIRST + ONE, days[2])
    assert speakers(again) == {"Ines Falk"}
    assert documents(again) == {"fire", "c"}
    assert speakers(built(store, digest, FIRST + 2 * ONE, days[1])) == {"Rita Moor"}


def test_anew_is_as_if_readers_had_had_nothing(store, digest, days) -> None:
    """What somebody gets who starts reading today: nothing is marked, and nothing left out."""
    first = keep(store, digest, FIRST, days[0])
    assert built(store, digest, FIRST + ONE, days[0]).edition.stories == ()
    anew = built(store, digest, FIRST + ONE, days[0], anew=True)
    assert anew.edition.since is None
    assert speakers(anew) == speakers(first)
    assert [each.id for each in anew.edition.items()] == [each.id for each in first.edition.items()]
    assert {each.change for each in anew.edition.items()} == {None}


def test_readers_remember_for_so_many_days(store, digest, days, tmp_path) -> None:
    """And a digest that wants none of it is made anew each day."""
    first = keep(store, digest, FIRST, days[0])
    (tmp_path / "4.txt").write_text(LIBRARY.replace("noon", "dusk"), "utf-8")
    keep(store, digest, FIRST + ONE, str(tmp_path / "4.txt"))
    for story_days, on, had in (
        (3, FIRST + 3 * ONE, True),
        (3, FIRST + 4 * ONE, False),
        (0, FIRST + 2 * ONE, False),
    ):
        made = built(store, replace(digest, story_days=story_days), on, days[0])
        assert ("Tom Harrow" in speakers(made)) is not had
        grown = built(store, replace(digest, story_days=story_days), on, days[1])
        assert documents(grown) == ({"fire", "owner"} if had else {"owner"})
        assert made.edition.since == (FIRST + ONE if story_days else None)
    assert speakers(made) == speakers(first)


def test_a_folder_that_is_read_every_day_brings_no_old_news(store, digest, days, tmp_path) -> None:
    """When readers have forgotten an article, it is no news again because its file is still there;
    who names it wants it.
    """
    daily = replace(digest, story_days=3, sources=(days[0],))
    first = keep(store, daily, FIRST)
    assert speakers(first) == {"Tom Harrow", "Bo Sample"}
    later = FIRST + 9 * ONE
    assert built(store, daily, later).edition.stories == (), "it was the last edition"
    other = keep(store, daily, FIRST + ONE, days[1])
    assert speakers(other) == {"Rita Moor"}
    assert not built(store, daily, later).material.documents
    assert "Tom Harrow" in speakers(built(store, daily, later, days[0]))
    (tmp_path / "1" / "fire.txt").write_text(CABLE, "utf-8")
    assert speakers(built(store, daily, later)) == {"Ines Falk"}


def test_digests_remember_for_themselves(store, digest, days) -> None:
    """Who reads another digest had nothing of this one."""
    keep(store, digest, FIRST, days[0])
    other = replace(digest, brief=replace(digest.brief, name="other"))
    assert speakers(built(store, other, FIRST + ONE, *days[:2])) >= {"Tom Harrow", "Rita Moor"}


def test_what_was_ingested_belongs_to_stories_as_well(store, digest, days) -> None:
    """As far back as stories go on; its claims are news to readers who had no edition with it."""
    ingest(store, article("old", CABLE, NOW - 2 * ONE), article("older", CABLE, NOW - 20 * ONE))
    made = built(store, digest, FIRST, days[1])
    assert documents(made) == {"owner", "old"}
    assert speakers(made) == {"Rita Moor", "Ines Falk"}
    assert documents(built(store, replace(digest, story_days=0), FIRST, days[1])) == {"owner"}


def test_the_order_of_arrival_makes_no_difference(tmp_path, digest) -> None:
    """Feeds bring things as they like; two machines that saw the same make the same editions."""
    recent = replace(digest, recent_days=2)
    texts = (FIRE, OWNER, CABLE, LIBRARY)
    articles = [article(str(n), text, NOW + n * ONE) for n, text in enumerate(texts)]
    made = []
    for number, order in enumerate(((0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1))):
        with Store.open(f"sqlite:///{tmp_path / f'{number}.db'}") as store:
            for n in order:
                ingest(store, articles[n])
            made.append([keep(store, recent, FIRST + n * ONE).rendered.json for n in range(4)])
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize("read", [True, False])
def test_a_correction_comes_however_old_its_article_is(store, digest, read) -> None:
    """Who had the wrong version is told, though nobody looks back so far for anything else."""
    recent = replace(digest, recent_days=1)
    come(store, article("a", FIRE, NOW), now=NOW)
    keep(store, recent, FIRST)
    later = FIRST + 5 * ONE
    assert not built(store, recent, later).material.documents
    right = FIRE.replace("do not know yet", "know by now")
    come(store, article("a", right, NOW), now=NOW + 5 * ONE)
    if read:
        store.add([understood(each) for each in store.unread()], now=NOW, ingested=False)
    made = keep(store, recent, later)
    old, new = (article("a", text, NOW).fingerprint for text in (FIRE, right))
    assert made.gathered.past.newest == {old: new}
    assert "know by now" in made.rendered.text
    assert built(store, recent, later + ONE).edition.stories == ()


def test_of_feeds_that_a_digest_does_not_take_it_takes_nothing(store, digest, days) -> None:
    """Neither for its stories."""
    come(store, article("https://kurier.example/1", CABLE, NOW), now=NOW)
    store.add([understood(each) for each in store.unread()], now=NOW, ingested=False)
    assert len(documents(built(store, digest, FIRST, days[1]))) == 2
    other = replace(digest, feeds=("Culture",))
    assert documents(built(store, other, FIRST, days[1])) == {"owner"}


def test_a_store_without_sketches_gives_the_same(tmp_path, store, digest, days) -> None:
    """One of an older release fills up; who only looks changes nothing, and sketches once."""
    keep(store, digest, FIRST, days[0])
    ingest(store, article("old", CABLE, NOW - 2 * ONE))
    before = built(store, digest, FIRST + ONE, days[1])
    assert len(before.gathered.sketches) == 2, "of what is fresh, and of what was ingested"
    memory = Memory()
    with Store.peek(f"sqlite:///{tmp_path / 'digest.db'}") as looked:
        for made in (2, 0):
            found = editions.gather(days[1:2], digest, looked, on=FIRST + ONE, memory=memory)
            assert len(found.sketches) == made
            assert found.clusters == before.gathered.clusters
    assert keep(store, digest, FIRST + ONE, days[1]).rendered == before.rendered
    after = built(store, digest, FIRST + ONE, days[1])
    assert after.rendered == before.rendered
    assert len(after.gathered.sketches) == 1, "of what is fresh, for that may be any article"


def test_a_kept_edition_knows_what_its_readers_had(store, digest, days) -> None:
    """Mail that goes out the next day, with the topics of single readers, leaves out the same."""
    keep(store, digest, FIRST, days[0])
    second = keep(store, digest, FIRST + ONE, days[1])
    issue = issue_of(store, digest, second.edition)
    assert issue.past == second.gathered.past
    assert issue.documents.keys() == second.documents.keys()
    anew = built(store, digest, FIRST + ONE, days[1], anew=True)
    assert issue_of(store, digest, anew.edition).past.editions == ()


def test_without_articles_there_is_no_first_edition(store, digest, tmp_path) -> None:
    """Who has just installed it is told what to do; on later days nothing new is an edition."""
    with pytest.raises(SourceError, match="no article to make an edition of") as found:
        built(store, digest, FIRST)
    assert "give PATH" in str(found.value.hint)
    with pytest.raises(SourceError, match="no article to make an edition of") as found:
        built(store, digest, FIRST, str(tmp_path / "nowhere"))
    assert "nothing that was named" in str(found.value.hint)
    (tmp_path / "a.txt").write_text(FIRE, "utf-8")
    keep(store, digest, FIRST, str(tmp_path / "a.txt"))
    quiet = keep(store, digest, FIRST + ONE)
    assert (quiet.edition.stories, quiet.edition.since) == ((), FIRST)
    with pytest.raises(SourceError):
        built(store, digest, FIRST + ONE, str(tmp_path / "gone.txt"))
