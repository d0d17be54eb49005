"""A story over days: how much was told of it, what was new when, its figures, voices and articles.

All is made of the editions as readers had them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from digest.models.archive import voice_of
from digest.models.editions import Attribution, Change, Item, Section
from digest.rendering.cleaning import one_line
from digest.rendering.lines import Foreign, Line, Mark, Table
from digest.rendering.links import Links
from digest.rendering.page import SourceEntry
from digest.rendering.phrases import name_of
from digest.rendering.wording import Wording
from digest.web.site import charts, courses
from digest.web.site.charts import Chart
from digest.web.site.following import Following, Told, lines_of

# Few stories go on for longer, and a page of more is read by nobody.
EDITIONS = 60
# What was wrong comes first.
_ORDER = (Change.WITHDRAWN, Change.CORRECTED, Change.UPDATED, Change.NEW, None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many articles of a story are of a day, and how many independent origins it had by then;
    None where no edition of that day told of it."""

    day: date
    articles: int
    origins: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FiguresOverTime:
    """Figures that differ, with their chart where they can be drawn."""

    table: Table
    chart: Chart | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What an edition told: `lines` are those that readers did not have as they are. `url` leads to
    the story in it.
    """

    day: date
    slot: str
    number: int
    url: str
    headline: Foreign
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """Who is quoted in a story, with so many claims; `role` is the last that was given."""

    name: str
    role: str
    claims: int
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Articles:
    """The articles of a day."""

    day: date
    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryPage:
    """A story as its page shows it. `chart` is None for one of a single day; `entries` are the
    last first, `open` are the lines on what nobody said, with the day that they are of.
    """

    id: str
    headline: Foreign
    about: tuple[str, ...]
    counts: tuple[Counts, ...]
    chart: Chart | None
    figures: tuple[FiguresOverTime, ...]
    entries: tuple[Entry, ...]
    open: tuple[tuple[date, Line], ...]
    speakers: tuple[Speaker, ...]
    articles: tuple[Articles, ...]


def page(told: Sequence[Told], wording: Wording, links: Links) -> StoryPage:
    """The page of a story that the editions of `told` (one at least, oldest first) tell of."""
    following = Following(told, wording, links)
    now = following.card(following.told[-1])
    counts = tuple(_counts(told))
    return StoryPage(
        id=now.id,
        headline=now.headline,
        about=now.about,
        counts=counts,
        chart=_chart(counts, wording),
        figures=tuple(_figures(following, wording)),
        entries=tuple(_entries(following, links))[::-1],
        open=tuple(_open(following)),
        speakers=tuple(_speakers(told, links)),
        articles=tuple(_articles(following)),
    )


def _counts(told: Iterable[Told]) -> Iterator[Counts]:
    """Each day with articles; an edition may know of fewer days than those before it."""
    articles: dict[date, int] = {}
    origins: dict[date, int] = {}
    for each in told:
        for day in each.story.days:
            articles[day.date] = max(day.articles, articles.get(day.date, 0))
        origins[each.edition.date] = len(each.story.origins)
    for day_of, count in sorted(articles.items()):
        yield Counts(day=day_of, articles=count, origins=origins.get(day_of))


def _chart(counts: Sequence[Counts], wording: Wording) -> Chart | None:
    if len(counts) <= 1:
        return None
    numbers = [(each.day, each.articles) for each in counts]
    return charts.bars(numbers, wording.number, wording.day, wording.direction)


def _figures(following: Following, wording: Wording) -> Iterator[FiguresOverTime]:
    disputes, last = courses.joined(following.told), following.told[-1].edition
    for dispute, table in zip(disputes, following.tables(disputes), strict=True):
        yield FiguresOverTime(table=table, chart=courses.chart(dispute, last, wording))


def _entries(following: Following, links: Links) -> Iterator[Entry]:
    for told, items in zip(following.told, _news(following.told), strict=True):
        card = following.card(told)
        changes = {item.id: _ORDER.index(item.change) for item in items}
        yield Entry(
            day=told.edition.date,
            slot=told.edition.slot,
            number=told.edition.number,
            url=f"{links.edition(told.edition.id)}#{told.story.id}",
            headline=card.headline,
            marks=card.marks,
            lines=tuple(sorted(lines_of(card, changes), key=lambda line: changes[line.id])),
        )


def _news(told: Iterable[Told]) -> Iterator[list[Item]]:
    """Of each edition the items that readers did not have as they are."""
    known: set[str] = set()
    for each in told:
        yield [item for item in each.story.items if item.change or item.id not in known]
        known |= {item.id for item in each.story.items}


def _open(following: Following) -> Iterator[tuple[date, Line]]:
    """What was not taken back of what nobody said, the last first."""
    last = {item.id: (told, item) for told in following.told for item in told.story.items}
    for told in reversed(following.told):
        items = [
            item.id
            for there, item in last.values()
            if there is told
            and item.section is Section.OPEN
            and item.change is not Change.WITHDRAWN
        ]
        for line in lines_of(following.card(told), items):
            yield told.edition.date, line


def _speakers(told: Iterable[Told], links: Links) -> Iterator[Speaker]:
    """Those with a page, who said most first."""
    said: dict[str, dict[str, Attribution]] = {}
    for each in told:
        for item in each.story.items:
            key = voice_of(item.attribution)
            if key:
                said.setdefault(key, {})[item.id] = item.attribution
    for claims in sorted(said.values(), key=len, reverse=True):
        who = list(claims.values())
        yield Speaker(
            name=name_of(who[-1]),
            role=one_line(next((each.role for each in reversed(who) if each.role), "")),
            claims=len(claims),
            url=links.speaker(who[-1].name.text),
        )


def _articles(following: Following) -> Iterator[Articles]:
    pairs = zip(following.days, following.sources(), strict=True)
    for day, found in groupby(pairs, key=lambda pair: pair[0]):
        yield Articles(day=day, sources=tuple(source for _, source in found))
