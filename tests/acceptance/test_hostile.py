"""What articles say of themselves is words: never a path, an element, a header or a template."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

SAID = "Der Hafen bleibt bis Montag geschlossen, sagte Hafenmeisterin Inga Tomsen am Mittwoch."
# Where many say the same, not all of them are named: this one stands alone.
ALONE = "Die Fähre fährt wieder am Freitag, sagte Reederin Nora Claussen."
TEMPLATE = "{{ 7*7 }}{% include '/etc/passwd' %}"

HOSTILE = (
    "../../../x",
    "%2e%2e%2fx",
    "/etc/passwd",
    "x" * 5_000,
    "<img src=x onerror=alert(1)>",
    "'\"><script>alert(1)</script>",
    "<svg/onload=alert(1)><math><style>*{display:none}</style>",
    "<form action=//evil.example><base href=//evil.example>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    TEMPLATE,
    "<mj-raw><script>alert(1)</script></mj-raw><mj-include path='/etc/passwd' />",
    "Hafen\r\nBcc: v@evil.example",
    "=?utf-8?q?Hi=0d=0aBcc:_v@evil.example?=",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "\u202egnp.exe\u2066 \x00\x1b[2J",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example",
)
DATES = ("9999-12-31T23:59:59+00:00", "0001-01-01", "-5", "2026-02-30", "now", "1e999", "")


class Elements(HTMLParser):
    """The elements of a page and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags = set[str]()
        self.links = list[str]()
        self.handlers = list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


def articles() -> Iterator[dict[str, str]]:
    """Each value once in every field, and as words of the article, as text and as HTML."""
    for number, value in enumerate(HOSTILE):
        fields = ("id", "title", "url", "outlet", "author", "language", "published")
        yield dict.fromkeys(fields, value) | {"text": f"{SAID}\n\nAbsatz {number}."}
        yield {"id": f"html-{number}", "html": f"<h1>{value}</h1><p>{SAID} {number}</p>{value}"}
    for number, value in enumerate(DATES):
        yield {"id": "the same", "text": f"{SAID}\n\nTag {number}.", "published": value}
    yield {"id": "alone", "title": TEMPLATE, "outlet": TEMPLATE, "text": ALONE}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `out/` in it: the edition of all of them, made as users make it."""
    place = tmp_path_factory.mktemp("hostile") / "above" / "here"
    place.mkdir(parents=True)
    lines = (json.dumps(article) for article in articles())
    (place / "in.jsonl").write_text("\n".join(lines), "utf-8")
    command = [sys.executable, "-m", "digest", "build", "in.jsonl", "--date", "2026-11-12"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 3}, done.stderr
    assert "Traceback" not in done.stderr
    return place


def test_nothing_is_written_elsewhere(built: Path) -> None:
    """An id is what an article is called, not where it is put."""
    top = built.parents[1]
    files = {str(path.relative_to(built)) for path in top.rglob("*") if path.is_file()}
    kept = {name for name in files if not name.startswith("var/digest.db")}
    assert kept == {"in.jsonl", "out/edition.html", "out/edition.txt", "out/edition.json"}


def test_the_page_has_no_element_of_an_article(built: Path) -> None:
    """No script, no form, no picture, no other base; links lead to the web or within the page."""
    page = Elements((built / "out/edition.html").read_text("utf-8"))
    forbidden = {"script", "img", "svg", "math", "form", "base", "iframe", "mj-raw", "mj-include"}
    assert not page.tags & forbidden
    assert not page.handlers
    assert all(link.startswith(("http://", "https://", "#")) for link in page.links)


@pytest.mark.parametrize("name", ["edition.html", "edition.txt"])
def test_nothing_is_run_and_nothing_hidden(built: Path, name: str) -> None:
    """A title that is a template stays one, and no character turns the words around it."""
    view = unescape((built / "out" / name).read_text("utf-8"))
    assert SAID.partition(",")[0] in " ".join(view.split())
    assert "{{ 7*7 }}" in view
    assert "root:" not in view
    assert not set(view) & set("\x00\x1b\u202a\u202b\u202d\u202e\u2066\u2067")
