"""What one item is, whatever its feed does to guid, link, title, text and time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.identity import LONGEST_ID, Decision, News, decide, located
from digest.feeds.keys import LONGEST, entries
from digest.models.feeds import Feed, Item, Located, Sighting

DAY = datetime(2026, 3, 2, tzinfo=UTC)
FEED = Feed(url="https://kurier.example/feed.xml", site="https://kurier.example/")

NEW, CHANGED, KNOWN = News.NEW, News.CHANGED, News.KNOWN

# A text that no form is filled in with.
LONG = " ".join(f"Satz {number} über den Haushalt der Stadt." for number in range(20))


def item(name: str, *, day: int | None = 0, **said: Any) -> Item:
    """An item of a well-kept feed, published so many days after `DAY`."""
    usual = {
        "guid": f"kurier-{name}",
        "url": f"https://kurier.example/2026/{name}",
        "title": f"Title {name}",
        "text": f"Text of {name}.",
        "published": None if day is None else DAY + timedelta(days=day, hours=6),
    }
    return Item(**{**usual, **said})


@dataclass
class Reader:
    """Who visits one feed again and again, and remembers what the store would."""

    feed: Feed = FEED
    elsewhere: Mapping[str, Located] = field(default_factory=dict)
    known: dict[str, Sighting] = field(default_factory=dict)

    def visit(self, items: Iterable[Item], *, day: int = 0) -> tuple[Decision, ...]:
        today = DAY + timedelta(days=day)
        known = tuple(self.known.values())
        found = [entry for _, entry in entries(items, self.feed)]
        decisions = decide(found, known, self.elsewhere, feed=self.feed, today=today)
        self.known |= {each.document: each.sighting for each in decisions}
        return decisions

    def news(self, items: Iterable[Item], *, day: int = 0) -> list[News]:
        return [each.news for each in self.visit(items, day=day)]


HOME = "https://kurier.example/"

# What a feed does to an item between two visits, where it stays one document. The first visit is on
# day 0, the second on day 1. Beside the item are two others that behave alike.
SAME: dict[str, tuple[dict[str, Any], dict[str, Any], News]] = {
    "nothing": ({}, {}, KNOWN),
    "another time": ({}, {"day": 1}, KNOWN),
    "no time any more": ({}, {"day": None}, KNOWN),
    "another text": ({}, {"text": "Another text."}, CHANGED),
    "another title": ({}, {"title": "Another title {}"}, CHANGED),
    "other white space": ({}, {"text": " Text \n of  {}."}, KNOWN),
    "another link, title and text": (
        {},
        {"url": HOME + "new-{}", "title": "New {}", "text": "New {}."},
        CHANGED,
    ),
    "another guid": ({}, {"guid": "other-{}"}, KNOWN),
    "another guid and time": ({}, {"guid": "other-{}", "day": 1}, KNOWN),
    "another guid and text": ({}, {"guid": "other-{}", "text": "New {}."}, CHANGED),
    "another guid, title and text": (
        {},
        {"guid": "other-{}", "title": "New {}", "text": "New {}."},
        CHANGED,
    ),
    "no guid any more": ({}, {"guid": "", "text": "New {}."}, CHANGED),
    "a guid at last": ({"guid": ""}, {"text": "New {}."}, CHANGED),
    "no guid, another title and text": (
        {"guid": ""},
        {"guid": "", "title": "New {}", "text": "New {}."},
        CHANGED,
    ),
    "another scheme": (
        {"guid": "https://kurier.example/?p={}"},
        {"guid": "http://kurier.example/?p={}", "url": "http://www.kurier.example/2026/{}/"},
        KNOWN,
    ),
    "other tracking": (
        {"guid": "", "url": HOME + "{}?utm_source=a"},
        {"guid": "", "url": HOME + "{}?utm_source=b#xtor=RSS-{}", "text": "New {}."},
        CHANGED,
    ),
    "a revision in the guid": (
        {"guid": "https://kurier.example/2026/{}#0"},
        {"guid": "https://kurier.example/2026/{}#1", "text": "New {}."},
        CHANGED,
    ),
    "one guid for all": ({"guid": "kurier"}, {"guid": "kurier", "text": "New {}."}, CHANGED),
    "one link for all": ({"url": HOME}, {"url": HOME, "text": "New {}."}, CHANGED),
    "one page for all": ({"url": HOME + "news"}, {"url": HOME + "news", "text": "N {}."}, CHANGED),
    "one link for all, another guid": (
        {"url": HOME},
        {"url": HOME, "guid": "other-{}"},
        KNOWN,
    ),
    "one link for all, no guid": (
        {"url": HOME, "guid": ""},
        {"url": HOME, "guid": "", "text": "New {}."},
        CHANGED,
    ),
    "neither link nor guid": (
        {"url": "", "guid": ""},
        {"url": "", "guid": "", "text": "New {}."},
        CHANGED,
    ),
    "neither link nor guid nor title": (
        {"url": "", "guid": "", "title": ""},
        {"url": "", "guid": "", "title": "", "day": 1},
        KNOWN,
    ),
    "places in the list as guids": (
        {"guid": "{}"},
        {"guid": "1{}", "text": "New {}."},
        CHANGED,
    ),
    "a session in the link": (
        {"guid": "", "url": HOME + "{}?s=abc"},
        {"guid": "", "url": HOME + "{}?s=def"},
        KNOWN,
    ),
    "another site": (
        {"guid": "https://kurier.example/{}", "url": "https://kurier.example/{}"},
        {"guid": "https://bote.example/{}", "url": "https://bote.example/{}"},
        KNOWN,
    ),
    "another site for long texts": (
        {"guid": "", "url": "https://kurier.example/{}", "text": LONG + "{}"},
        {"guid": "", "url": "https://bote.example/{}", "text": LONG + "{}"},
        KNOWN,
    ),
}


def filled(name: str, said: dict[str, Any]) -> Item:
    return item(
        name, **{k: v.format(name, name) if isinstance(v, str) else v for k, v in said.items()}
    )


@pytest.mark.parametrize("case", SAME)
def test_an_item_stays_one_document(case: str) -> None:
    """Each of these has filled other readers with copies of what was there already."""
    before, after, news = SAME[case]
    reader = Reader()
    names = ("1", "2", "3")
    first = reader.visit(filled(name, before) for name in names)
    assert [each.news for each in first] == [NEW] * 3
    second = reader.visit((filled(name, after) for name in names), day=1)
    assert [each.news for each in second] == [news] * 3
    assert [each.document for each in second] == [each.document for each in first]
    assert len(reader.known) == 3


# Two items that look alike and are two: (the first, what the second has of its own). Both visits
# hold the second, the first visit and the file of both hold the first.
ALIKE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a column with one title": ({"title": "Das Wetter"}, {"title": "Das Wetter"}),
    "a column with one title and page": (
        {"title": "Das Wetter", "url": HOME + "wetter"},
        {"title": "Das Wetter", "url": HOME + "wetter"},
    ),
    "a column in the same words": (
        {"title": "Das Wetter", "text": "Sonnig."},
        {"title": "Das Wetter", "text": "Sonnig."},
    ),
    "a column in the same words, without guids": (
        {"title": "Das Wetter", "text": "Sonnig.", "guid": ""},
        {"title": "Das Wetter", "text": "Sonnig.", "guid": ""},
    ),
    "a column without guids or links": (
        {"title": "Das Wetter", "guid": "", "url": ""},
        {"title": "Das Wetter", "guid": "", "url": ""},
    ),
    "a live blog": (
        {"title": "Live blog", "url": HOME + "live"},
        {"title": "Live blog", "url": HOME + "live"},
    ),
    "posts of a live blog": (
        {"title": "Live blog", "guid": "", "url": HOME + "live#post-1"},
        {"title": "Live blog", "guid": "", "url": HOME + "live#post-2"},
    ),
    "posts of a live blog by guid": (
        {"title": "Live blog", "guid": HOME + "live#1", "url": HOME + "live"},
        {"title": "Live blog", "guid": HOME + "live#2", "url": HOME + "live"},
    ),
    "routes of an application": (
        {"guid": "", "url": HOME + "#!/1"},
        {"guid": "", "url": HOME + "#!/2"},
    ),
    "the state of a service": (
        {"title": "All systems work", "text": "All systems work.", "url": HOME},
        {"title": "All systems work", "text": "All systems work.", "url": HOME},
    ),
    "one guid for all": ({"guid": "kurier"}, {"guid": "kurier"}),
    "places in the list as guids": ({"guid": "1"}, {"guid": "1"}),
    "a picture without words": (
        {"title": "Comic", "text": "", "guid": ""},
        {"title": "Comic", "text": "", "guid": ""},
    ),
    "posts without titles": ({"title": "", "url": HOME}, {"title": "", "url": HOME}),
}


@pytest.mark.parametrize("case", ALIKE)
def test_two_items_are_two_documents(case: str) -> None:
    """An item that is taken for another is lost, and nobody would ever know."""
    said, own = ALIKE[case]
    old, new = filled("1", said), replace(filled("2", own), published=DAY + timedelta(days=1))
    in_turn = Reader()
    assert in_turn.news([old]) == [NEW]
    assert in_turn.news([new], day=1) == [NEW]
    sliding = Reader()
    assert sliding.news([old]) == [NEW]
    assert sliding.news([new, old], day=1) == [NEW, KNOWN]
    assert sliding.news([new], day=2) == [KNOWN]
    at_once = Reader()
    assert at_once.news([new, old]) == [NEW, NEW]
    assert at_once.news([new, old], day=1) == [KNOWN, KNOWN]


def test_items_under_one_guid_and_link_go_by_their_titles() -> None:
    """Where a feed gives all items one guid, it tells nothing; nor does a link to its home page."""
    reader = Reader()
    items = [item(name, guid="kurier", url=HOME) for name in "123"]
    assert reader.news(items) == [NEW] * 3
    assert reader.news([replace(items[0], text="New."), *items[1:]]) == [CHANGED, KNOWN, KNOWN]


# An item that stands in one file twice.
TWICE: dict[str, dict[str, Any]] = {
    "the same": {},
    "another guid": {"guid": "other"},
    "another guid and time": {"guid": "other", "day": 1},
    "another time": {"day": 1},
    "a correction": {"text": "Corrected.", "day": 1},
    "other tracking": {"url": HOME + "2026/1?utm_source=b"},
}


@pytest.mark.parametrize("case", TWICE)
def test_an_item_that_is_listed_twice_is_one(case: str) -> None:
    """The newest version is taken, and stays."""
    reader = Reader()
    both = [filled("1", {}), filled("1", TWICE[case])]
    ((chosen, _),) = entries(both, FEED)
    if "day" in TWICE[case]:
        assert chosen == both[1]
    assert reader.news(both) == [NEW]
    assert reader.news(reversed(both)) == [KNOWN]


def test_the_same_article_in_several_feeds_is_one_document() -> None:
    """The sections of a paper share articles, and aggregators have them from everywhere."""
    politics, front = Reader(), Reader(feed=replace(FEED, url="https://kurier.example/top.xml"))
    first = politics.visit([item("1"), item("2")])
    front.elsewhere = located(first, {})
    again = front.visit([item("1", guid="top-1", url=HOME + "2026/1?ref=rss"), item("3")], day=1)
    assert [each.news for each in again] == [KNOWN, NEW]
    assert again[0].document == first[0].document
    assert front.news([item("1", guid="top-1", text="Corrected."), item("3")], day=1) == [
        KNOWN,
        KNOWN,
    ], "only the feed that has brought a document can change it"


def test_the_feed_of_a_paper_goes_before_what_others_have_of_it() -> None:
    """An aggregator has the first lines of an article that the paper's own feed has whole."""
    planet = Reader(feed=Feed(url="https://planet.example/rss"))
    planet_brought = planet.visit([item("1")])
    paper = Reader(elsewhere=located(planet_brought, {}))
    (own,) = paper.visit([item("1", text=LONG)])
    assert (own.news, own.document) == (CHANGED, planet_brought[0].document)
    other = Reader(
        feed=Feed(url="https://other.example/rss"), elsewhere=located(planet_brought, {})
    )
    assert other.news([item("1", text=LONG)]) == [KNOWN]


def test_what_others_say_later_does_not_come_over_the_papers_own() -> None:
    """The teaser of an aggregator, changed after the paper's own feed was added, would be shown in
    the place of the article. The paper's corrections come in as ever.
    """
    everywhere: dict[str, Located] = {}
    planet = Reader(feed=Feed(url="https://planet.example/rss"), elsewhere=everywhere)
    paper, top = Reader(elsewhere=everywhere), Reader(elsewhere=everywhere)

    def news(reader: Reader, text: str) -> News:
        (decision,) = reader.visit([item("1", text=text)])
        everywhere.update(located([decision], everywhere))
        return decision.news

    assert [news(planet, "Teaser."), news(paper, LONG), news(top, LONG)] == [NEW, CHANGED, KNOWN]
    assert news(planet, "Another teaser.") is KNOWN
    assert news(top, LONG + " Top.") is KNOWN, "one of the paper's feeds brings it"
    assert news(paper, LONG + " Corrected.") is CHANGED
    assert news(paper, "Teaser.") is CHANGED, "what the paper takes back is taken back"
    assert news(planet, LONG) is KNOWN


def test_a_paper_that_has_the_first_lines_only_leaves_the_rest_to_others() -> None:
    """Until it has the article whole."""
    planet = Reader(feed=Feed(url="https://planet.example/rss"))
    paper = Reader(elsewhere=located(planet.visit([item("1", text=LONG)]), {}))
    assert paper.news([item("1", text="Teaser.")]) == [KNOWN]
    assert paper.news([item("1", text=LONG + " More.")]) == [CHANGED]


def test_a_page_that_several_items_share_leads_to_no_other_feed() -> None:
    """Their link tells nothing, here or there."""
    reader = Reader()
    decisions = reader.visit(item(name, url=HOME + "news") for name in "123")
    assert located(decisions, {}) == {}


def test_a_link_that_another_item_had_before_gives_a_document_of_its_own() -> None:
    """Its page moved, and a new article stands in its place: the id of the old one stays taken."""
    reader = Reader()
    (first,) = reader.visit([item("1")])
    reader.visit([item("1", url=HOME + "archive/1")], day=1)
    second = reader.visit([item("2", url=item("1").url, day=2)], day=2)[0]
    assert second.news is NEW
    assert second.document != first.document


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "https://kurier.example/2026/1"),
        ({"url": HOME + "2026/1?utm_source=rss#xtor=RSS-1"}, "https://kurier.example/2026/1"),
        ({"url": HOME, "guid": "../../etc/passwd"}, FEED.url + "#"),
        ({"url": "", "guid": "%2e%2e/x"}, FEED.url + "#"),
        ({"url": HOME + "x" * 2_000}, FEED.url + "#"),
        ({"url": "", "guid": "x" * 5_000, "title": "x" * 5_000}, FEED.url + "#"),
    ],
)
def test_an_id_is_an_address_of_a_bearable_length(said: dict[str, Any], expected: str) -> None:
    """Ids are keys of the store and names in the JSON; what feeds put into guids is neither."""
    (decision,) = Reader().visit([item("1", **said)])
    assert decision.document.startswith(expected)
    assert len(decision.document) <= LONGEST_ID
    sighting = decision.sighting
    assert max(map(len, (sighting.guid, sighting.link, sighting.title))) <= LONGEST


def test_an_id_depends_on_what_names_the_item() -> None:
    """A feed that is removed and added again brings the same documents, not copies of them."""
    once = Reader().visit([item("1", url=HOME), item("2")])
    again = Reader().visit([item("3"), item("2", text="New."), item("1", url=HOME, text="New.")])
    assert {each.document for each in once} <= {each.document for each in again}


def test_tries_for_a_page_end_with_the_version_they_were_for() -> None:
    """A page that could not be had is given up, until the article has changed."""
    reader = Reader()
    (first,) = reader.visit([item("1")])
    reader.known[first.document] = replace(first.sighting, tries=3)
    assert reader.visit([item("1")])[0].sighting.tries == 3
    assert reader.visit([item("1", text="New.")])[0].sighting.tries == 0


# Few values, so that keys are shared, missing and swapped in every way.
said = st.fixed_dictionaries(
    {
        "guid": st.sampled_from(["", "1", "g1", "g2", "g3", HOME, HOME + "a#1", HOME + "a"]),
        "url": st.sampled_from(
            ["", HOME, HOME + "a", HOME + "b", HOME + "b/?utm_id=1", HOME + "c#2"]
        ),
        "title": st.sampled_from(["", "Wetter", "WETTER ", "Live"]),
        "text": st.sampled_from(["", "Sonnig.", "Regen.", LONG]),
        "day": st.sampled_from([None, -1, 0, 1, 2]),
    }
)
files = st.lists(said.map(lambda each: item("x", **each)), max_size=6)


@given(st.lists(files, max_size=3), files)
def test_deciding_twice_finds_nothing_new(before: list[list[Item]], last: list[Item]) -> None:
    """A feed that is visited every half hour has nothing new most of the time."""
    reader = Reader()
    for day, items in enumerate(before):
        reader.visit(items, day=day)
    first = reader.visit(last, day=3)
    again = reader.visit(last, day=3)
    assert [each.news for each in again] == [KNOWN] * len(first)
    assert {each.document for each in again} == {each.document for each in first}


@given(st.lists(files, max_size=3), files, st.randoms(use_true_random=False))
def test_the_order_of_a_file_decides_nothing(
    before: list[list[Item]], last: list[Item], random: Any
) -> None:
    """Some feeds are sorted by time, some by weight, some by nothing."""
    one, other = Reader(), Reader()
    for day, items in enumerate(before):
        one.visit(items, day=day)
        other.visit(items, day=day)
    shuffled = random.sample(last, len(last))
    assert outcome(one.visit(last, day=3)) == outcome(other.visit(shuffled, day=3))


def outcome(decisions: Sequence[Decision]) -> set[tuple[str, News, Sighting]]:
    return {(each.document, each.news, each.sighting) for each in decisions}


@given(files)
def test_no_two_items_of_a_file_are_one_document(items: list[Item]) -> None:
    """Two rows of one document in one feed would be one version too many, or one item too few."""
    documents = [each.document for each in Reader().visit(items)]
    assert len(documents) == len(set(documents))


# How feeds name the item with a number on a day, from well-kept to useless.
GUIDS = ("kurier-{number}", "{day}-{number}", "{place}", "kurier", "")
LINKS = ("{home}{number}", "{home}{number}?session={day}", "{home}", "{home}news", "")
TITLES = ("Title {number}", "Kurier", "")
TIMES = ("its own", "that of the visit", "none")


def named(number: int, day: int, *, guid: str, link: str, title: str, time: str) -> Item:
    """The items 100 to 105 are those of day 0, and two come each day."""
    values = {"number": number, "day": day, "place": number % 10, "home": HOME}
    own = DAY + timedelta(days=(number - 105) / 2)
    return Item(
        guid=guid.format(**values),
        url=link.format(**values),
        title=title.format(**values),
        text=f"{number} words",
        published={"its own": own, "that of the visit": DAY + timedelta(days=day)}.get(time),
    )


@pytest.mark.parametrize("guid", GUIDS)
@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("time", TIMES)
def test_a_sliding_window_brings_each_item_once(
    guid: str, link: str, title: str, time: str
) -> None:
    """The life of a feed: two items a day come in at the top, as many drop out below, and most of
    what they are called may be useless, or another each day.
    """
    reader, came = Reader(), dict[str, set[str]]()
    for day in range(8):
        numbers = range(100 + 2 * day, 106 + 2 * day)
        items = [named(n, day, guid=guid, link=link, title=title, time=time) for n in numbers]
        for each in reader.visit(items, day=day):
            came.setdefault(each.document, set()).add(each.sighting.content)
    contents = [content for each in came.values() for content in each]
    assert len(came) == len(contents) == len(set(contents)) == 20


@given(st.integers(1, 6), st.lists(st.integers(0, 6), min_size=1, max_size=8), st.data())
def test_a_well_kept_feed_brings_each_item_once(size: int, steps: list[int], data: Any) -> None:
    """However many items a visit brings, or leaves out, in whatever order."""
    reader, newest, came, all_ = Reader(), 0, list[str](), set[int]()
    for day, step in enumerate(steps):
        newest += step
        numbers = range(newest, newest + size)
        all_.update(numbers)
        items = data.draw(st.permutations([item(f"n{number}") for number in numbers]))
        decisions = reader.visit(items, day=day)
        assert len(decisions) == size
        came += [each.document for each in decisions if each.news is NEW]
    assert len(came) == len(set(came)) == len(all_)
