"""The fast reader gives what the tolerant one gives, or nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from feedparser.datetimes import _parse_date
from hypothesis import given, settings
from hypothesis import strategies as st
from support.mutations import mutate
from support.rearranging import rearrange

from digest.errors import FormatError
from digest.formats.feed import fast, tolerant
from digest.formats.feed.encoding import utf8
from digest.formats.feed.fast.moments import moment
from digest.formats.feed.fast.unsure import UnsureError
from digest.formats.feed.mending import mend
from digest.formats.feed.raw import MAX_ITEMS
from digest.formats.feed.safe import channel
from digest.models.feeds import Channel

DATA = Path(__file__).parents[3] / "data" / "feeds"
PATHS = sorted(path for path in DATA.iterdir() if not path.name.endswith(".expected.json"))
FEEDS = {path.name: path.read_bytes() for path in PATHS}

# Broken, encoded or spelt in ways that only the tolerant reader knows.
ORDINARY = """
    agency-en.rss aggregator-en.rss broadcaster-de.rss byte-order-mark-en.rss empty.rss
    entities-en.xml glued-de.rss latin-1-de.rss magazine-fr.atom old-blog.atom03.xml
    plain-rss091.xml planet-en.atom podcast-fr.xml shared-links-de.xml ticker-de.rdf
    windows-1252-fr.rss wordpress-en.xml
""".split()  # noqa: SIM905 - twenty words

HEAD = (
    "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/' xmlns:x='urn:x' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/' "
    "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>"
)
TAIL = "</channel></rss>"


def both(data: bytes) -> tuple[Channel, Channel] | None:
    """What either reader makes of a feed, where the fast one reads it."""
    try:
        document = utf8(data, place="here", content_type="")
    except FormatError:
        return None
    first = fast.read(document) or fast.read(mend(document))
    if first is None:
        return None
    second = tolerant.read(document)
    assert second is not None
    here = "https://here.example/feed"
    return channel(first, url=here), channel(second, url=here)


def agree(data: bytes) -> None:
    found = both(data)
    assert found is None or found[0] == found[1]


@pytest.mark.parametrize("name", FEEDS)
def test_both_readers_agree(name: str) -> None:
    """Which of them reads a feed must never show in an edition."""
    agree(FEEDS[name])


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_feeds_are_read(name: str) -> None:
    """A reader that is never sure would pass all other tests, and take ten times as long."""
    assert both(FEEDS[name])


def test_ordinary_feeds_need_no_feedparser() -> None:
    """Its import alone takes a worker longer than fifty feeds."""
    script = """
import sys
from pathlib import Path
from digest.formats.feed import parse

for path in sys.argv[1:]:
    assert parse(Path(path).read_bytes(), place=path).items
assert "feedparser" not in sys.modules
"""
    paths = [DATA / name for name in ORDINARY if name != "empty.rss"]
    subprocess.run([sys.executable, "-c", script, *paths], check=True)


@settings(max_examples=300)
@given(name=st.sampled_from([*FEEDS]), other=st.sampled_from([*FEEDS]), chance=st.randoms())
def test_both_readers_agree_on_broken_feeds(name: str, other: str, chance: Random) -> None:
    """Nobody can list what is wrong with feeds."""
    agree(mutate(FEEDS[name], FEEDS[other], chance))


@settings(max_examples=300)
@given(name=st.sampled_from(ORDINARY), chance=st.randoms())
def test_both_readers_agree_on_strange_feeds(name: str, chance: Random) -> None:
    """Elements compete and depend on each other's order in ways that feedparser's code decides."""
    agree(rearrange(FEEDS[name], chance))


@pytest.mark.parametrize(
    "inside",
    [
        "<item><title>one</title><title>two</title><media:title>three</media:title></item>",
        "<item><media:group><media:title>deep</media:title></media:group><title>own</title></item>",
        "<item><media:title>one</media:title><media:title>two</media:title></item>",
        "<item><description>a</description><itunes:summary>b, longer</itunes:summary></item>",
        (
            "<itunes:summary>s</itunes:summary><description>d</description>"
            "<item><description>a</description><itunes:summary>b, longer</itunes:summary></item>"
        ),
        "<item><itunes:summary>An &amp;lt;i&amp;gt;old&amp;lt;/i&amp;gt;</itunes:summary></item>",
        "<item><link/><guid>https://a.example/1</guid></item>",
        "<item><guid>https://a.example/1</guid><link>https://a.example/2?a&amp;b;=c</link></item>",
        "<item><author>bob@example.org (Bob)</author><dc:creator>Eve</dc:creator></item>",
        "<item><category domain='d'>x</category><category domain='d'/><category/></item>",
        "<item><itunes:keywords>a, b,,a</itunes:keywords><dc:subject>b</dc:subject></item>",
        "<item about='https://a.example/'><title>a</title></item>",
        "<item><dc:date>2026-10-05</dc:date><pubDate>soon</pubDate></item>",
        "<item><title>T\xc3\xa4glich</title></item>",
        "<item><title>a&#150;b</title></item>",
        "<item><description><![CDATA[<author>a@b.example</author>]]></description></item>",
        "<item xml:lang='fr'><title lang=''>a</title><description>b</description></item>",
        "<item xml:base='https://b.example/'><link>c</link></item>",
        "<item><content type='application/x'>QQ==</content></item>",
        "<item><source url='https://s.example/'>S</source><media:title>M</media:title></item>",
        "<item><title>own</title><image><title>of the image</title></image></item>",
        "<image><rights/><title>of the image</title></image>",
        "<item><x:a><x:b/></x:a><title>a</title></item>",
        "<item><x:a><title>inner</title></x:a></item>",
        "<ITEM><Title>a</Title><PubDate>Mon, 05 Oct 2026 06:00:00 GMT</PubDate></ITEM>",
        "<item><enclosure uri='https://u.example/' href='h' TYPE='A/B'/></item>",
        "<item><enclosure url='' href='https://h.example/'/></item>",
    ],
)
def test_both_readers_agree_on_what_competes(inside: str) -> None:
    """Each of these is a rule of feedparser that a plain reader would not have."""
    agree(f"{HEAD}{inside}{TAIL}".encode())


@pytest.mark.parametrize(
    ("declared", "inside"),
    [
        ("xmlns:dc='urn:other'", "<item><dc:creator>a</dc:creator></item>"),
        ("xmlns:x='http://purl.org/dc/elements/1.1/'", "<item><x:creator>a</x:creator></item>"),
        ("xmlns='urn:other'", "<item><title>a</title></item>"),
        ("xmlns='http://backend.userland.com/rss2'", "<item><title>a</title></item>"),
        ("xmlns:a='http://www.w3.org/2005/Atom'", "<item><a:title>a</a:title></item>"),
        ("xmlns:a='http://purl.org/rss/1.0/'", "<item><a:title>a</a:title></item>"),
        (
            "xmlns:media='https://search.yahoo.com/mrss/'",
            "<item><media:title>a</media:title></item>",
        ),
        (
            "xmlns:dc='http://search.yahoo.com/mrss/' xmlns:x='http://purl.org/dc/elements/1.1/'",
            "<item><dc:title>a</dc:title><x:creator>b</x:creator></item>",
        ),
        ("xmlns:a='urn:a'", "<item><link a:href='https://a.example/'>b</link></item>"),
        ("xmlns:a='urn:a'", "<item><author>A<a:b/></author></item>"),
        ("xmlns:a='urn:a'", "<item><author><name>A</name><a:b c='d'/></author></item>"),
        ("xmlns:published='urn:p'", "<item><published:parsed>a</published:parsed></item>"),
    ],
)
def test_both_readers_agree_on_namespaces(declared: str, inside: str) -> None:
    """A prefix is what a feed makes it, and feedparser goes by both."""
    agree(f"<rss version='2.0' {declared}><channel>{inside}{TAIL}".encode())


ENTITIES = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 10))


@pytest.mark.parametrize(
    "data",
    [
        f"<!DOCTYPE rss [<!ENTITY e0 'ha'>{ENTITIES}]>{HEAD}<item><title>&e9;</title></item>{TAIL}",
        f"<!DOCTYPE rss SYSTEM 'file:///etc/passwd'>{HEAD}{TAIL}",
        HEAD + "<item/>" * 500_000 + TAIL,
        HEAD + "<item " + " ".join(f"a{n}='b'" for n in range(200_000)) + "/>" + TAIL,
        HEAD + "<item>" + "<media:group>" * 90_000 + "</media:group>" * 90_000 + "</item>" + TAIL,
        HEAD + f"<item><author>{'a' * 40_000}@</author></item>{TAIL}",
        HEAD + "<item><title>cut",
        "<html><body>no feed</body></html>",
    ],
    ids=["laughs", "external", "items", "attributes", "nesting", "author", "cut", "page"],
)
def test_what_is_hostile_is_left(data: str) -> None:
    """What it does not know for sure it must notice before it has cost anything."""
    assert fast.read(data.encode()) is None


def test_unknown_elements_may_be_deep() -> None:
    """Whoever nests them hopes for a stack that overflows."""
    agree(f"{HEAD}{'<a>' * 100_000}{'</a>' * 100_000}<item/>{TAIL}".encode())


def test_no_more_items_than_anyone_reads() -> None:
    """The first ones are kept, and the others cost next to nothing."""
    found = fast.read(f"{HEAD}{'<item/>' * (MAX_ITEMS + 10)}{TAIL}".encode())
    assert found
    assert len(found.items) == MAX_ITEMS


DATES = st.datetimes().flatmap(
    lambda date: st.sampled_from(
        (
            f"{date:%a, %d %b %Y %H:%M:%S} GMT",
            f"{date:%a, %d %b %Y %H:%M} +0530",
            f"{date:%d %b %Y %H:%M:%S} PDT",
            f"{date:%A, %d %B %y %H:%M:%S} CET",
            f"{date.isoformat()}Z",
            f"{date.isoformat(timespec='minutes')}-11:30",
            f"{date.date().isoformat()}",
            f"{date.isoformat(' ')}",
        )
    )
)


@given(words=DATES)
def test_dates_are_those_of_feedparser(words: str) -> None:
    """An hour more or less puts an article into another edition."""
    try:
        found = moment(words)
    except UnsureError:
        return
    assert found
    assert found.timetuple()[:6] == _parse_date(words)[:6]
