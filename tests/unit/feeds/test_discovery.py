"""People know the address of a site, not that of its feed."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import FormatError
from digest.feeds.discovery import MOST, Candidate, Kind, candidates, look
from digest.formats.feed.words import UNSEEN
from digest.models.feeds import Feed

DATA = Path(__file__).parents[2] / "data" / "pages"
PAGE = "https://example.org/blog/"


@pytest.mark.parametrize("source", sorted(DATA.glob("*.html")), ids=lambda path: path.stem)
def test_pages_lead_to_their_feeds(source: Path) -> None:
    """What a page declares comes before what only looks like a feed, feeds of comments last."""
    expected = [
        Candidate(**{**each, "kind": Kind[each["kind"].upper()]})
        for each in json.loads(source.with_suffix(".json").read_text("utf-8"))
    ]
    found = candidates(source.read_bytes(), url=PAGE)
    assert [each for each in found if each.kind is not Kind.GUESSED] == expected


def test_usual_addresses_are_tried_where_a_page_is_silent() -> None:
    """Many blogs have a feed and do not say so; it is near the page, or at the top of the site."""
    found = [each.url for each in candidates(b"<p>Words.</p>", url=PAGE)]
    assert found[0] == "https://example.org/blog/feed"
    assert found.index("https://example.org/blog/rss.xml") < found.index("https://example.org/feed")
    assert len(found) == len(set(found))


def test_a_page_of_links_does_not_become_a_storm_of_requests() -> None:
    """A forum links to a feed of each of its threads."""
    page = "".join(f"<a href='/thread/{number}/feed'>x</a>" for number in range(1_000))
    assert len(candidates(page.encode(), url=PAGE)) <= 2 * MOST


def test_an_address_may_be_that_of_a_feed_already() -> None:
    """Who knows the feed's own address needs no page around it."""
    feed = b"""<rss version="2.0"><channel><title>A blog</title>
        <link>/blog</link></channel></rss>"""
    assert look(feed, PAGE, "text/html") == Feed(
        url=PAGE, title="A blog", site="https://example.org/blog"
    )
    assert look(b"<p>Words.</p>", PAGE, "text/html") == candidates(b"<p>Words.</p>", url=PAGE)


@pytest.mark.parametrize("data", [b"", b"   ", b"\xff\xd8\xff\xe0\x00\x10JFIF"])
def test_what_is_no_page_is_an_error(data: bytes) -> None:
    """An address may lead to anything: a picture has no feeds, and is named as what it is."""
    with pytest.raises(FormatError) as caught:
        candidates(data, url=PAGE)
    assert caught.value.place == PAGE


@given(st.binary(max_size=200), st.text(max_size=40), st.sampled_from(["link", "a", "base"]))
def test_only_addresses_of_the_web_come_out(junk: bytes, target: str, tag: str) -> None:
    """A page is others' words: nothing in it may make us ask for a file or run a script."""
    page = f'<{tag} rel=feed type="application/rss+xml" href="{target}feed">'.encode()
    with suppress(FormatError):
        for each in candidates(junk + page, url=PAGE):
            assert each.url.startswith(("http://", "https://"))
            assert not UNSEEN.search(each.url)
