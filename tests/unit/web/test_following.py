"""Stories and speakers over several editions: what their pages tell of them, and in what order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from support.archived import EDITION, edition, item, story, words
from support.fixtures import NAMES, fixture

from digest.models import Certainty, Counted, Figure, FigureKind, Resolution, SourceKind, Span
from digest.models.archive import Hit, Voice, voice_of
from digest.models.editions import (
    Change,
    Day,
    Dispute,
    Earlier,
    Edition,
    Item,
    Place,
    Section,
    Standing,
)
from digest.rendering.links import Links
from digest.rendering.wording import load
from digest.web.site import courses, searching, speakers, stories
from digest.web.site.following import Following, follow
from digest.web.site.paging import Part, number

FIRST = date(2026, 3, 2)
GERMAN = load("de")
LINKS = Links("/archive/daily")


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


def told(day: int, *items: Item, name: str = "fire", articles: int = 1) -> Edition:
    """The edition of a day, with one story that has so many articles of that day."""
    days = tuple(Day(date=on(n), articles=articles) for n in range(day + 1))
    return edition(on(day), replace(story(name, f"Headline {day}", *items), days=days))


def shown(*editions: Edition, ids: tuple[str, ...] = ("fire",)) -> stories.StoryPage:
    return stories.page(follow(editions, ids), GERMAN, LINKS)


def quoted(*editions: Edition, key: str = "ina beispiel") -> speakers.SpeakerPage:
    return speakers.page(speakers.claims(editions, key), GERMAN, LINKS)


def standing(day: int, count: int | date, origin: str, *, replaced: bool = False) -> Standing:
    text = str(count)
    value = count if isinstance(count, date) else Decimal(count)
    kind = FigureKind.DATE if isinstance(count, date) else FigureKind.NUMBER
    return Standing(
        words=replace(words(text), span=Span(day * 10, day * 10 + len(text) + len(origin))),
        figure=Figure(kind=kind, span=Span(0, 1), value=value),
        attribution=None,
        origin=origin,
        certainty=Certainty.STATED,
        place=Place(number=1, paragraph=1, spans=(Span(0, 1),)),
        time=datetime(2026, 3, 2, 8, tzinfo=UTC) + timedelta(days=day),
        language="de",
        replaced=replaced,
    )


def disputed(day: int, *values: Standing, name: str = "toll") -> Edition:
    dispute = Dispute(
        id=name,
        kind=Counted.DEAD,
        about=None,
        resolution=Resolution.DISPUTED,
        values=values,
    )
    made = told(day, item(f"c{day}", "Es brennt"))
    return replace(made, stories=(replace(made.stories[0], disputes=(dispute,)),))


def test_a_timeline_tells_each_thing_on_the_day_it_was_new() -> None:
    """The last first; what readers had as it is stands only where they had it first."""
    early, late = item("a", "Es brennt"), item("b", "Es ist aus")
    page = shown(told(0, early), told(1, early, replace(late, change=Change.NEW)))
    lines = [(entry.day, [line.id for line in entry.lines]) for entry in page.entries]
    assert lines == [(on(1), ["b"]), (on(0), ["a"])]
    assert page.headline.text == "Headline 1"


def test_what_was_wrong_stands_first_on_its_day() -> None:
    """Readers who believe it are to see it before anything new."""
    items = [
        replace(item("a", "Neu"), change=Change.NEW),
        replace(item("b", "Genauer"), change=Change.UPDATED),
        replace(item("c", "Zurück"), change=Change.WITHDRAWN),
    ]
    (entry, _) = shown(told(0, item("c", "Zurück")), told(1, *items)).entries
    assert [line.id for line in entry.lines] == ["c", "b", "a"]


def test_two_stories_that_became_one_are_both_told() -> None:
    """What the other told before is part of what happened."""
    apart = edition(
        on(0), story("fire", "One", item("a", "A")), story("blaze", "Two", item("b", "B"))
    )
    page = shown(apart, told(1, replace(item("c", "C"), change=Change.NEW)), ids=("fire", "blaze"))
    assert [[line.id for line in each.lines] for each in page.entries] == [["c"], ["b"], ["a"]]
    assert page.id == "fire"


def test_days_are_counted_as_the_edition_that_knows_most_of_them() -> None:
    """A later edition may no longer look at the first days of a long story."""
    early = told(1, item("a", "A"), articles=3)
    late = replace(
        early.stories[0], days=(Day(date=on(1), articles=2), Day(date=on(2), articles=1))
    )
    page = shown(early, edition(on(2), late))
    assert [(each.day, each.articles) for each in page.counts] == [
        (on(0), 3),
        (on(1), 3),
        (on(2), 1),
    ]
    assert [each.origins is None for each in page.counts] == [True, False, False]


def test_one_day_is_no_course() -> None:
    """A chart of a single bar says nothing that its table does not."""
    assert shown(told(0, item("a", "A"))).chart is None
    assert shown(told(1, item("a", "A"))).chart is not None


def test_open_is_what_nobody_said_until_the_end() -> None:
    """With the day that it is of; what was taken back is no longer open."""
    silent = replace(item("a", "Niemand antwortete"), section=Section.OPEN)
    gone = replace(item("b", "Keine Antwort"), section=Section.OPEN)
    back = replace(gone, change=Change.WITHDRAWN)
    page = shown(told(0, silent, gone), told(1, back))
    assert [(day, line.id) for day, line in page.open] == [(on(0), "a")]


def test_speakers_of_a_story_are_those_with_a_page() -> None:
    """Who said most first; "several officials" are nobody in particular."""
    once = item("a", "A", speaker="Bo Alt")
    often = [item(name, name, speaker="Ina Beispiel") for name in ("b", "c")]
    nobody = item("d", "D", speaker="mehrere Beamte", kind=SourceKind.UNNAMED)
    page = shown(told(0, once, *often, nobody))
    assert [(each.name, each.claims) for each in page.speakers] == [
        ("Ina Beispiel", 2),
        ("Bo Alt", 1),
    ]
    assert page.speakers[0].url == "/archive/daily/speakers/ina%20beispiel"


def test_articles_have_one_number_on_the_page() -> None:
    """Two editions number the same article for themselves."""
    first = told(0, item("a", "A"))
    other = tuple(replace(each, number=each.number + 5) for each in EDITION.references)
    moved = replace(
        item("b", "B"),
        change=Change.NEW,
        places=tuple(replace(each, number=each.number + 5) for each in item("b", "B").places),
    )
    second = told(1, moved)
    second = replace(
        second,
        references=other,
        stories=(replace(second.stories[0], references=(other[0].number,)),),
    )
    following = Following(follow([first, second], {"fire"}), GERMAN, LINKS)
    documents = [each.document for each in following.references]
    assert len(documents) == len(set(documents))
    assert [each.number for each in following.references] == list(range(1, len(documents) + 1))
    early, late = (following.card(each) for each in following.told)
    assert early.groups[0].lines[0].cited == late.groups[0].lines[0].cited


def test_figures_are_those_of_all_editions() -> None:
    """Each once, as the last edition knows it: what was replaced since is told so."""
    old, new = standing(0, 12, "Polizei"), standing(1, 20, "Polizei")
    page = shown(
        disputed(0, old, standing(0, 9, "Radio")),
        disputed(1, replace(old, replaced=True), new),
    )
    (figures,) = page.figures
    assert [row.figure.text for row in figures.table.rows] == ["12", "9", "20"]
    assert figures.chart is not None
    assert [series.name for series in figures.chart.series] == ["Polizei", "Radio"]
    assert [point.replaced for point in figures.chart.series[0].points] == [True, False]


def test_days_that_differ_have_no_chart() -> None:
    """A date is no number; its table tells it."""
    page = shown(disputed(0, standing(0, on(3), "Polizei"), standing(1, on(4), "Radio")))
    assert page.figures[0].chart is None
    assert len(page.figures[0].table.rows) == 2


def test_numbers_that_nobody_counts_have_no_chart() -> None:
    """Whatever an article writes in digits, its page is shown."""
    page = shown(disputed(0, standing(0, 10**60, "Polizei"), standing(1, 12, "Radio")))
    assert page.figures[0].chart is None


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_all_that_its_editions_tell(name: str) -> None:
    """Every claim and figure of each story, in every language, and each of a speaker's."""
    made = fixture(name)[0]
    for told_of in made.stories:
        page = shown(made, ids=(told_of.id,))
        assert {line.id for entry in page.entries for line in entry.lines} == {
            each.id for each in told_of.items
        }
        assert [each.table.id for each in page.figures] == [each.id for each in told_of.disputes]
    for key in {voice_of(each.attribution) for each in made.items()} - {""}:
        said = {
            line.id
            for day in quoted(made, key=key).days
            for each in day.said
            for line in each.lines
        }
        assert said == {i.id for i in made.items() if voice_of(i.attribution) == key}


@pytest.mark.parametrize(
    ("time", "hour"),
    [
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), datetime(2026, 3, 3, 0, 30)),  # noqa: DTZ001
        (datetime(2026, 3, 2), datetime(2026, 3, 2, 12)),  # noqa: DTZ001
        (None, datetime(2026, 3, 5, 12)),  # noqa: DTZ001
    ],
)
def test_a_figure_stands_at_the_readers_time(time: datetime | None, hour: datetime) -> None:
    """Half past eleven in London is the next day in Berlin; a day alone is its noon."""
    value = replace(standing(0, 1, "Polizei"), time=time)
    berlin = replace(EDITION, date=on(3), brief=replace(EDITION.brief, timezone="Europe/Berlin"))
    assert courses.moment(value, berlin) == hour


def test_a_speaker_said_each_thing_once() -> None:
    """On the day it was told first, in the words and with the label that it has now."""
    first = item("a", "Es brennt")
    had = Earlier(
        edition="daily-2026-03-02",
        date=on(0),
        words=first.words,
        certainty=Certainty.STATED,
        origins=(),
    )
    page = quoted(
        told(0, first, item("x", "Nein", speaker="Bo Alt")),
        told(1, replace(first, change=Change.WITHDRAWN, earlier=had), item("b", "Es ist aus")),
    )
    lines = [(day.day, line.id) for day in page.days for each in day.said for line in each.lines]
    assert lines == [(on(1), "b"), (on(0), "a")]
    assert page.days[1].said[0].lines[0].is_withdrawn
    assert (page.claims, page.stories, page.first, page.last) == (2, 1, on(0), on(1))


def test_what_is_new_is_not_said_of_what_stands_under_its_day() -> None:
    """Everything was new once."""
    new = replace(item("a", "Es brennt"), change=Change.NEW)
    known = told(0, new)
    followed = replace(known, stories=(replace(known.stories[0], change=Change.UPDATED),))
    (day,) = quoted(followed).days
    assert day.said[0].lines[0].marks == ()


def test_roles_are_told_with_their_days() -> None:
    """The last given is who somebody is; those before it end on the day they were last given."""

    def called(name: str, role: str | None) -> Item:
        made = item(name, name)
        return replace(made, attribution=replace(made.attribution, role=role))

    page = quoted(
        told(0, called("a", "Bürgermeisterin")),
        told(1, called("b", "Ministerin")),
        told(2, called("c", None)),
    )
    assert page.role == "Ministerin"
    assert page.earlier == (speakers.Role(text="Bürgermeisterin", last=on(0)),)


def test_names_are_listed_by_letter_without_accents() -> None:
    """Änne stands with Anna; what begins with no letter is at the end."""
    names = ["Zoe", "Änne", "anna", "112", "„Bild“"]
    voices = [Voice(key=name, name=name, claims=1, last=FIRST) for name in names]
    listed = [(each.letter, [one.name for one in each.voices]) for each in speakers.letters(voices)]
    assert listed == [("A", ["anna", "Änne"]), ("B", ["„Bild“"]), ("Z", ["Zoe"]), ("#", ["112"])]


def hit(text: str, marks: tuple[tuple[int, int], ...], **fields: str) -> Hit:
    known = {"claim": "c", "speaker": "Ina Beispiel", "voice": "ina beispiel", "language": "de"}
    return Hit(
        edition="daily-2026-03-02",
        date=FIRST,
        story="fire",
        headline="Feuer",
        words=text,
        marks=marks,
        **{**known, **fields},
    )


def test_what_was_found_is_marked_and_made_safe() -> None:
    """The marks are of the words as they stand; what is not seen is taken out after."""
    found = searching.found(hit("Der\u200b Hafen  brennt", ((5, 10),)), GERMAN, LINKS)
    assert [(each.text, each.strong) for each in found.pieces] == [
        ("Der ", False),
        ("Hafen", True),
        (" brennt", False),
    ]
    assert found.url == "/archive/daily/claims/c"
    assert found.speaker_url == "/archive/daily/speakers/ina%20beispiel"


def test_a_headline_that_was_found_leads_to_its_story() -> None:
    """It has no claim and no speaker, and may be in another language."""
    found = searching.found(
        hit("Fire", ((0, 4),), claim="", speaker="", voice="", language="en"), GERMAN, LINKS
    )
    assert (found.url, found.is_headline) == ("/archive/daily/stories/fire", True)
    assert (found.language, found.direction) == ("en", "ltr")


@pytest.mark.parametrize(
    ("asked", "at"), [("", 1), ("7", 7), ("0", 0), ("-1", 0), ("١", 0), ("1e3", 0), ("9" * 30, 0)]
)
def test_a_part_of_a_list_is_asked_for_by_its_number(asked: str, at: int) -> None:
    """Whatever an address says, it is a number or leads nowhere."""
    assert number(asked) == at


def test_a_list_has_as_many_parts_as_it_needs() -> None:
    """One, where there is nothing; none before the first or behind the last."""
    parts = [Part(number=1, size=20, total=total).parts for total in (0, 1, 20, 21)]
    assert parts == [1, 1, 1, 2]
    there = [Part(number=at, size=20, total=21).is_there for at in (0, 1, 2, 3)]
    assert there == [False, True, True, False]
