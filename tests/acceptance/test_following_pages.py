"""A story, its speakers and a search over three days of news, as readers have them in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page
from support.axe import AXE, barriers
from support.crawling import Shown
from support.markup import VALIDATOR, invalid
from support.site import archive_in, served, three_days

DAILY = "/archive/daily"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = three_days(tmp_path_factory.mktemp("archive"))
    with served(archive_in(folder)) as url, httpx.Client(base_url=url) as client:
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


def test_every_way_from_these_pages_leads_somewhere(
    site: httpx.Client, paths: dict[str, str]
) -> None:
    """Also into an article, to the words that are cited."""
    for path in paths.values():
        shown = Shown(site.get(path).text)
        for link in set(shown.links):
            there, _, fragment = link.partition("#")
            answer = site.get(there or path)
            assert answer.status_code == 200, (path, link)
            if fragment:
                assert fragment in Shown(answer.text).all("id"), (path, link)


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
def test_the_pages_are_valid(site: httpx.Client, paths: dict[str, str], tmp_path: Path) -> None:
    """What a browser has to guess, a screen reader guesses otherwise."""
    pages = {name: site.get(path).text for name, path in paths.items()}
    assert invalid(pages, "page", tmp_path) == []


@pytest.mark.skipif(not AXE.exists(), reason="needs axe-core: make test")
def test_nothing_keeps_people_from_reading(
    site: httpx.Client, paths: dict[str, str], page: Page
) -> None:
    """On a phone and on a desk, in light and dark."""
    for name in ("story", "speaker", "speakers", "search"):
        page.goto(f"{site.base_url}{paths[name]}")
        assert list(barriers(page)) == [], name


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
    page: Page, site: httpx.Client, paths: dict[str, str]
) -> None:
    """Nobody reads a page that has to be pushed about."""
    page.set_viewport_size({"width": 320, "height": 640})
    for path in paths.values():
        page.goto(f"{site.base_url}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
