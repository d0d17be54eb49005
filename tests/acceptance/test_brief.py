"""The brief as a phone shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.editions import long

from digest.rendering import render
from digest.rendering.links import Links

BRIEF = Path(__file__).parents[2] / "templates" / "brief"
LINKS = Links.of("https://digest.example.org", "daily")
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("language", ["de", "en"])
def test_five_stories_have_room_on_one_screen(browser: Browser, language: str) -> None:
    """Headlines of two lines, claims of three, sources and all: who opens it has read it."""
    edition, documents = long(language, stories=5, claims=3)
    page = browser.new_page(viewport=PHONE)
    page.set_content(render(edition, documents, BRIEF, links=LINKS).html)
    height, width = page.evaluate(
        "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
    )
    page.close()
    assert width == PHONE["width"]
    assert height <= PHONE["height"]
