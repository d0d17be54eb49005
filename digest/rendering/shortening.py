"""The same page shortened, for mail programs that cut off what is long."""

from __future__ import annotations

from dataclasses import replace

from digest.rendering.lines import Table
from digest.rendering.page import Card, Page
from digest.rendering.wording import Wording


def shortened(page: Page, wording: Wording, claims: int, more: int, cards: int) -> Page:
    """`page` with so many cards, and so many claims on each and one more on the first `more`; it
    says what is left out.

    What was wrong in earlier editions is told however short the page. Before any claim go the links
    of claims, for the headline leads to the page that has them, and the titles of sources.
    """
    kept = tuple(
        _card(card, wording, (claims + (nth < more)) if nth < cards else 0)
        for nth, card in enumerate(page.cards)
        if nth < cards or card.is_urgent
    )
    gone = len(page.cards) - len(kept)
    rest = _more_stories(page, wording, gone)
    cited = frozenset[int]().union(*(card.sources for card in kept))
    return replace(
        page,
        cards=kept,
        sources=tuple(
            replace(source, title=None, details=())
            for source in page.sources
            if source.number in cited
        ),
        rest=rest if gone else "",
    )


def _card(card: Card, wording: Wording, claims: int) -> Card:
    """The first claim of each section goes before the second of any."""
    turns = [
        (turn, nth, line.id)
        for nth, group in enumerate(card.groups)
        for turn, line in enumerate(group.lines)
        if not line.is_urgent
    ]
    over = {name for *_, name in sorted(turns)[claims:]}
    groups = (
        replace(
            group, lines=tuple(replace(line, url="") for line in group.lines if line.id not in over)
        )
        for group in card.groups
    )
    tables = tuple(_unlinked(table) for table in card.tables if claims or table.is_urgent)
    gone = len(over) + len(card.tables) - len(tables)
    rest = _more_claims(card, wording, gone)
    return replace(
        card,
        groups=tuple(group for group in groups if group.lines),
        tables=tables,
        rest=rest if gone else "",
    )


def _unlinked(table: Table) -> Table:
    rows = (
        replace(row, cited=tuple(replace(each, url="") for each in row.cited)) for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _more_stories(page: Page, wording: Wording, count: int) -> str:
    """How many stories more there are, and where."""
    if page.url:
        return wording.ngettext(
            "%(count)s more story on the web", "%(count)s more stories on the web", count
        )
    return wording.ngettext(
        "%(count)s more story: see the text edition",
        "%(count)s more stories: see the text edition",
        count,
    )


def _more_claims(card: Card, wording: Wording, count: int) -> str:
    """How many claims more there are, and where."""
    if card.url:
        return wording.ngettext(
            "%(count)s more claim on the web", "%(count)s more claims on the web", count
        )
    return wording.ngettext(
        "%(count)s more claim: see the text edition",
        "%(count)s more claims: see the text edition",
        count,
    )
