"""The list of feeds, as a terminal shows it."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from digest.cli.feeds.list import WIDE, table
from digest.models.feeds import Feed, Visits

URL = "https://www.harbour-gazette.example/news/rss"
ERROR = "answered 500 Internal Server Error"
FEED = Feed(url=URL, title="Harbour Gazette", folders=("Coast", "Ports"))
FAILING = Feed(url=URL, title="Harbour Gazette", visits=Visits(error=ERROR, errors=3))


def shown(feed: Feed, width: int) -> list[str]:
    console = Console(file=StringIO(), width=width)
    console.print(table([feed], {}, width=width))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue().splitlines()


@pytest.mark.parametrize("width", [60, 80, WIDE - 1, WIDE, 200])
def test_addresses_are_shown_whole(width: int) -> None:
    """They are what other commands want to be given; a piece of one is of no use to anybody."""
    lines = shown(FEED, width)
    assert max(map(len, lines)) <= width
    names = "".join(lines) if width >= WIDE else "".join(line.split("  ")[0] for line in lines)
    assert URL in names.replace(" ", "")
    assert "Coast/Ports" in names.replace(" ", "")


def test_what_is_wrong_fits_into_a_usual_terminal() -> None:
    """The state is why people look at the list."""
    words = " ".join(shown(FAILING, 80))
    for each in (*ERROR.split(), "(3"):
        assert each in words
