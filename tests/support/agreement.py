"""Whether two views of an edition say the same: HTML, plain text, the page on the web.

What a view says is taken from what people see of it, without white space, case, and what sets
parts off. Each claim and figure is a fact with its labels; the labels of a fact stand between the
fact before it and the fact behind it, whatever the layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import NamedTuple

from digest.rendering.lines import Foreign
from digest.rendering.page import Card, Page

_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta"})
# Layouts differ in what sets parts off from each other, and in what says which way a line runs.
_BETWEEN = re.compile(r"[\s\u200e\u200f\u2066-\u2069(),·]+")


class _Visible(HTMLParser):
    """The text of a page that people see, and what it links to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.links: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.links += filter(None, [values.get("href")])
        hidden = (
            tag in {"style", "title"}
            or values.get("aria-hidden") == "true"
            or "display:none" in (values.get("style") or "").replace(" ", "")
        )
        if tag not in _VOID:
            self._open.append((tag, hidden))
        if tag == "li" and "value" in values:
            # Browsers set the number of an item.
            self.text.append(f"[{values['value']}]")

    def handle_endtag(self, tag: str) -> None:
        # Elements that need no end tag are closed by the one around them.
        if any(tag == name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not any(hidden for _, hidden in self._open):
            self.text.append(data)


def squeezed(text: str) -> str:
    return _BETWEEN.sub("", text).casefold()


def seen(html: str) -> str:
    """What people see of `html`."""
    return squeezed("".join(_Visible(html).text))


def links(html: str) -> list[str]:
    return _Visible(html).links


class Fact(NamedTuple):
    """What stands nowhere else in a view, and what is said of it."""

    words: str
    labels: tuple[str, ...]


def facts(card: Card) -> Iterator[Fact]:
    """The claims and figures of a story, each with who says it, how sure, from how many, where."""
    for group in card.groups:
        for line in group.lines:
            labels = [line.speaker, *line.details, line.hedge, line.spread, _joined(line.had)]
            labels += [mark.text for mark in line.marks]
            yield Fact(squeezed(f"{line.words}[{line.places}]"), _all(labels))
    for table in card.tables:
        for row in table.rows:
            labels = [*row.details, f"[{row.places}]", *(mark.text for mark in row.marks)]
            yield Fact(squeezed(row.figure.text), _all(labels))


def furniture(page: Page) -> Iterator[str]:
    """All else: the edition as a whole, its stories, what was left out, the sources."""
    yield from (page.title, page.date, page.number, *page.counts, page.empty, *page.legend)
    yield from (page.further, page.why, page.over, page.recipient, page.more)
    for card in page.cards:
        yield from (card.headline.text, *card.about, *(mark.text for mark in card.marks))
        yield from (group.title for group in card.groups)
        for table in card.tables:
            yield from (table.title, *(mark.text for mark in table.marks))
    for each in page.left_out:
        yield from (each.headline.text, each.reason)
    for source in page.sources:
        yield from (f"[{source.number}]", source.name, source.title.text if source.title else "")
        yield from source.details


def _joined(stretches: Iterable[Foreign]) -> str:
    return "".join(each.text for each in stretches)


def _all(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(squeezed, labels)))


def disagreements(page: Page, one: str, other: str, *, whole: bool) -> Iterator[str]:
    """What one of two views of `page` says and the other does not, each as `squeezed` makes it.

    With `whole` each of them says all that there is.
    """
    told = [fact for card in page.cards for fact in facts(card)]
    for words in _all(furniture(page)):
        if (words in one) is not (words in other) or (whole and words not in one):
            yield f"only in one: {words}"
    mine, theirs = _surroundings(told, one), _surroundings(told, other)
    for fact in told:
        if fact.words not in mine or fact.words not in theirs:
            if whole or fact.words in mine or fact.words in theirs:
                yield f"not in both: {fact.words}"
            continue
        for label in fact.labels:
            is_here, is_there = label in mine[fact.words], label in theirs[fact.words]
            if is_here is not is_there or (whole and not is_here):
                yield f"not in both: {label}, of {fact.words}"
    both = [words for words in mine if words in theirs]
    if both != [words for words in theirs if words in mine]:
        yield f"in another order: {both}"


def _surroundings(told: Iterable[Fact], view: str) -> dict[str, str]:
    """What stands around the facts that a view has, up to their neighbours; in its order."""
    found = sorted((view.index(each.words), each.words) for each in told if each.words in view)
    edges = [(0, 0), *((at, at + len(words)) for at, words in found), (len(view), len(view))]
    gaps = [view[end:start] for (_, end), (start, _) in pairwise(edges)]
    return {words: f"{gaps[n]}\0{gaps[n + 1]}" for n, (_, words) in enumerate(found)}
