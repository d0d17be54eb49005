"""What a document says is shown without what would break a page."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.models.mail import PLACEHOLDER
from digest.rendering.cleaning import clean, link


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\r\n\tb\u2028c", "a b c"),
        ("12\u00a0000\u202f€", "12\u00a0000\u202f€"),
        ("a\x00b\x1bc\x85d", "abc d"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("Silben\u00adtrennung\u200b\ufeff", "Silbentrennung"),
        ("\ud83d \ufffe", "\ufffd \ufffd"),
        ("👩‍👧 می‌خواهم", "👩‍👧 می‌خواهم"),
        (f"a {PLACEHOLDER}", "a \ufffd"),
        ("-Token-of-the-\u200brecipient-is-here-", "\ufffd"),
    ],
)
def test_clean(raw, shown):
    """Words stay, what turns or hides them goes; joiners are spelling."""
    assert clean(raw) == shown


@given(st.text(st.characters()))
def test_what_is_clean_can_be_shown_anywhere(text):
    """In UTF-8, in XML, on one line, and cleaned once is cleaned for good."""
    shown = clean(text)
    shown.encode("utf-8")
    assert len(shown.splitlines()) <= 1
    assert not [char for char in shown if unicodedata.category(char) in {"Cc", "Cs"}]
    assert clean(shown) == shown


@given(st.text())
def test_clean_adds_no_words(text):
    """All that is shown is the document's, in its order."""
    left = iter(text)
    assert all(char in left for char in clean(text) if char not in " \ufffd")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/x?q=ü&b=%20#f'g", "https://a.example/x?q=%C3%BC&b=%20#f%27g"),
        ("HTTP://Häfen.example:81//x y", "http://xn--hfen-loa.example:81//x%20y"),
        ("http://[::1]:8/x", "http://[::1]:8/x"),
        ('http://a.example/\\"<>', "http://a.example/%5C%22%3C%3E"),
        ("https://a.example/\ud800", "https://a.example/?"),
        ("javascript:alert(1)", None),
        ("jav\tascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//evil.example", None),
        ("https:\\\\evil.example", None),
        ("https://bank.example@evil.example", None),
        ("http://a b/", None),
        ("http://x.example:99999/", None),
        ("http:///x", None),
        ("", None),
        (None, None),
    ],
)
def test_link(url, shown):
    """A reader is only sent to http and https, and only where the address says."""
    assert link(url) == shown


def test_a_link_that_holds_a_token_is_none():
    """Whoever wrote it would learn it, and could unsubscribe the reader."""
    for hidden in (PLACEHOLDER, PLACEHOLDER.replace("-of-", "-o\tf-")):
        assert link(f"https://evil.example/?{hidden}") is None


@given(st.text().map("https://a.example/{}".format) | st.text())
def test_a_link_is_plain_ascii_without_quotes(url):
    """So it can stand in an attribute, a text and a header as it is."""
    shown = link(url)
    if shown is not None:
        assert shown.isascii()
        assert shown.startswith(("http://", "https://"))
        assert not set(shown) & set(" \"'<>\\\n")
