"""What holds of every feed, whatever its bytes are."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import FormatError
from digest.formats.feed import parse
from digest.models.feeds import Channel

DATA = Path(__file__).parents[3] / "data" / "feeds"
FEEDS = [path.read_bytes() for path in sorted(DATA.iterdir()) if "expected" not in path.name]

PIECES = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;svg/onload=alert(1)&gt;"),
    *("<b>", "&amp;lt;b&amp;gt;x&amp;lt;/b&amp;gt;", "<scr<script>ipt>", "<!-- -->", "<a ="),
    *("<![CDATA[<p>a<p>b]]>", "<p x=1>", "</p>", "]]>", "&#x202e;", "&#8295;", "&#0;", "&#128;"),
    *("&nbsp;", "&amp;nbsp;", "&copy=1", "javascript:alert(1)", "//evil.example/\\x", "../x"),
    *("http://a\t.example/", "https://u:p@evil.example/", "https:/\\evil.example", "http://[::1"),
    *("data:text/html,x", "http://ü.example/\x85", "9999-12-31T23:59:59Z", "-0001-01-01", "ü"),
    *('<div xmlns="http://www.w3.org/1999/xhtml">x</div>', "\u202e", "\u2028", "\ufeff", "\x0b"),
    *("Mole", " "),
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
ELEMENTS = (
    *("title", "link", "guid", "description", "content:encoded", "pubDate", "dc:creator", "author"),
    *("category", "source", "summary", "content", "id", "updated", "published", "enclosure"),
    *("media:title", "itunes:author", "title_detail", "published_parsed", "links"),
)
ATTRIBUTES = ("href", "url", "type", "xml:base", "isPermaLink", "xml:lang", "mode")
KEYS = (
    *("id", "url", "title", "content_html", "content_text", "summary", "date_published"),
    *("authors", "tags", "attachments", "language"),
)


@st.composite
def feeds(draw: st.DrawFn) -> bytes:
    """Elements and attributes of feeds with anything in them, in a feed of one kind or another."""
    tags = draw(st.lists(st.tuples(st.sampled_from(ELEMENTS), WORDS, WORDS), max_size=6))
    attribute = draw(
        st.sampled_from(["href", "url", "type", "xml:base", "isPermaLink", "xml:lang"])
    )
    inner = "".join(f'<{tag} {attribute}="{a}">{b}</{tag}>' for tag, a, b in tags)
    root, item = draw(st.sampled_from([("rss", "item"), ("feed", "entry"), ("rdf:RDF", "item")]))
    return f"<{root}><title>{draw(WORDS)}</title><{item}>{inner}</{item}></{root}>".encode()


@st.composite
def json_feeds(draw: st.DrawFn) -> bytes:
    values = WORDS | st.integers() | st.none() | st.lists(WORDS, max_size=2) | st.floats()
    items = st.dictionaries(st.sampled_from(KEYS), values, max_size=5)
    given_items = draw(st.lists(items, max_size=3))
    return json.dumps(
        {"feed_url": draw(values), "title": draw(values), "items": given_items}
    ).encode()


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A good feed with pieces of it replaced."""
    data = draw(st.sampled_from(FEEDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 40))
        data = data[:start] + draw(WORDS | st.just("")).encode() + data[start + length :]
    return data


def strings(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Each string of a model, with the name of its field."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one, name)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name), field.name)


MARKUP = re.compile(r"</[a-zA-Z]|<[!?]|<[a-zA-Z][\w:.-]*[\s/][^<>]*>|<[a-zA-Z][^<>]*=")
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def check(channel: Channel) -> None:
    for name, value in strings(channel):
        assert not UNSEEN.search(value), name
        assert name == "guid" or not MARKUP.search(value), name
        assert name == "text" or "\n" not in value, name
        if name in ("url", "site") and value:
            parts = urlsplit(value)
            assert parts.scheme in ("http", "https")
            assert parts.hostname
            assert "@" not in parts.netloc
    for item in channel.items:
        assert all(mark.span.of(item.text).strip() for mark in item.outline)
        for moment in (item.published, item.updated):
            assert moment is None or 1970 <= moment.year <= 2100


@settings(max_examples=300)
@given(
    st.one_of(feeds(), json_feeds(), mutated(), st.binary()),
    st.sampled_from(["", "text/xml; charset=x", "x;charset=utf-16"]),
)
def test_what_comes_out_of_a_feed_is_safe(data: bytes, content_type: str) -> None:
    """No markup, nothing unseen, addresses of the web alone; what is no feed is a FormatError."""
    with suppress(FormatError):
        check(parse(data, place="a", url="https://feeds.example/a", content_type=content_type))
