"""Where an address of a feed leads, and which ones lead nowhere."""

import pytest

from digest.formats.feed.links import MAX_URL, absolute

SITE = "https://weir.example/news/"

SAFE = {
    "https://weir.example/a?b=1&c=2#d": "https://weir.example/a?b=1&c=2#d",
    " HTTPS://Weir.example/A ": "HTTPS://Weir.example/A",
    "high-water": "https://weir.example/news/high-water",
    "/high-water": "https://weir.example/high-water",
    "../high-water": "https://weir.example/high-water",
    "../../../etc/passwd": "https://weir.example/etc/passwd",
    "?page=2": "https://weir.example/news/?page=2",
    "//elsewhere.example/page": "https://elsewhere.example/page",
    "\\\\elsewhere.example\\page": "https://elsewhere.example/page",
    "https://weir.example/a b": "https://weir.example/a%20b",
    "https://weir.example/a\nb": "https://weir.example/ab",
    'https://weir.example/"><script>': "https://weir.example/%22%3E%3Cscript%3E",
    "https://wëir.example/": "https://wëir.example/",
    "https://weir.example:8080/": "https://weir.example:8080/",
    "http://[2001:db8::1]:80/": "http://[2001:db8::1]:80/",
}
UNSAFE = (
    "",
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://weir.example/",
    "gopher://weir.example/",
    "feed:https://weir.example/",
    "https:///page",
    "https://",
    "https://bank.example@elsewhere.example/",
    "https://name:password@elsewhere.example/",
    "https://bank.example\\@elsewhere.example/",
    "https://weir.example:port/",
    "https://weir.example:99999/",
    "http://[::1",
    "https://we ir.example/",
    "https://weir%2eexample/",
    "https://weir.example/\x00",
    "https://weir.example/\u202egpj.exe",
    "https://weir.example/a\u2028b",
    "https://weir.example/" + "a" * MAX_URL,
    "https://" + "ä" * 100 + ".example/",
)


@pytest.mark.parametrize("address", SAFE)
def test_an_address_of_the_web_is_made_absolute(address: str) -> None:
    """Feeds give half of an address, or one with a space in it; a browser wants a whole."""
    assert absolute(address, SITE) == SAFE[address]


@pytest.mark.parametrize("address", UNSAFE)
def test_what_is_no_address_of_the_web_is_nothing(address: str) -> None:
    """A link in a mail must lead to a page, and to that of the host that is read in it."""
    assert absolute(address, SITE) == ""


@pytest.mark.parametrize("base", ["", "feed.xml", "javascript:alert(1)", "file:///etc/"])
def test_a_base_that_is_no_page_is_passed_over(base: str) -> None:
    """What a feed says of its own site can be as wrong as its links."""
    assert absolute("a", base) == ""
    assert absolute("a", base, SITE) == "https://weir.example/news/a"
    assert absolute("https://weir.example/a", base) == "https://weir.example/a"
