"""Feeds that were made to do harm: what comes out of them is small, and soon there."""

import pytest

from digest.errors import FormatError
from digest.formats.feed import parse
from digest.formats.feed.body import MAX_TEXT
from digest.formats.feed.links import MAX_URL
from digest.formats.feed.raw import MAX_ITEMS
from digest.formats.feed.safe import MAX_GUID, MAX_OF_A_KIND
from digest.formats.feed.words import MAX_LINE
from digest.models.feeds import Channel, Item

LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
MANY = 100_000


def channel(inside: str, before: str = "") -> Channel:
    start = f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>Weir</title>'
    return parse(f"{start}{inside}</channel></rss>".encode(), place="a")


def item(inside: str, before: str = "") -> Item:
    (found,) = channel(f"<item><title>One</title>{inside}</item>", before).items
    return found


def described(html: str) -> str:
    escaped = html.replace("&", "&amp;").replace("<", "&lt;")
    return item(f"<description>{escaped}</description>").text


def test_entities_are_not_expanded() -> None:
    """Nine lines of XML can stand for a billion words, or for a file of the machine."""
    laughs = item("<description>&e9;</description>", f'<!DOCTYPE a [<!ENTITY e0 "ha">{LAUGHS}]>')
    assert len(laughs.text) < 100
    file = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    assert "root" not in item("<description>&e;</description>", file).text


def test_a_declaration_without_end_is_passed_over() -> None:
    """feedparser looks for the encoding in it, which takes time with the cube of its length."""
    declaration = "<?xml " + 'encoding="utf-8" ' * 10_000
    feed = b"<rss><channel><title>Weir & Mole</title></channel>"
    assert parse(declaration.encode() + b"?>" + feed, place="a").title == "Weir & Mole"
    assert parse(b'<?xml encoding="a"?>' * 10_000 + feed, place="a").title == "Weir & Mole"
    with pytest.raises(FormatError):
        parse(declaration.encode() + feed, place="a")


def test_a_tag_of_attributes_is_read_without_them() -> None:
    """Attributes take parsers time with the square of their number."""
    attributes = " ".join(f'a{n}="1"' for n in range(MANY))
    assert [one.title for one in channel(f"<item {attributes}><title>A</title></item>").items] == [
        "A"
    ]
    assert described(f"<p {attributes}>Mole</p>") == "Mole"


@pytest.mark.parametrize(
    "html", ["<div>" * MANY + "Mole", "<ul><li>" * MANY + "Mole", "<b>" * MANY + "<p>Mole"]
)
def test_the_words_of_tags_in_tags_are_kept(html: str) -> None:
    """Cleaning takes time with the square of how deep elements stand in each other."""
    assert described(html) == "Mole"


def test_the_first_items_are_read() -> None:
    """A feed without end has its newest items first, and nobody reads 200,000."""
    found = channel("".join(f"<item><title>{n}</title></item>" for n in range(MANY))).items
    assert [one.title for one in found] == [str(n) for n in range(MAX_ITEMS)]
    assert len(channel("<item>" * MANY).items) == MAX_ITEMS


@pytest.mark.parametrize(
    "author", ["a" * 40_000, "a@" + "a." * 20_000, "<![CDATA[" + "a" * 40_000 + "]]>"]
)
def test_an_author_without_end_is_cut(author: str) -> None:
    """feedparser looks for an address in it, which takes 12 s (its issue 562)."""
    found = item(f"<author>{author}</author><link>https://weir.example/1</link>")
    assert all(len(name) <= MAX_LINE for name in found.authors)
    assert found.url == "https://weir.example/1"


def test_no_character_of_an_author_is_cut_in_two() -> None:
    """What is left of it is not UTF-8, which all that is behind takes for granted."""
    assert item(f"<author>ole@{'ö' * 300} & Ole</author>").title == "One"


def test_a_text_and_a_line_have_a_length() -> None:
    """What a mail shows of an item is a line; what is read of it is an article."""
    found = item(
        f"<category>{'a' * MANY}</category><guid>{'b' * MANY}</guid>"
        f"<link>https://weir.example/{'c' * MAX_URL}</link>"
        f"<description>{'d' * (MAX_TEXT + 1)}</description>"
    )
    assert found.categories == ("a" * MAX_LINE,)
    assert found.guid == "b" * MAX_GUID
    assert found.url == ""
    assert found.text == "d" * MAX_TEXT


def test_a_reference_to_no_character_is_passed_over() -> None:
    """Python refuses to make a number of more than 4,300 digits."""
    number = "&amp;#" + "9" * 5_000
    found = item(f"<category>mo{number};le</category><description>{number}; weir</description>")
    assert found.categories == ("mole",)
    assert found.text == "weir"


def test_an_item_has_so_many_categories() -> None:
    """A thousand of them are no longer about the item."""
    categories = "".join(f"<category>{n}</category>" for n in range(1_000))
    assert len(item(categories).categories) == MAX_OF_A_KIND


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"Mole", "is no feed"),
        (b"<a>Mole</a>", "is no feed"),
        (b"{}", "is no feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": ', "is no feed"),
        (b'{"items": ' + b"[" * 100_000, "is no feed"),
        (b"<!-- " * 100_000, "is no feed"),
        (b"<!doctype html><html><title>Weir</title>", "is a web page, not a feed"),
        (b"<html><body>" + b"<p><a href=x>y</a>" * 100_000, "is a web page, not a feed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\x01", "is no feed"),
    ],
)
def test_what_is_no_feed_is_said(data: bytes, message: str) -> None:
    """A page in place of a feed is the most frequent mistake of all."""
    with pytest.raises(FormatError) as error:
        parse(data, place="a")
    assert error.value.message == message
    assert error.value.place == "a"
    assert error.value.hint


def test_the_server_names_an_encoding() -> None:
    """Of bytes that are no UTF-8, the server's word is taken before that of the file."""
    data = '<?xml version="1.0" encoding="cp1252"?><rss><channel><title>Ж</title></channel></rss>'
    found = parse(data.encode("koi8-r"), place="a", content_type="text/xml; charset=KOI8-R")
    assert found.title == "Ж"
