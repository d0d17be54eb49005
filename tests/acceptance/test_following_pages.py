"""A story, its speakers and a search over three days of news, as readers have them in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page
from support.archived import NOW
from support.axe import AXE, barriers
from support.crawling import Shown
from support.fixtures import fixture
from support.markup import VALIDATOR, invalid
from support.site import archive_in, served

from digest import config
from digest.models.editions import Dispute, Edition, edition_id
from digest.storage import Store

DAILY = "/archive/daily"


@pytest.fixture(scope="module")
def site(days: Path) -> Iterator[httpx.Client]:
    with served(archive_in(days)) as url, httpx.Client(base_url=url) as client:
        yield client


@pytest.fixture(scope="module")
def paths(site: httpx.Client) -> dict[str, str]:
    """One page of each kind, and what a search leads to."""
    found = Shown(site.get(f"{DAILY}/search?q=brand+hafenspeicher").text)
    fire = next(each for each in found.links if "/stories/" in each)
    return {
        "story": fire,
        "speakers": f"{DAILY}/speakers",
        "speaker": f"{DAILY}/speakers/hafenbeh%C3%B6rde",
        "search": f"{DAILY}/search?q=hafen*",
        "nothing": f"{DAILY}/search?q=zebra",
        "form": f"{DAILY}/search",
    }


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, list[str]]]:
    """The pages of all stories and speakers of an Arabic edition, and of one in Hindi and emoji."""
    folder = tmp_path_factory.mktemp("foreign")
    made = {name: _named(name) for name in ("arabic", "hindi")}
    (folder / "config.toml").write_text("".join(map(_configured, made.values())), "utf-8")
    with Store.open(config.load(folder / "config.toml", {}).store) as store:
        for name, each in made.items():
            documents = fixture(name)[1].values()
            store.add([(document, ()) for document in documents], now=NOW)
            assert store.save(each, ())
    paths = [
        f"/archive/{name}/{page}"
        for name, each in made.items()
        for page in (*(f"stories/{story.id}" for story in each.stories), "speakers", "search")
    ]
    with served(archive_in(folder)) as url, httpx.Client(base_url=url) as client:
        yield client, paths


def _named(name: str) -> Edition:
    """The edition of a fixture, as that of a digest of its name; its figures are what they say."""
    made = fixture(name)[0]
    return replace(
        made,
        id=edition_id(name, made.date),
        brief=replace(made.brief, name=name),
        stories=tuple(
            replace(story, disputes=tuple(map(_counted, story.disputes))) for story in made.stories
        ),
    )


def _counted(dispute: Dispute) -> Dispute:
    numbers = [Decimal(re.findall(r"[0-9]+", each.words.text)[0]) for each in dispute.values]
    values = (
        replace(each, figure=replace(each.figure, value=number))
        for each, number in zip(dispute.values, numbers, strict=True)
    )
    return replace(dispute, values=tuple(values))


def _configured(made: Edition) -> str:
    brief = made.brief
    return f"""
[[digest]]
name = "{brief.name}"
title = "{brief.title}"
language = "{brief.language}"
timezone = "{brief.timezone}"
archive = "articles"
"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def test_a_toll_is_drawn_and_told(site: httpx.Client, paths: dict[str, str]) -> None:
    """12 dead became 20 for the police, and the hospital stands by 17: in the chart and beside it,
    what was overtaken struck out."""
    shown = site.get(paths["story"]).text
    chart = shown[shown.index("<svg") : shown.index("</figure>")]
    values = re.findall(r'<text class="value[^"]*"[^>]*>([^<]+)<', chart)
    assert sorted(values) == ["12", "17", "20"]
    assert re.findall(r"<s>([^<]+)</s>", shown) == ["zwölf Menschen"]
    rows = [" ".join(Shown(row).text.split()) for row in re.findall(r"<tr>.*?</tr>", shown, re.S)]
    tolls = [row for row in rows if re.search(r"¶", row)]
    assert [row.split(" [")[0] for row in tolls] == [
        "zwölf Menschen Polizei · 18. Nov. überholt",
        "20 Menschen Polizei · 19. Nov.",
        "17 Toten Klinikum Norderfelde · 19. Nov.",
    ]


def test_a_story_tells_each_day_what_was_new(site: httpx.Client, paths: dict[str, str]) -> None:
    """The last day first; what was withdrawn and corrected is said in words."""
    shown = Shown(site.get(paths["story"]).text).text
    days = [
        shown.index(f"{day}. November 2026 · Nr. {n}") for day, n in ((20, 3), (19, 2), (18, 1))
    ]
    assert days == sorted(days)
    last = shown[days[0] : days[1]]
    assert re.search(r"zurückgezogen .*Kurzschluss.* korrigiert .*vor neun Jahren", last)


@pytest.mark.parametrize(
    "path",
    [
        "/stories/0000000000",
        "/speakers/nobody",
        "/speakers/hafenbeh%C3%B6rde?before=daily-2020-01-01",
        "/search?q=hafen&page=99",
        "/search?q=hafen&page=-1",
        "/search?page=999999999",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(site: httpx.Client, path: str) -> None:
    """In the language of the digest, whatever was asked."""
    answer = site.get(f"{DAILY}{path}")
    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.text


def test_what_is_looked_for_is_shown_as_it_was_typed(site: httpx.Client) -> None:
    """And is no markup, and no way to break a search."""
    typed = '"><script>alert(1)</script> AND NEAR( speaker: * "'
    answer = site.get(f"{DAILY}/search", params={"q": typed})
    assert answer.status_code == 200
    shown = Shown(answer.text)
    assert "script" not in shown.tags
    assert typed in shown.all("value")


@pytest.mark.skipif(not VALIDATOR.exists(), reason="needs html-validate: make test")
def test_the_pages_are_valid(
    site: httpx.Client,
    paths: dict[str, str],
    foreign: tuple[httpx.Client, list[str]],
    tmp_path: Path,
) -> None:
    """What a browser has to guess, a screen reader guesses otherwise."""
    client, others = foreign
    pages = {path: site.get(path).text for path in paths.values()}
    pages |= {path: client.get(path).raise_for_status().text for path in others}
    assert invalid(pages, "page", tmp_path) == []


@pytest.mark.skipif(not AXE.exists(), reason="needs axe-core: make test")
def test_nothing_keeps_people_from_reading(
    site: httpx.Client,
    paths: dict[str, str],
    foreign: tuple[httpx.Client, list[str]],
    page: Page,
) -> None:
    """On a phone and on a desk, in light and dark, from left to right and from right to left."""
    client, others = foreign
    urls = [f"{site.base_url}{paths[name]}" for name in ("story", "speaker", "speakers", "search")]
    for url in (*urls, f"{client.base_url}{others[0]}"):
        page.goto(url)
        assert list(barriers(page)) == [], url


def test_a_search_needs_no_script_and_no_mouse(browser: Browser, site: httpx.Client) -> None:
    """From any page, by keyboard alone, to the words that were looked for."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.base_url}{DAILY}/speakers")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("Sprinkler neun")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert [each.casefold() for each in page.locator("mark").all_inner_texts()] == [
        "sprinkler",
        "neun",
    ]
    page.locator(".found a", has=page.locator("mark")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/*")
    context.close()


def test_nothing_is_wider_than_a_phone(
    page: Page,
    site: httpx.Client,
    paths: dict[str, str],
    foreign: tuple[httpx.Client, list[str]],
) -> None:
    """Nobody reads a page that has to be pushed about."""
    client, others = foreign
    page.set_viewport_size({"width": 320, "height": 640})
    urls = [f"{site.base_url}{path}" for path in paths.values()]
    for url in (*urls, *(f"{client.base_url}{path}" for path in others)):
        answer = page.goto(url)
        assert answer
        assert answer.ok, url
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, url
