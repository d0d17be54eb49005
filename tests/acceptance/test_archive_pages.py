"""The archive as `digest serve` shows it, read in a browser: valid, open to all, by keyboard, no
wider than a phone, and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from support.axe import AXE, barriers
from support.crawling import crawl
from support.markup import VALIDATOR, invalid
from support.pages import pages

DAILY = "/archive/daily"
EDITION = f"{DAILY}/editions/daily-2026-11-19"
NARROW = {"width": 320, "height": 600}  # WCAG 2.2, 1.4.10


@pytest.fixture(scope="module")
def address(days: Path) -> Iterator[str]:
    """That of a process of its own, as people start it."""
    with pages(days) as url:
        yield url


@pytest.fixture(scope="module")
def paths(address: str) -> dict[str, str]:
    """One page of each kind."""
    edition = httpx.get(address + EDITION).text
    (article, *_) = re.findall(rf'"({DAILY}/articles/[^"]+)"', edition)
    (claim, *_) = re.findall(rf'"({DAILY}/claims/[^"]+)"', edition)
    return {
        "digests": "/archive/",
        "editions": DAILY,
        "edition": EDITION,
        "week": EDITION.replace("daily", "brief"),
        "left out": EDITION.replace("-19", "-18"),
        "article": article,
        "excerpt": article.replace("daily", "brief", 1),
        "claim": claim,
        "nothing": f"{DAILY}/nothing",
    }


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, base_url=address)
    yield context.new_page()
    context.close()


@pytest.mark.skipif(not VALIDATOR.exists(), reason="needs html-validate: make test")
def test_all_pages_are_html_as_it_is_written_down(address: str, tmp_path: Path) -> None:
    """Every page that a reader can come to, in one run."""
    with httpx.Client(base_url=address) as client:
        answers = crawl(client, "/archive/").answers
    found = {url: a.text for url, a in answers.items() if "html" in a.headers["content-type"]}
    assert len(found) > 60
    assert invalid(found, "page", tmp_path) == []


@pytest.mark.skipif(not AXE.exists(), reason="needs axe-core: make test")
def test_nothing_keeps_people_from_reading(
    browser: Browser, address: str, paths: dict[str, str]
) -> None:
    """On a phone and wider, in light and dark."""
    # axe is a script, and the policy of the pages lets none in.
    context = browser.new_context(base_url=address, bypass_csp=True)
    page = context.new_page()
    for kind, path in paths.items():
        page.goto(path)
        assert (kind, list(barriers(page))) == (kind, [])
    context.close()


def test_nothing_scrolls_sideways(page: Page, paths: dict[str, str]) -> None:
    """On the narrowest screen; and all that is no link in a line can be hit with a thumb."""
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    for kind, path in paths.items():
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert (kind, width) == (kind, NARROW["width"])
        for each in page.locator("nav a, .bottom a, .more, summary, button").all():
            box = each.bounding_box()
            assert box is None or box["height"] >= 24, (kind, each.inner_text())


def test_a_place_leads_to_its_sentence_and_on_to_its_claim(page: Page) -> None:
    """From a marker into the article, where the sentence stands out; from there to the claim, and
    back to the article: all by links."""
    page.goto(EDITION)
    page.get_by_role("listitem").filter(has_text="Petra Voss").get_by_role("link").filter(
        has_text="¶"
    ).click()
    target = page.locator(".passage:target")
    expect(target).to_have_text(re.compile("Die Statik des Speichers"))
    expect(target).to_have_css("outline-style", "solid")
    page.get_by_role("group", name="Aussagen in diesem Absatz").get_by_text("Petra Voss").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Die Statik"))
    page.get_by_role("link", name=re.compile("im Artikel")).click()
    expect(page.locator(".passage:target")).to_have_text(re.compile("Die Statik des Speichers"))


def test_the_keyboard_gets_past_what_is_on_every_page(page: Page) -> None:
    """The first stop leads to what the page is about, and is seen when it is there."""
    page.goto(EDITION)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Zum Inhalt")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_editions_lead_to_those_beside_them(page: Page) -> None:
    """From the list to one, and from one to the next."""
    page.goto(DAILY)
    page.get_by_role("link", name="Mittwoch, 18. November 2026").click()
    page.get_by_role("link", name="Nächste Ausgabe").click()
    expect(page).to_have_url(re.compile(f"{EDITION}$"))


def test_paper_shows_what_was_told_and_nothing_to_click(page: Page) -> None:
    """In black, without navigation."""
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(EDITION)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".sources")).to_be_visible()
    for gone in (".top nav", ".top form", ".beside", ".permalink"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
