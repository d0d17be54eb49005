"""The pages for recipients in headless Chromium, as `digest serve` shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect
from support.commands import digest
from support.pages import pages

from digest.models.subscribers import Standing
from digest.storage import Store

PHONE: ViewportSize = {"width": 320, "height": 600}  # WCAG 2.2, 1.4.10
DESK: ViewportSize = {"width": 1280, "height": 800}
# As long as mail addresses and titles of digests may be.
LONG = f"{'a' * 64}@{'b' * 60}.{'c' * 60}.example.org"
CONFIG = f"""
[serve]
address = "https://news.example.org/digests"

[[digest]]
name = "daily"
title = "{"Hafennachrichten" * 12}"
language = "de"
timezone = "Europe/Berlin"
sources = []
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("digest")
    (folder / "config.toml").write_text(CONFIG, "utf-8")
    return folder


@pytest.fixture(scope="module")
def address(place: Path) -> Iterator[str]:
    with pages(place) as url:
        yield url


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A browser without JavaScript; whatever it complains of fails the test."""
    complaints: list[str] = []
    context = browser.new_context(java_script_enabled=False, base_url=address, viewport=PHONE)
    page = context.new_page()

    def complain(message: ConsoleMessage) -> None:
        # That a page says it is not there is no complaint; that its style is not there is one.
        if message.location["url"] != page.url or "404" not in message.text:
            complaints.append(message.text)

    page.on("console", complain)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def token(place: Path) -> str:
    """That of the one subscriber, who gets the digest."""
    assert digest("subscribers", "add", "--again", LONG, cwd=place).returncode == 0
    with store(place) as opened:
        return opened.subscribers.token("daily", LONG)


def store(place: Path):
    return Store.open(f"sqlite:///{place}/var/digest.db")


def standing(place: Path) -> Standing:
    with store(place) as opened:
        (one,) = opened.subscribers.of()
        return one.standing


def test_there_and_back_without_javascript(page: Page, place: Path, token: str) -> None:
    """Looking changes nothing, the button does, and the next one takes it back."""
    page.goto(f"/u/{token}")
    assert standing(place) is Standing.ACTIVE
    expect(page.get_by_role("heading", level=1)).to_have_text("Abbestellen?")
    page.get_by_role("button", name="Abbestellen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Abbestellt")
    assert standing(place) is Standing.UNSUBSCRIBED
    page.get_by_role("button", name="Wieder abonnieren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Abonniert")
    assert standing(place) is Standing.ACTIVE
    page.get_by_role("link", name="Abbestellen").click()
    expect(page).to_have_url(re.compile(rf"/u/{token}$"))


def test_the_keyboard_does_it_all(page: Page, place: Path, token: str) -> None:
    """The button is the first stop, and can be seen."""
    page.goto(f"/u/{token}")
    page.keyboard.press("Tab")
    button = page.get_by_role("button")
    expect(button).to_be_focused()
    expect(button).to_have_css("outline-style", "solid")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Abbestellt")
    assert standing(place) is Standing.UNSUBSCRIBED


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", ["/u/{}", "/confirm/{}", "/u/nobody"])
def test_nothing_scrolls_sideways(page: Page, token: str, path: str, size: ViewportSize) -> None:
    """With the longest title and address that there are, on the narrowest screen."""
    page.set_viewport_size(size)
    page.goto(path.format(token))
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    for each in page.locator("button, a").all():
        box = each.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


def test_dark_machines_show_dark_pages(page: Page, token: str) -> None:
    """Mails are read at night."""
    for scheme, colour in (("light", "rgb(251, 250, 247)"), ("dark", "rgb(25, 26, 27)")):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"/u/{token}")
        expect(page.locator("body")).to_have_css("background-color", colour)


def test_the_browser_keeps_nothing(page: Page, token: str) -> None:
    """Neither a cookie, nor where the page was, for the next site."""
    page.goto(f"/u/{token}")
    page.get_by_role("button").click()
    assert page.context.cookies() == []
    assert page.evaluate("document.referrer") == ""
