"""What a browser gets: pages, files, and nothing that an article could make it do."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Running, Start

PAGES = ["/", "/?story=story-1", "/?view=text", "/claims", "/documents", "ARTICLE"]

EVIL = """'"><script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">"""
URL = "javascript:alert(4)"


class Elements(HTMLParser):
    """The elements of a page, its text, and the fragments that lead into it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, attribute: str) -> list[str]:
        return [found for _, attrs in self.elements if (found := attrs.get(attribute))]


def test_the_edition_is_shown_as_it_is_sent(running: Running) -> None:
    """Subject, preheader, size and both parts: what an editor checks before sending."""
    page = Elements(running.get("/").text)
    assert "Harbour news" in page.text
    assert "What the harbour master says" in page.text
    assert "KB of 102 KB" in page.text
    frames = [attrs.get("src") for tag, attrs in page.elements if tag == "iframe"]
    assert frames == ["/html?view=mail&scheme=light"]
    text = Elements(running.get("/?view=text").text)
    assert "HARBOUR NEWS\nHarbour stays shut" in text.text
    assert "iframe" not in dict(text.elements)


def test_the_view_stands_in_the_address(running: Running) -> None:
    """It can be kept, sent and reloaded, without JavaScript too; each choice keeps the others."""
    page = Elements(running.get("/?width=desktop&scheme=dark").text)
    assert "/html?view=mail&scheme=dark" in page.all("src")
    assert "stage desktop dark" in page.all("class")
    assert "/?view=no-images&width=desktop&scheme=dark" in page.all("href")
    assert "(min-width: 0)" in running.get("/html?scheme=dark").text
    unknown = Elements(running.get("/?width=wall&scheme=%3Cscript%3E&view=..").text)
    assert "stage phone light" in unknown.all("class")


def test_gmail_and_images_off_are_views(running: Running) -> None:
    """Gmail drops the style sheet of a mail that it does not understand, and many clients show no
    pictures until they are asked to."""
    gmail = running.get("/html?view=gmail&scheme=light").text
    assert "<style" not in gmail
    assert "color-scheme" not in gmail
    assert '<p class="told">' in gmail
    assert '<img alt="Fourteen boats" src="data:image/png;base64,' in gmail
    without = running.get("/html?view=no-images&scheme=light").text
    assert '<img alt="Fourteen boats">' in without
    assert "<style" in without
    assert "Colours" not in running.get("/?view=gmail").text


def test_the_page_on_the_web_is_a_view(running: Running) -> None:
    """As readers' browsers show it, light or dark; its links lead out of the frame."""
    page = running.get("/?view=page&scheme=dark").text
    assert 'src="/page?view=page&amp;scheme=dark"' in page
    framed = running.get("/page?view=page&scheme=dark")
    assert "frame-ancestors 'self'" in framed.headers["content-security-policy"]
    assert "sandbox allow-same-origin" in framed.headers["content-security-policy"]
    assert '<a target="_blank" href="/documents/' in framed.text
    assert '<link rel="stylesheet" href="/page/dark/static/site.css">' in framed.text
    sheets = [running.get(f"/page/{scheme}/static/site.css") for scheme in ("light", "dark")]
    assert sheets[0].text != sheets[1].text
    assert all("prefers-color-scheme" not in sheet.text for sheet in sheets)
    assert all(sheet.headers["content-type"].startswith("text/css") for sheet in sheets)
    assert running.get("/page/none/static/site.css").status_code == 404


def test_files_are_those_that_are_written(running: Running) -> None:
    """What is saved from the preview is what `digest build` writes."""
    html, text, json = (running.get(path) for path in ("/html", "/text", "/edition.json"))
    assert running.get("/edition.txt").text == text.text
    assert "(prefers-color-scheme: dark)" in html.text
    assert html.headers["content-type"] == "text/html; charset=utf-8"
    assert text.text.startswith("HARBOUR NEWS\n")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert json.json() == {"title": "Harbour news"}


def test_claims_lead_to_their_sentences(running: Running) -> None:
    """The way from a line to its proof is one click, for what was dropped as well."""
    page = Elements(running.get("/claims").text)
    for what in (
        "named source +1.50",
        "length -0.25",
        "score 1.25",
        "one claim is the limit",
        "may",
    ):
        assert what in page.text
    links = [href for href in page.all("href") if "#claim" in href]
    assert len(set(links)) == 2
    for link in links:
        address, _, fragment = link.partition("#")
        assert fragment in Elements(running.get(address).text).all("id")


def test_an_article_shows_all_that_was_found(running: Running) -> None:
    """Every word, the marks over it, and what became of its claims."""
    page = Elements(running.get("ARTICLE").text)
    titles = page.all("title")
    for title in (
        "quote: claim 1",
        "hedge: claim 1",
        "speaker: claim 1; claim 2",
        "cue: claim 1; claim 2",
        "addressee: claim 1; claim 2",
        "figure: at most 14 boats, claim 2",
        "fact: title: Harbour stays shut",
    ):
        assert title in titles
    assert "She has run it since spring." in page.text
    assert "Formattext" in page.text, "a term and what it is"
    assert "1.1 in the edition" in page.text
    assert "left out: one claim is the limit" in page.text
    assert "block clutter" in page.all("class")


def check_order(text: str) -> None:
    """One h1 and first, no skipped level, unique ids, labels that exist."""
    page = Elements(text)
    levels = [int(tag[1]) for tag, _ in page.elements if tag in {"h1", "h2", "h3", "h4", "h5"}]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert set(page.all("aria-labelledby")) <= set(ids)
    assert page.elements[0] == ("html", {"lang": "en", "dir": "ltr"})


@pytest.mark.parametrize("path", [*PAGES, "/nothing"])
def test_pages_are_in_order(running: Running, path: str) -> None:
    """What a screen reader goes by."""
    check_order(running.get(path).text)


def test_pages_that_report_are_in_order(start: Start) -> None:
    """With an edition below the report and without one."""
    running = start("error")
    check_order(running.until("/", lambda answer: "says nothing" in answer.text).text)
    running.write("Gates open\n\nAt most 14 boats were damaged, Inga Tomsen said.")
    running.until("/", lambda answer: answer.status_code == 200)
    running.write("error")
    check_order(running.until("/", lambda answer: "says nothing" in answer.text).text)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("evil", [EVIL, URL])
def test_nothing_an_article_says_is_html(start: Start, path: str, evil: str) -> None:
    """Names, titles, reasons, paths and addresses are words, whatever stands in them."""
    running = start(f"evil: {evil}\n\nThe harbour may stay shut until Monday, Inga Tomsen told.")
    answer = running.until(path, lambda answer: answer.status_code == 200)
    page = Elements(answer.text)
    assert evil in page.text
    assert [attrs for tag, attrs in page.elements if tag == "script"] == [
        {"src": "/static/preview.js", "defer": None}
    ]
    assert not [tag for tag, _ in page.elements if tag == "img"]
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
    assert not [href for href in page.all("href") if "javascript" in href]


def test_an_error_says_what_where_and_what_to_do(start: Start) -> None:
    """Without an edition the page is the report, and the files say why they are not there."""
    running = start("error")
    answer = running.until("/", lambda answer: "says nothing" in answer.text)
    assert answer.status_code == 503
    assert "article.txt" in answer.text
    assert "write something" in answer.text
    assert running.get("/text").status_code == 503
    assert running.get("/text").text == "article.txt: says nothing"


def test_no_page_is_a_page(running: Running) -> None:
    """A wrong address is answered in words and with a way back."""
    for path in ("/nothing", f"/documents/{'0' * 32}", "/documents/%3Cscript%3E"):
        answer = running.get(path)
        assert answer.status_code == 404
        assert "Nothing to show here" in answer.text
        assert "<script>" not in answer.text.replace("<script src", "")
