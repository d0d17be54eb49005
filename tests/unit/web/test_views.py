"""What the pages say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.web.views import moment, text_size, web_address


@pytest.mark.parametrize("url", ["https://courier.example/a", "http://courier.example"])
def test_addresses_of_the_web_are_links(url: str) -> None:
    """The editor may want to look at the source."""
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//evil.example/x",
        "https:evil.example",
        "http://[broken",
    ],
)
def test_anything_else_is_text(url: str | None) -> None:
    """What an article says about itself must not run here."""
    assert web_address(url) is None


def test_the_text_part_is_measured() -> None:
    """More than 72 columns are broken by somebody else."""
    assert text_size("one\nthree\n") == (2, 5)
    assert text_size("") == (0, 0)


def test_no_time_is_made_up() -> None:
    """Midnight is what a day is read as, and nobody said it."""
    assert moment(datetime(2026, 2, 28, tzinfo=UTC)) == "2026-02-28"
    assert moment(datetime(2026, 2, 28, 9, 30, tzinfo=UTC)) == "2026-02-28 09:30+00:00"
