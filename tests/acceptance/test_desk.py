"""The desk beside the edition, as an editor uses it: in a browser, with a mail server at hand."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.axe import AXE, barriers
from support.commands import digest
from support.previewing import previewing
from support.smtp_server import Accepted, Server, serving

CONFIG = """store = "sqlite:///digest.db"
[mail]
sender = "Harbour news <news@example.org>"
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
[serve]
address = "https://news.example.org"
[[digest]]
name = "daily"
title = "Harbour news"
language = "en"
timezone = "Europe/London"
sources = ["articles"]
recipients = ["reader@example.org"]
deliver = ["smtp"]
"""

DAM = "Old dam at Wexholm is to be torn down"
TRAM = "New tram line opens in Port Averley"
OWLS = "Barn owls return to Thornmere after forty years"
ARTICLES = {
    "dam.txt": f"""{DAM}

The dam at Wexholm will be torn down next spring, engineer Ruth Calder said.

“The concrete has been rotten for years,” Calder told the Wexholm Herald.

According to the river trust, 12 species of fish will come back.
""",
    "tram.txt": f"""{TRAM}

The tram line to the harbour carried 9,000 people on its first day, the city said.

“We waited twenty years for this,” said mayor Tom Arden.

Drivers of taxis may lose half of their fares, union leader Jo Penn said.
""",
    "owls.txt": f"""{OWLS}

Three pairs of barn owls nest in Thornmere again, biologist Mira Holt said.

“They hunt at dusk over the old airfield,” said Holt.
""",
}
DAY = "2026-11-12"
EDITION = f"daily-{DAY}"
FARES = "Drivers of taxis may lose half of their fares"
ROTTEN = "The concrete has been rotten for years"

SMALL = {"width": 390, "height": 800}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """It is asked for before the browser, to end behind it: both have an event loop."""
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def folder(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("desk"), server)


def filled(folder: Path, server: Server) -> Path:
    """Articles on three stories, and a digest that goes out by mail."""
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        Path(folder, "articles", name).write_text(text, "utf-8")
    (folder / "config.toml").write_text(CONFIG.format(port=server.port), "utf-8")
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with previewing(folder, "--date", DAY) as url:
        yield url


def opened(browser: Browser, address: str, *, scripts: bool = True) -> Page:
    """The edition in a window of its own, with nothing decided."""
    page = browser.new_context(
        base_url=address, viewport=DESK, java_script_enabled=scripts
    ).new_page()
    page.goto("/")
    expect(page.locator("iframe:not(.next)")).to_be_visible()
    if page.locator("#undo-all").count():
        page.locator("#undo-all").click()
        expect(page.get_by_text("Nothing is decided")).to_be_visible()
    return page


@pytest.fixture
def page(address: str, browser: Browser) -> Iterator[Page]:
    page = opened(browser, address)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.context.close()
    assert complaints == []


@pytest.fixture
def plain(address: str, browser: Browser) -> Iterator[Page]:
    """One in which no script runs."""
    page = opened(browser, address, scripts=False)
    yield page
    page.context.close()


def stories(page: Page) -> list[str]:
    """The headlines on the desk, in order."""
    return page.locator("ol.stories h4").all_inner_texts()


def told(page: Page) -> Locator:
    """The edition, as it is shown in the frame."""
    return page.frame_locator("iframe:not(.next)").locator("body")


def text_part(page: Page) -> str:
    return page.request.get("/text").text()


def content(letter: Accepted, kind: str) -> str:
    """A part of a mail that arrived."""
    part = message_from_bytes(letter.data, policy=email.policy.default).get_body((kind,))
    assert part
    return str(part.get_content())


def press(page: Page, act: str, what: str) -> None:
    page.get_by_role("button", name=f"{act}: {what}").click()


def open_story(page: Page, headline: str) -> None:
    page.get_by_role("link", name=f"Headline, claims: {headline}").click()
    expect(page.get_by_role("link", name=f"Close: {headline}")).to_be_visible()


def test_both_parts_follow_each_decision(page: Page, folder: Path) -> None:
    """Move, leave out, take another headline, pin, and take it back: seen at once, and kept."""
    first, second, third = stories(page)
    press(page, "Move down", first)
    expect(page.get_by_role("status")).to_contain_text(f"Moved down: {first}")
    assert stories(page) == [second, first, third]
    expect(told(page)).to_contain_text(re.compile(f"{second}.*{first}.*{third}", re.DOTALL))
    assert re.search(f"{second}.*{first}.*{third}", text_part(page), re.DOTALL)

    press(page, "Leave out", third)
    expect(page.get_by_role("status")).to_contain_text("Left out")
    expect(told(page)).not_to_contain_text(third)
    assert third not in text_part(page)

    open_story(page, DAM if third != DAM else TRAM)
    page.get_by_text("Another headline").click()
    option = page.locator(".headlines button").first
    chosen = option.locator(".words").inner_text()
    option.click()
    expect(page.get_by_role("status")).to_contain_text("Headline")
    assert chosen in stories(page)
    expect(told(page).get_by_role("heading", name=chosen)).to_be_attached()
    assert chosen in " ".join(text_part(page).split())

    page.get_by_role("button", name=re.compile("^Pin:")).first.click()
    expect(page.get_by_role("status")).to_contain_text("Pinned")
    expect(page.locator("#decided summary")).to_have_text("4 decisions")
    built = digest("build", "--date", DAY, cwd=folder)
    assert "4 decisions of an editor" in built.stdout

    press(page, "Undo", f"left out, {third}")
    expect(told(page)).to_contain_text(third)
    page.locator("#undo-all").click()
    expect(page.get_by_text("Nothing is decided")).to_be_visible()
    assert stories(page) == [first, second, third]
    assert "of an editor" not in digest("build", "--date", DAY, cwd=folder).stdout


def test_a_claim_is_left_out_and_let_in(page: Page) -> None:
    """Of a story that stays; what was decided is on the desk, with its reason."""
    open_story(page, TRAM)
    press(page, "Leave out", FARES)
    expect(told(page)).not_to_contain_text(FARES)
    assert FARES not in text_part(page)
    claim = page.locator(".claim", has_text=FARES)
    expect(claim).to_contain_text("the editor left it out")
    claim.get_by_role("button", name="Let in").click()
    expect(told(page)).to_contain_text(FARES)


def test_the_mail_of_a_test_is_the_edition_as_decided(page: Page, server: Server) -> None:
    """To the address that was asked for and to nobody else; both parts as they were seen."""
    server.accepted.clear()
    press(page, "Leave out", TRAM)
    expect(told(page)).not_to_contain_text(TRAM)
    page.get_by_label("Address").fill("editor@example.org")
    page.get_by_role("button", name="Send test").click()
    expect(page.locator("#notice")).to_contain_text("editor@example.org")
    (letter,) = server.accepted
    assert letter.recipient == "editor@example.org"
    for kind in ("plain", "html"):
        assert DAM in content(letter, kind)
        assert TRAM not in content(letter, kind)
    page.get_by_label("Address").fill("refuse-rcpt@example.org")
    page.get_by_role("button", name="Send test").click()
    expect(page.locator("#notice.refused")).to_be_focused()
    expect(page.locator("#notice")).to_contain_text("No such user here")
    expect(page.get_by_label("Address")).to_have_value("refuse-rcpt@example.org")


def test_it_works_without_scripts(plain: Page, server: Server) -> None:
    """Each decision is a form that leads back to the same view and to its button."""
    server.accepted.clear()
    plain.goto("/?width=desktop&scheme=dark")
    first, second, _ = stories(plain)
    press(plain, "Move up", second)
    expect(plain).to_have_url(re.compile(r"/\?width=desktop&scheme=dark#up-"))
    assert stories(plain)[:2] == [second, first]
    press(plain, "Leave out", first)
    expect(plain.locator(":target")).to_have_text("Undo")
    expect(told(plain)).not_to_contain_text(first)
    plain.get_by_label("Address").fill("editor@example.org")
    plain.get_by_role("button", name="Send test").click()
    expect(plain.locator("#notice")).to_contain_text("editor@example.org")
    assert len(server.accepted) == 1
    plain.locator("#undo-all").click()
    assert stories(plain)[:2] == [first, second]


def test_a_keyboard_is_enough(page: Page) -> None:
    """From the top of the page to a decision and back; the focus is where one goes on from."""

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "document.activeElement.ariaLabel ?? document.activeElement.innerText"
            )
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            if focused == name:
                return
        pytest.fail(f"no tab stop is {name}")

    first, second, third = stories(page)
    tab_to(f"Move down: {first}")
    for order in ([second, first, third], [second, third, first]):
        page.keyboard.press("Enter")
        expect(page.locator("ol.stories h4")).to_have_text(order)
        expect(page.get_by_role("button", name=f"Move down: {first}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("It is the last")
    tab_to(f"Leave out: {first}")
    page.keyboard.press("Space")
    undo = page.get_by_role("button", name=f"Undo: left out, {first}")
    expect(undo).to_be_focused()
    expect(undo).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("ol.stories h4")).to_have_count(3)


def test_what_is_pressed_in_a_row_is_done(page: Page) -> None:
    """An editor is faster than a build: nothing that is pressed meanwhile is lost."""
    page.evaluate(
        "for (const each of document.querySelectorAll('[value^=leave-out]')) each.click()"
    )
    expect(page.locator("#decided summary")).to_have_text("3 decisions")
    expect(page.locator("ol.stories h4")).to_have_count(0)
    expect(told(page)).not_to_contain_text(DAM)


def test_another_window_follows(page: Page, plain: Page) -> None:
    """What is open elsewhere shows the decision, or is told what it cannot decide any more."""
    press(page, "Leave out", OWLS)
    expect(page.get_by_role("status")).to_contain_text("Left out")
    press(plain, "Move up", OWLS)
    expect(plain.locator("#notice")).to_contain_text("is not there any more")
    press(plain, "Undo", f"left out, {OWLS}")
    expect(page.locator("ol.stories")).to_contain_text(OWLS)


def test_a_story_is_found_in_the_edition(page: Page, plain: Page) -> None:
    """From the desk, by its number, to where its readers will see it."""
    for each in (page, plain):
        last = stories(each)[-1]
        each.get_by_role("link", name="3: show it in the edition").click()
        expect(told(each).get_by_role("heading", name=last)).to_be_in_viewport()


@pytest.mark.skipif(not AXE.exists(), reason="needs axe-core: apt-get install npm, then make test")
@pytest.mark.parametrize("view", ["mail", "text", "page"])
def test_nothing_keeps_people_from_the_desk(page: Page, view: str) -> None:
    """With decisions, an open story and all that can be unfolded, on a phone and at a desk."""
    press(page, "Leave out", OWLS)
    open_story(page, TRAM)
    page.goto(f"{page.url}&view={view}")
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert list(barriers(page, widths=(375, 1280))) == []
    for size in (SMALL, DESK):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_what_was_mailed_stays(server: Server, browser: Browser, tmp_path: Path) -> None:
    """It goes out as it was decided; once people have it, there is nothing to decide."""
    folder = filled(tmp_path, server)
    with previewing(folder, "--date", DAY) as url:
        page = opened(browser, url)
        press(page, "Leave out", OWLS)
        expect(told(page)).not_to_contain_text(OWLS)
        server.accepted.clear()
        assert digest("build", "--date", DAY, cwd=folder).returncode == 0
        assert digest("send", EDITION, cwd=folder).returncode == 0
        (letter,) = server.accepted
        assert letter.recipient == "reader@example.org"
        assert TRAM in content(letter, "plain")
        assert OWLS not in content(letter, "plain")
        press(page, "Undo", f"left out, {OWLS}")
        expect(page.locator("#notice")).to_contain_text("mailed")
        page.context.close()
