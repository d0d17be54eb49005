"""Addresses as people type them."""

import pytest

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
        ("", ()),
        ("file:///etc/passwd", ()),
        ("gopher://example.org", ()),
        ("javascript:alert(1)", ()),
        ("https://anna:secret@example.org", ()),
        ("two words", ()),
    ],
)
def test_what_an_address_can_mean(written: str, meant: tuple[str, ...]) -> None:
    """A scheme is what people leave out; a file or a script is never meant."""
    assert addresses(written) == meant
