"""What is said of files that are no articles: what is wrong, where, and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.formats import SUFFIXES, read
from digest.formats.decoding import MAX_CHARACTERS
from digest.formats.mail import MAX_PARTS
from digest.formats.markup import MAX_ATTRIBUTES, MAX_CHILDREN, MAX_ELEMENTS
from digest.models import Article, Problem, Raw

FORMATS = "give text, Markdown, HTML, JSON or a mail"
ARTICLE = 'an article is an object such as {"title": "...", "text": "..."}'
WRITE = "remove it, or write an article to it"
ALONE = "save the article alone, or give its text"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\x01"

BAD: dict[str, tuple[str, bytes, str, str]] = {
    "empty": ("a.txt", b"", "is empty", WRITE),
    "blank": ("a.txt", b" \n\t\r\n", "is empty", WRITE),
    "only a byte order mark": ("a.txt", b"\xef\xbb\xbf\n", "is empty", WRITE),
    "a picture": ("a.txt", PNG, "is a binary file, not text", FORMATS),
    "a picture called a page": ("a.html", PNG, "is a binary file, not text", FORMATS),
    "NUL in text": ("a.txt", b"Mole\x00zu", "is not text: U+0000 at character 4", FORMATS),
    "a control character": ("a.txt", b"M\x1bole", "is not text: U+001B at character 1", FORMATS),
    "half of a UTF-16 character": (
        "a.txt",
        b"\xff\xfeM\x00o",
        "cannot be decoded as utf-16-le, byte 2",
        "save it as UTF-8",
    ),
    "50 MB of one line, as far as they are read": (
        "a.txt",
        b"Mole " * (MAX_CHARACTERS // 5 + 1),
        "has 2,000,005 characters of text; 2,000,000 are read at most",
        "split it into its articles",
    ),
    "broken JSON": (
        "a.json",
        b'{"text": "Mole"\n "title": 1}',
        "is not JSON: expecting ',' delimiter, line 2, column 2",
        "correct it, or name a file with one article a line .jsonl",
    ),
    "JSON nested deeply": ("a.json", b"[" * 100_000, "is nested too deeply", ARTICLE),
    "a JSON number of 5,000 digits": (
        "a.json",
        b"1" * 5_000,
        "has a number that is too long",
        ARTICLE,
    ),
    "JSON that is no article": ("a.json", b"3", "is a number, not an article", ARTICLE),
    "an empty JSON list": ("a.json", b"[]", "is an empty list", ARTICLE),
    "a lone surrogate": (
        "a.json",
        rb'{"text": "Mole \ud800"}',
        "is not text: U+D800 at character 5",
        FORMATS,
    ),
    "a JSON article without text": ("a.json", b"{}", 'has neither "text" nor "html"', ARTICLE),
    "a truth for a title": (
        "a.json",
        b'{"text": "Mole", "title": true}',
        '"title" is true or false, not a string',
        "put it in quotes, or leave it out",
    ),
    "a page without an article": (
        "a.html",
        b"<html><head><title>x</title></head><body></body></html>",
        "has no article in it",
        "give the article's text",
    ),
    "a piece of HTML without words": ("a.html", b"<br><img src=x>", "has no text", WRITE),
    "a page of tags": (
        "a.html",
        b"<html><body>" + b"<div><p>x</p></div>" * MAX_ELEMENTS,
        f"has more than {MAX_ELEMENTS:,} elements",
        ALONE,
    ),
    "a page with too long a list": (
        "a.html",
        b"<html><body><ul>" + b"<li>x</li>" * (MAX_CHILDREN + 1),
        f"has more than {MAX_CHILDREN:,} elements in one element",
        ALONE,
    ),
    "a page of elements in elements": (
        "a.html",
        b"<html><body>" + b"<div><p>Mole</p>" * 300,
        "is nested too deeply",
        ALONE,
    ),
    "a tag with too much in it": (
        "a.html",
        b"<p " + b"a=1 " * (MAX_ATTRIBUTES + 1) + b">Mole</p>",
        f"has more than {MAX_ATTRIBUTES:,} attributes in one tag",
        ALONE,
    ),
    "front matter that is not TOML": (
        "a.md",
        b"+++\ntitle = Mole\n+++\nText",
        "has front matter that is not TOML: Invalid value (at line 1, column 9)",
        "correct it, or use --- lines",
    ),
    "a mail of attachments": (
        "a.eml",
        b"Subject: Mole\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n",
        "is a mail without text",
        "give the text itself",
    ),
    "a mail of too many parts": (
        "a.eml",
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
        + b"\n--b\n\nx" * (MAX_PARTS + 1),
        f"is a mail of more than {MAX_PARTS:,} parts",
        "give the text itself",
    ),
    "a mail with a header without end": (
        "a.eml",
        b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nMole",
        "is not a mail message",
        "export it again as .eml",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_a_problem_that_says_what_to_do(name: str) -> None:
    """A person who sees it must know which file, what is wrong, and what to do."""
    place, data, message, hint = BAD[name]
    expected = [Problem(place=place, message=message, hint=hint)]
    assert list(read(Raw(place=place, data=data))) == expected


PIECES = (
    *(b"<p>", b"</p>", b"<ul><li>", b"&#0;", b"&#55296;", b"<!--", b"<![CDATA[", b"<?xml?>"),
    *(b"<h1>", b"<table><td>", b"Mole", b" \n", b'"', b"\\ud800", b"\x00", b"<script>", b"\xfc"),
    *(b"Content-Type: multipart/x; boundary=a\n", b"--a\n", b"Subject: =?utf-8?b?", b"\n\n"),
    *(b"From: (", b'{"text":', b"}", b"]", b",", b"+++\n", b"`", b"*", b"> "),
)
STARTS = (b"", b"\xff\xfe", b"{", b"[", b"<html>", b"<", b"---\na: b\n---\n", b"Subject: x\n\n")
BYTES = st.one_of(
    st.binary(),
    st.tuples(st.sampled_from(STARTS), st.binary()).map(b"".join),
    st.text().map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from(PIECES)).map(b"".join),
)


@given(BYTES, st.sampled_from((*SUFFIXES, "")))
def test_reading_raises_nothing_and_gives_text(data: bytes, suffix: str) -> None:
    """Any bytes under any name give articles with text or problems, and the run goes on."""
    found = list(read(Raw(place=f"a{suffix}", data=data)))
    assert found
    for one in found:
        if isinstance(one, Article):
            assert one.text.strip()
            assert one.id.startswith("a") or suffix in (".json", ".jsonl", ".ndjson", "")
            one.text.encode("utf-8")
            for mark in one.outline:
                assert mark.span.of(one.text).strip()
        else:
            assert one.place.startswith("a")
            assert one.message
            assert one.hint
