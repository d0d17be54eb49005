"""A browser for the tests of what people look at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

# Milliseconds. Long enough for a busy machine: only a test that fails waits for it.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium, that of the system."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("needs chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox"],  # as root, in a container
        )
        yield browser
        browser.close()
