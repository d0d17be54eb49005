"""Screenshots of editions, to look at: each fixture in each template, on phones and desktops.

    python bench/screenshots.py FOLDER [--template daily] [--fixture english] [--height 6000]
    python bench/screenshots.py FOLDER --pages [--fixture english]

For each there are PNGs at 390 and 720 pixels, in light and dark, and `sheet-TEMPLATE.png` with the
beginnings of all of them side by side; of the pages on the web, one of each kind, at 390 and 1280.
It needs Chromium.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import httpx
from playwright.sync_api import Browser, sync_playwright
from support.fixtures import NAMES
from support.site import archive_in, of_fixtures, served
from support.views import TEMPLATES, mail

from digest.rendering.pictures import inline, placed

WIDTHS = (390, 720)
SCHEMES = ("light", "dark")
# How much of each is on a contact sheet.
BEGINNING, SCALE = 1100, 0.6


# A page of each kind, by what its address has behind that of the archive.
KINDS = ("editions", "stories", "claims", "speakers", "articles")


def shoot_pages(browser: Browser, folder: Path, fixture: str, site: str, height: int) -> None:
    """The list of editions, and the first page of each kind that the edition leads to."""
    home = f"/archive/{fixture}"
    edition = _links(f"{site}{home}", f"{home}/editions/")[0]
    kinds = {kind: _links(f"{site}{edition}", f"{home}/{kind}/") for kind in KINDS[1:]}
    pages = {"list": home, "editions": edition, **{kind: each[0] for kind, each in kinds.items()}}
    for (kind, path), width, scheme in product(pages.items(), (390, 1280), SCHEMES):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(f"{site}{path}")
        tall = min(page.evaluate("document.documentElement.scrollHeight"), height)
        page.set_viewport_size({"width": width, "height": tall})
        page.screenshot(path=_path(folder, f"page-{kind}", fixture, width, scheme))
        page.close()


def _links(address: str, start: str) -> list[str]:
    """The addresses on a page that begin so, without fragments."""
    return re.findall(rf'href="({re.escape(start)}[^"#?]+)', httpx.get(address).text)


def shoot(browser: Browser, folder: Path, template: str, fixture: str, height: int) -> None:
    made = mail(template, fixture)
    for width, scheme in product(WIDTHS, SCHEMES):
        page = browser.new_page(
            viewport={"width": width, "height": 800}, color_scheme=scheme, device_scale_factor=1
        )
        page.set_content(placed(made.html, made.images, inline))
        tall = min(page.evaluate("document.documentElement.scrollHeight"), height)
        page.set_viewport_size({"width": width, "height": tall})
        page.screenshot(path=_path(folder, template, fixture, width, scheme))
        page.close()


def _path(folder: Path, template: str, fixture: str, width: int, scheme: str) -> Path:
    return folder / f"{template}-{fixture}-{width}-{scheme}.png"


def sheet(browser: Browser, folder: Path, template: str, fixtures: Iterable[str]) -> None:
    """The beginnings of all fixtures in `template` as one picture: a row for each."""
    rows = ("".join(_row(folder, template, fixture)) for fixture in fixtures)
    page = browser.new_page(viewport={"width": 1400, "height": 800})
    path = folder / f"sheet-{template}.html"
    path.write_text(f"<body style='margin:0;background:#888'>{''.join(rows)}", "utf-8")
    page.goto(path.absolute().as_uri())
    page.screenshot(path=folder / f"sheet-{template}.png", full_page=True)
    page.close()
    path.unlink()


def _row(folder: Path, template: str, fixture: str) -> Iterator[str]:
    yield "<div style='display:flex;gap:12px;margin:12px;align-items:flex-start'>"
    for width, scheme in product(WIDTHS, SCHEMES):
        name = _path(folder, template, fixture, width, scheme).name
        yield f"<div style='max-height:{BEGINNING * SCALE}px;overflow:hidden;flex:none'>"
        yield f"<img src='{name}' style='width:{width * SCALE}px'></div>"
    yield "</div>"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--template", choices=sorted(TEMPLATES), action="append")
    parser.add_argument("--fixture", choices=NAMES, action="append")
    parser.add_argument("--pages", action="store_true", help="those on the web, not the mail")
    parser.add_argument("--height", type=int, default=6000, help="pixels of the longest")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    templates, fixtures = asked.template or sorted(TEMPLATES), asked.fixture or NAMES
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright, ExitStack() as stack:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        if asked.pages:
            templates = []
            place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            site = stack.enter_context(served(archive_in(of_fixtures(place))))
            for fixture in fixtures:
                shoot_pages(browser, asked.folder, fixture, site, asked.height)
        for template in templates:
            for fixture in fixtures:
                shoot(browser, asked.folder, template, fixture, asked.height)
            sheet(browser, asked.folder, template, fixtures)
            print(asked.folder / f"sheet-{template}.png")
        browser.close()


if __name__ == "__main__":
    main()
