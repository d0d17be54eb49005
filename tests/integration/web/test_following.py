"""The pages of stories, speakers and searches over a real store: names that changed, long lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
from support.archived import DOCUMENTS, edition, item, keep, story
from support.crawling import Shown
from support.site import archive_in, served

from digest import config
from digest.models import Story
from digest.models.editions import Edition
from digest.storage import Store
from digest.web.site import searching, speakers, stories

CONFIG = """
[[digest]]
name = "daily"
title = "Tagesdigest"
language = "de"
timezone = "Europe/Berlin"
archive = "excerpts"
"""
DAY = date(2026, 1, 1)
DAILY = "/archive/daily"
# More than two pages of each kind.
DAYS = 2 * stories.EDITIONS + 1


def on(day: int) -> date:
    return DAY + timedelta(days=day)


def of(name: str, *documents: str) -> Story:
    return Story(id=name, documents=documents, statements=(), origins=())


def news() -> Iterator[tuple[Edition, Sequence[Story]]]:
    """A fire that goes on for months; on its first day it was two stories."""
    one, two = DOCUMENTS
    apart = (
        story("fire", "Feuer", item("f0", "Rauch 0")),
        story("smoke", "Qualm", item("s0", "Q")),
    )
    yield edition(DAY, *apart), (of("fire", one), of("smoke", two))
    for day in range(1, DAYS):
        told = story("fire", f"Feuer {day}", item(f"f{day}", f"Rauch {day}"))
        yield edition(on(day), told), (of("fire", one, two),)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("archive")
    (folder / "config.toml").write_text(CONFIG, "utf-8")
    made = {each.id: (each, told) for each, told in news()}
    with Store.open(config.load(folder / "config.toml", {}).store) as store:
        keep(
            store,
            *(each for each, _ in made.values()),
            told={name: told for name, (_, told) in made.items()},
        )
    with served(archive_in(folder)) as url, httpx.Client(base_url=url) as client:
        yield client


def walked(client: httpx.Client, path: str) -> Iterator[str]:
    """The page at `path`, and those that its way on leads to."""
    while path:
        answer = client.get(path)
        assert answer.status_code == 200, path
        yield answer.text
        found = re.search(r'rel="next" href="([^"]+)"', answer.text)
        path = found[1].replace("&amp;", "&") if found else ""


def days(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'<time datetime="(2026-[0-9-]+)">', page)))


def test_a_story_that_became_another_leads_on(client: httpx.Client) -> None:
    """An address that was mailed goes on working, and what was told under it is told."""
    answer = client.get(f"{DAILY}/stories/smoke")
    assert answer.is_redirect
    assert answer.headers["location"] == f"{DAILY}/stories/fire"
    *_, oldest = walked(client, answer.headers["location"])
    assert "Qualm" in Shown(oldest).text


def test_a_long_story_is_told_in_parts(client: httpx.Client) -> None:
    """Each day once, the last first, to the first."""
    pages = list(walked(client, f"{DAILY}/stories/fire"))
    told = [
        [each.partition('"')[0] for each in page.split('<p class="date"><a href="')[1:]]
        for page in pages
    ]
    assert [len(set(each)) for each in told] == [stories.EDITIONS, stories.EDITIONS, 2]
    assert told[0][0] == f"{DAILY}/editions/daily-{on(DAYS - 1)}#fire"


def test_what_a_speaker_said_is_told_in_parts(client: httpx.Client) -> None:
    """Who speaks for the police is in every edition."""
    pages = list(walked(client, f"{DAILY}/speakers/ina%20beispiel"))
    headings = [re.findall(r'<h2 id="day-([0-9-]+)"', page) for page in pages]
    assert all(len(each) <= speakers.EDITIONS for each in headings)
    told = [day for each in headings for day in each]
    assert told == [str(on(day)) for day in reversed(range(DAYS))]


def test_what_was_found_is_shown_in_parts(client: httpx.Client) -> None:
    """All of it, and each line once."""
    pages = list(walked(client, f"{DAILY}/search?q=rauch"))
    assert len(pages) == -(-DAYS // searching.LINES)
    shown = [claim for page in pages for claim in re.findall(r'href="[^"]+/claims/(f\d+)"', page)]
    assert sorted(shown) == sorted(f"f{day}" for day in range(DAYS))
    assert f"{DAYS} Zeilen gefunden" in Shown(pages[0]).text


def test_a_search_that_finds_nothing_says_what_to_do(client: httpx.Client) -> None:
    """And one for nothing asks for something."""
    nothing = Shown(client.get(f"{DAILY}/search?q=zebra").text).text
    assert "Nichts gefunden" in nothing
    assert "Lassen Sie Wörter weg" in nothing
    assert "gefunden" not in Shown(client.get(f"{DAILY}/search?q=+").text).text
