"""Screenshots of editions, to look at: each fixture in each template, on phones and desktops.

    python bench/screenshots.py FOLDER [--template daily] [--fixture english] [--height 6000]

For each there are PNGs at 390 and 720 pixels, in light and dark, and `sheet-TEMPLATE.png` with the
beginnings of all of them side by side. It needs Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from playwright.sync_api import Browser, sync_playwright
from support.fixtures import NAMES
from support.views import TEMPLATES, mail

from digest.rendering.pictures import inline, placed

WIDTHS = (390, 720)
SCHEMES = ("light", "dark")
# How much of each is on a contact sheet.
BEGINNING, SCALE = 1100, 0.6


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
    parser.add_argument("--height", type=int, default=6000, help="pixels of the longest")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    templates, fixtures = asked.template or sorted(TEMPLATES), asked.fixture or NAMES
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for template in templates:
            for fixture in fixtures:
                shoot(browser, asked.folder, template, fixture, asked.height)
            sheet(browser, asked.folder, template, fixtures)
            print(asked.folder / f"sheet-{template}.png")
        browser.close()


if __name__ == "__main__":
    main()
