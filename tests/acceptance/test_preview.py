"""The preview as an editor meets it: `digest preview` in headless Chromium."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.previewing import previewing

TEMPLATES = Path(__file__).parents[2] / "templates"

SAID = "We open the harbour when the mole is safe"
EDITED = SAID.replace("open", "shut")
ARTICLE = f"""Norderhaven harbour stays closed until Monday

The harbour of Norderhaven will stay closed until Monday, harbour master Inga Tomsen said.

“{SAID},” Tomsen told the Norderhaven Courier.

According to the coast guard, at least 14 boats were damaged in the night.

The ferry company may sue the town, lawyer Piet Harms said on Wednesday.

“Nobody warned us of the flood,” said Harms.

The mayor did not respond to a request for comment.
"""

CONFIG = """templates = "templates"

[[digest]]
name = "daily"
title = "Harbour news"
language = "en"
timezone = "Europe/London"
sources = ["articles"]
template = "daily"
"""

DAY = "2026-11-12"
# What the keyboard stops at.
STOPS = {"A", "BUTTON", "SUMMARY", "INPUT"}

PHONE = {"width": 375, "height": 700}
DESK = {"width": 1280, "height": 800}

# What lies behind the top left corner of the edition, once its frame is loaded: "light" or "dark".
BACKGROUND = """(expected) => {
  const inside = document.querySelector("iframe:not(.next)").contentDocument;
  let element = inside.elementFromPoint(3, 3);
  while (element && getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)") {
    element = element.parentElement;
  }
  const channels = element && getComputedStyle(element).backgroundColor.match(/[0-9]+/g);
  return channels && (Math.max(...channels.slice(0, 3)) > 127 ? "light" : "dark") === expected;
}"""


def filled(folder: Path) -> Path:
    """One article, with a configuration and templates of its own."""
    (folder / "articles").mkdir()
    article(folder).write_text(ARTICLE, "utf-8")
    (folder / "config.toml").write_text(CONFIG, "utf-8")
    shutil.copytree(TEMPLATES, folder / "templates")
    return folder


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A preview of what nobody changes."""
    with previewing(filled(tmp_path_factory.mktemp("preview")), "--date", DAY) as url:
        yield url


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address)


@pytest.fixture
def edited(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A preview of `tmp_path`, which the test changes."""
    with previewing(filled(tmp_path), "--date", DAY) as url:
        yield from opened(browser, url)


def opened(browser: Browser, address: str) -> Iterator[Page]:
    """The edition in a window; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    page = browser.new_page(viewport=DESK, base_url=address)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/")
    # The first build may still run: the page that waits shows it by itself.
    expect(page.locator("iframe:not(.next)")).to_be_visible()
    complaints.clear()
    yield page
    page.close()
    assert complaints == []


def article(folder: Path) -> Path:
    return folder / "articles" / "harbour.txt"


def frame_width(page: Page) -> float:
    box = page.locator("iframe:not(.next)").bounding_box()
    assert box
    return box["width"]


def test_width_and_colours_are_a_click_away(page: Page) -> None:
    """What a reader sees on a phone at night, and on a desk by day."""
    assert frame_width(page) == 375
    page.wait_for_function(BACKGROUND, arg="light")
    page.get_by_role("link", name="Desktop").click()
    expect(page.locator("#width-desktop")).to_have_attribute("aria-current", "true")
    assert frame_width(page) > 700
    page.get_by_role("link", name="Dark").click()
    expect(page.locator("#scheme-dark")).to_have_attribute("aria-current", "true")
    page.wait_for_function(BACKGROUND, arg="dark")
    page.reload()
    assert frame_width(page) > 700
    page.wait_for_function(BACKGROUND, arg="dark")


def test_a_dark_machine_shows_the_light_edition_too(page: Page) -> None:
    """Most readers' clients are light: what they see must not hang on the editor's own setting."""
    page.emulate_media(color_scheme="dark")
    page.goto("/?scheme=light")
    page.wait_for_function(BACKGROUND, arg="light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(25, 26, 27)"


def test_both_parts_say_what_was_said(page: Page) -> None:
    """The frame and the text part are the edition that would be sent."""
    expect(page.frame_locator("iframe:not(.next)").get_by_text(SAID)).to_be_visible()
    page.get_by_role("group", name="Part").get_by_role("link", name="Text").click()
    expect(page.locator("pre")).to_contain_text(SAID)


def test_a_claim_leads_to_its_sentence(page: Page) -> None:
    """One click from the line of an edition to its proof, in sight and lit up."""
    page.get_by_role("link", name="Claims", exact=True).click()
    page.locator("blockquote").get_by_role("link", name=re.compile(SAID)).click()
    page.wait_for_url("**/documents/*#claim-*")
    sentence = page.locator(":target")
    expect(sentence).to_contain_text(SAID)
    expect(sentence).to_be_in_viewport()
    expect(sentence).not_to_have_css("outline-style", "none")


def test_an_edit_is_shown_where_the_editor_is(edited: Page, tmp_path: Path) -> None:
    """The page changes by itself and stays where it is, in its view."""
    edited.set_viewport_size(PHONE)
    edited.get_by_role("link", name="Dark").click()
    expect(edited.locator("#scheme-dark")).to_have_attribute("aria-current", "true")
    expect(edited.locator("iframe:not(.next)")).to_have_attribute("style", re.compile("height"))
    # The frame has the height of what was in it before until what is new is loaded.
    expect(edited.locator("iframe.next")).to_have_count(0)
    edited.wait_for_function("document.documentElement.scrollHeight > innerHeight")
    edited.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    before = edited.evaluate("window.scrollY")
    assert before > 0
    article(tmp_path).write_text(ARTICLE.replace(SAID, EDITED), "utf-8")
    expect(edited.get_by_role("status")).to_contain_text("Updated")
    expect(edited.frame_locator("iframe:not(.next)").get_by_text(EDITED)).to_be_attached()
    expect(edited.locator("#scheme-dark")).to_have_attribute("aria-current", "true")
    assert edited.evaluate("window.scrollY") == before


def test_an_article_stays_open_while_it_is_edited(edited: Page, tmp_path: Path) -> None:
    """Editor on one side, article on the other: neither its sentence nor its scroll is lost."""
    edited.set_viewport_size(PHONE)
    edited.get_by_role("link", name="Claims", exact=True).click()
    edited.locator("blockquote").get_by_role("link", name=re.compile(SAID)).click()
    expect(edited.locator(":target")).to_be_in_viewport()
    before = edited.url
    edited.evaluate("window.scrollTo(0, 0)")
    article(tmp_path).write_text(ARTICLE.replace("may sue", "will sue"), "utf-8")
    expect(edited.locator(".article")).to_contain_text("will sue")
    assert edited.evaluate("window.scrollY") == 0
    expect(edited.locator(":target")).to_contain_text(SAID)
    assert edited.url != before
    edited.reload()
    expect(edited.locator(".article")).to_contain_text("will sue")


def test_template_and_configuration_are_followed(edited: Page, tmp_path: Path) -> None:
    """Whoever writes a template or a title sees what becomes of it; a mistake says where it is."""
    config, template = tmp_path / "config.toml", tmp_path / "templates/daily/edition.txt.j2"
    config.write_text(CONFIG.replace("Harbour news", "Quay news"), "utf-8")
    expect(edited.get_by_role("heading", name="Quay news", exact=True)).to_be_visible()
    edited.goto("/?view=text")
    template.write_text("WRITTEN ANEW\n" + template.read_text("utf-8"), "utf-8")
    expect(edited.locator("pre")).to_contain_text("WRITTEN ANEW")
    config.write_text(CONFIG.replace("title", "tilte"), "utf-8")
    failure = edited.get_by_role("region", name="The edition could not be built")
    expect(failure).to_contain_text("tilte")
    expect(failure).to_contain_text("config.toml")
    config.write_text(CONFIG, "utf-8")
    expect(edited.get_by_role("heading", name="Harbour news", exact=True)).to_be_visible()


def test_what_went_wrong_is_shown_until_it_is_mended(edited: Page, tmp_path: Path) -> None:
    """An editor looks at the page, not at the terminal."""
    article(tmp_path).rename(tmp_path / "away.txt")
    failure = edited.get_by_role("region", name="The edition could not be built")
    expect(failure).to_be_visible()
    expect(edited.frame_locator("iframe:not(.next)").get_by_text(SAID)).to_be_visible()
    (tmp_path / "away.txt").rename(article(tmp_path))
    expect(failure).not_to_be_attached()


def test_nothing_scrolls_sideways_on_a_phone(page: Page) -> None:
    """At 375 px every page fits; what is wider scrolls in a box of its own."""
    page.set_viewport_size(PHONE)
    article_page = page.request.get("/documents").text().split('href="/documents/')[1][:32]
    for path in (
        "/?width=desktop",
        "/?width=phone",
        "/?view=text&width=desktop",
        "/claims",
        "/documents",
        f"/documents/{article_page}",
    ):
        page.goto(path)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") == 375, path


def test_the_keyboard_reaches_everything(page: Page) -> None:
    """The first stop skips the navigation; every stop can be seen."""
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    while page.evaluate("document.activeElement.id") != "scheme-dark":
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") in STOPS
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#scheme-dark")).to_have_attribute("aria-current", "true")
    expect(page.locator("#scheme-dark")).to_be_focused()


def test_it_works_without_scripts(browser: Browser, page: Page, address: str) -> None:
    """Views, claims and articles are addresses: only the reload is missing."""
    plain = browser.new_context(
        java_script_enabled=False, base_url=address, viewport=DESK
    ).new_page()
    plain.goto("/")
    plain.get_by_role("link", name="Desktop").click()
    plain.get_by_role("link", name="Dark").click()
    expect(plain).to_have_url(re.compile(r"width=desktop&scheme=dark"))
    assert frame_width(plain) > 700
    plain.get_by_role("link", name="Claims", exact=True).click()
    plain.locator("blockquote").get_by_role("link", name=re.compile(SAID)).click()
    expect(plain.locator(":target")).to_be_in_viewport()
    plain.context.close()
