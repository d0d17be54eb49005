"""OPML comes from many programs; what goes out comes back."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.errors import FormatError
from digest.feeds import opml
from digest.feeds.options import OPTIONS
from digest.models import Problem
from digest.models.feeds import WAITS, WEIGHTS, Feed, FeedOptions

DATA = Path(__file__).parents[2] / "data" / "opml"


def feed(*, options: dict[str, Any] | None = None, folders: Any = (), **said: Any) -> Feed:
    """A feed as JSON has it, where lists are no tuples."""
    given = {
        key: tuple(each) if isinstance(each, list) else each
        for key, each in (options or {}).items()
    }
    return Feed(options=FeedOptions(**given), folders=tuple(folders), **said)


@pytest.mark.parametrize("source", sorted(DATA.glob("*.opml")), ids=lambda path: path.stem)
def test_files_of_other_programs_are_read(source: Path) -> None:
    """Versions, cases and mistakes differ from reader to reader; the feeds in them do not."""
    expected = json.loads(source.with_suffix(".json").read_text("utf-8"))
    assert opml.read(source.read_bytes(), source.name) == tuple(
        Problem(**each) if "place" in each else feed(**each) for each in expected
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"just words", "is no OPML"),
        (b"<rss version='2.0'><channel/></rss>", "is no OPML"),
        (b"<opml><body><outline text='Empty'/></body></opml>", "has no feeds"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "is a binary file"),
        (b"<opml>" + b"<outline text='x'>" * 100_000, "has no feeds"),
        (b"<opml>" + b"&" * opml.MAX_CHARACTERS, "has more than 5,000,000 characters"),
    ],
)
def test_what_is_no_list_of_feeds_is_an_error(data: bytes, message: str) -> None:
    """The wrong file is a common mistake; it must not import nothing in silence."""
    with pytest.raises(FormatError, match=message) as caught:
        opml.read(data, "feeds.opml")
    assert caught.value.place == "feeds.opml"
    assert caught.value.hint


def test_every_option_is_written() -> None:
    """An option that is forgotten here would be lost by whoever moves to another machine."""
    assert sorted(OPTIONS) == sorted(FeedOptions.__dataclass_fields__)


# One line of what people write, with all that XML and CSV have meanings for.
LINES = st.text(
    st.one_of(st.sampled_from("<>&\"',;/%#\\]! äß"), st.characters(exclude_categories=["C", "Z"])),
    min_size=1,
    max_size=12,
).map(lambda text: " ".join(text.split()) or "x")
WORDS = st.lists(LINES, max_size=3).map(tuple)
URLS = LINES.map(lambda path: f"https://example.org/{quote(path)}")
FEEDS = st.builds(
    Feed,
    url=URLS,
    title=LINES | st.just(""),
    site=URLS | st.just(""),
    folders=WORDS,
    options=st.builds(
        FeedOptions,
        full_text=st.booleans(),
        include=WORDS,
        exclude=WORDS,
        language=st.sampled_from(["", "de", "fr"]),
        outlet=LINES | st.just(""),
        weight=st.floats(*WEIGHTS),
        wait=st.none() | st.integers(*WAITS),
    ),
)


@given(st.lists(FEEDS, min_size=1, max_size=6, unique_by=lambda each: each.url))
def test_what_is_exported_is_imported_again(feeds: list[Feed]) -> None:
    """Folders, titles and options survive the round trip; feeds of one folder come together."""
    written = opml.write(feeds)
    read = opml.read(written, "feeds.opml")
    assert sorted(read, key=repr) == sorted(feeds, key=repr)
    assert opml.write(each for each in read if isinstance(each, Feed)) == written


@example(b"<:")
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    """A file from the web may be anything; a traceback is no answer to it."""
    for end in (b"", b"<opml><body><outline xmlUrl='https://a.example/'/></body></opml>"):
        for each in (data + end, b"<opml><outline " + data + end):
            with suppress(FormatError):
                opml.read(each, "feeds.opml")


def test_what_xml_cannot_hold_is_left_out() -> None:
    """A control character in a title must not make a file that no program reads."""
    odd = Feed(url="https://a.example/", title="A\x00\x1b[31m B\n", folders=("\x07",))
    assert opml.read(opml.write([odd]), "x") == (replace(odd, title="A[31m B", folders=()),)


def test_folders_without_end_lose_no_feed() -> None:
    """A list of categories can be as long as a file; what is exported must be read again."""
    names = "/".join(str(number) for number in range(1_000))
    data = f"<opml><outline category='{names}' xmlUrl='https://a.example/'/></opml>".encode()
    [deep] = opml.read(data, "deep.opml")
    assert isinstance(deep, Feed)
    [again] = opml.read(opml.write([deep]), "again.opml")
    assert again == replace(deep, folders=deep.folders[: opml.DEEPEST])
