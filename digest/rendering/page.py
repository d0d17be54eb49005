"""What a template is given: an edition in the words of its reader, ready to be set.

Both the HTML and the text template walk one `Page`, so they say the same. Every string is cleaned
(`cleaning.clean`), and none is markup. What stands in a card is in `lines`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from digest.models.editions import Section
from digest.rendering.charts import Chart
from digest.rendering.lines import Foreign, Group, Line, Mark, Table

# More cells are not counted at a glance, and have no room beside words on a phone.
BAR = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """One story. `marks` say what is new about it, `spread` how many articles and origins and since
    when; `articles` and `origins` are these numbers alone. `label` is how sure in a word, "" where
    all is stated; `certainty` is the same in every language. `gist` is what is told of it where
    there is room for a line (see `gist.gist`), `tables` are the figures that differ; `sources` are
    the numbers of the articles that it leads to; `rest` how many claims are not shown here, and
    where they are (empty: none). `topics` are those of its readers that it is about. `url` is its
    own page, "" where there is none.
    """

    id: str
    number: int
    headline: Foreign
    spread: tuple[str, ...]
    label: str
    certainty: str
    groups: tuple[Group, ...]
    sources: frozenset[int]
    articles: int
    origins: int
    gist: tuple[Line, ...] = ()
    topics: tuple[str, ...] = ()
    url: str = ""
    marks: tuple[Mark, ...] = ()
    tables: tuple[Table, ...] = ()
    rest: str = ""

    @property
    def told(self) -> tuple[Group, ...]:
        """What is said: it stands before the `tables`, and these before what is `open`."""
        return tuple(group for group in self.groups if group.name != Section.OPEN)

    @property
    def open(self) -> tuple[Group, ...]:
        """What nobody says, last in a story; nothing, or one group."""
        return tuple(group for group in self.groups if group.name == Section.OPEN)

    @property
    def about(self) -> tuple[str, ...]:
        return (*self.spread, self.label) if self.label else self.spread

    @property
    def bar(self) -> tuple[int, int]:
        """Its articles as the cells of a bar: one for each origin, then one for each article that
        repeats them. Of many articles the bar shows the share.
        """
        cells = max(self.articles, self.origins)
        if cells <= BAR:
            return self.origins, cells - self.origins
        own = max(round(BAR * self.origins / cells), 1)
        return own, BAR - own

    @property
    def is_urgent(self) -> bool:
        """Whether it has what must not be left out, however short the page."""
        lines = [line for group in self.groups for line in group.lines if line.is_urgent]
        return bool(lines) or any(table.is_urgent for table in self.tables)


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """The stories on one topic of the readers; `title` is "" for those that are on none."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceEntry:
    """An article in the list of sources. `name` is its publisher, or its file if that is unknown;
    `details` are its day, version and file; `url` is http or https and ASCII, or None; `shown` is
    the page that shows what is cited of it, "" where there is none.
    """

    number: int
    name: str
    title: Foreign | None
    details: tuple[str, ...]
    url: str | None
    shown: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        titles = (self.title.text,) if self.title else ()
        return (self.name, *titles, *self.details)

    @property
    def text(self) -> str:
        return " · ".join(self.parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """A story that was found and not chosen, and why."""

    headline: Foreign
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """An edition as it is read. `lead` are the first headlines of an edition of several stories,
    `more` says how many follow; `empty` is said where there is none. `further` counts the articles
    that are not among the `sources`, for nothing leads to them. `legend` explains markers and
    marks, `why` how to ask for the reasons of the selection; `rest` says what is not shown here,
    and where it is. `left_out` are stories that were not chosen, where the digest shows them, and
    `over` says how many more there are. `url` is the page of the edition on the web, "" where there
    is none. `why` is "" but for who makes it. Where it is mailed to many, `unsubscribe` is the
    address at which each ends that, and `recipient` says why one gets it. `headings` are the topics
    of its readers; `chart` is None where no article is of its last days.
    """

    language: str
    direction: str
    subject: str
    preheader: str
    title: str
    date: str
    number: str
    counts: tuple[str, ...]
    lead: tuple[Card, ...]
    more: str
    cards: tuple[Card, ...]
    sources: tuple[SourceEntry, ...]
    empty: str
    legend: tuple[str, ...]
    why: str
    further: str = ""
    rest: str = ""
    left_out: tuple[LeftOut, ...] = ()
    over: str = ""
    url: str = ""
    recipient: str = ""
    unsubscribe: str = ""
    headings: tuple[str, ...] = ()
    chart: Chart | None = None

    @property
    def titles(self) -> tuple[tuple[SourceEntry, ...], ...]:
        """Its sources; those of one title and day, mostly copies of one text, are together."""
        same = groupby(self.sources, lambda each: each.title and (each.title, each.details))
        return tuple(
            each for title, found in same for each in ((tuple(found),) if title else zip(found))
        )

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Its cards, each under the first of the `headings` that it is about; the others last."""
        found: dict[str, list[Card]] = {heading: [] for heading in (*self.headings, "")}
        for card in self.cards:
            found[card.topics[0] if card.topics else ""].append(card)
        return tuple(
            Topic(title=each, cards=tuple(cards)) for each, cards in found.items() if cards
        )
