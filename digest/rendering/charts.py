"""How the stories of an edition went over its last days: the numbers, and what a picture shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from digest.models.editions import Edition, EditionStory
from digest.rendering.wording import Wording

if TYPE_CHECKING:  # a page has a chart, whose rows are its cards
    from digest.rendering.page import Card

# A week, and as many stories as a phone shows at once.
DAYS = 7
ROWS = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class ChartRow:
    """A story in a chart: how many `articles` it had on each of the days; `told` says so of those
    days that had any.
    """

    card: Card
    articles: tuple[int, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """How many articles the first stories had on each of the last days, the first day first; `days`
    are weekday and day of the month, `dates` the latter alone; `more` says how many stories follow.
    `alt` says what is seen in the picture of it, which HTML shows as `cid:` and `picture`.
    """

    days: tuple[str, ...]
    dates: tuple[int, ...]
    rows: tuple[ChartRow, ...]
    more: str
    alt: str
    direction: str
    picture: str = "chart.png"


def chart(edition: Edition, cards: Sequence[Card], wording: Wording) -> Chart | None:
    """Articles of each of the first stories on each of the last days; None where there are none.

    `cards` are those of the stories of `edition`, in the same order.
    """
    days = [edition.date - timedelta(days=back) for back in reversed(range(DAYS))]
    names = tuple(map(wording.weekday, days))
    shown = list(zip(cards, edition.stories, strict=True))[:ROWS]
    rows = tuple(_row(card, _articles(story, days), names, wording) for card, story in shown)
    if not any(row.told for row in rows):
        return None
    return Chart(
        days=names,
        dates=tuple(day.day for day in days),
        rows=rows,
        more=more(len(cards) - ROWS, wording),
        alt=_alt(rows, names, wording),
        direction=wording.direction,
    )


def more(stories: int, wording: Wording) -> str:
    """How many `stories` follow those that are listed; "" where none do."""
    said = wording.ngettext("and %(count)s more story", "and %(count)s more stories", stories)
    return said if stories > 0 else ""


def _articles(story: EditionStory, days: Sequence[date]) -> tuple[int, ...]:
    counts = {each.date: each.articles for each in story.days}
    return tuple(counts.get(day, 0) for day in days)


def _row(card: Card, articles: tuple[int, ...], days: Sequence[str], wording: Wording) -> ChartRow:
    told = tuple(
        wording.gettext("%(day)s: %(articles)s", day=day, articles=count)
        for day, count in zip(days, articles, strict=True)
        if count
    )
    return ChartRow(card=card, articles=articles, told=told)


def _alt(rows: Sequence[ChartRow], days: Sequence[str], wording: Wording) -> str:
    """What the picture shows at a glance: how long, and where most is."""
    top = max(rows, key=lambda row: max(row.articles))
    most = max(top.articles)
    return wording.gettext(
        "Bars for the articles on each story, from %(first)s to %(last)s, each row to a scale of "
        "its own, with their sum at its end. The most: story %(number)s on %(day)s, %(articles)s. "
        "All numbers are in the table below.",
        first=days[0],
        last=days[-1],
        number=top.card.number,
        day=days[top.articles.index(most)],
        articles=wording.ngettext("%(count)s article", "%(count)s articles", most),
    )
