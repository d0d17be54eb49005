"""Addresses as people type them."""

import pytest

from digest.errors import FormatError
from digest.feeds.addresses import addresses


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://example.org/feed", ("https://example.org/feed",)),
        (" HTTP://example.org ", ("HTTP://example.org",)),
        ("example.org", ("https://example.org", "http://example.org")),
        ("localhost:8000/rss", ("https://localhost:8000/rss", "http://localhost:8000/rss")),
        ("feed://example.org/rss", ("https://example.org/rss", "http://example.org/rss")),
        ("feed:https://example.org/rss", ("https://example.org/rss",)),
        ("Feed:HTTP://example.org", ("HTTP://example.org",)),
    ],
)
def test_what_an_address_can_mean(written: str, meant: tuple[str, ...]) -> None:
    """A scheme is what people leave out."""
    assert addresses(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "file:///etc/passwd",
        "gopher://example.org",
        "javascript:alert(1)",
        "https://anna:secret@example.org",
        "two words",
    ],
)
def test_what_is_no_address_is_an_error(written: str) -> None:
    """A file or a script is never meant, and a password in an address would be sent around."""
    with pytest.raises(FormatError, match="is no address of the web"):
        addresses(written)
