"""How bytes become text, and how a format is known without a telling name."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.formats import read
from digest.models import Article, Raw

TEXT = "Für „alle“: die Möwe sagte – es gäbe Straßen für 5 €.\r\nZweite Zeile.\n"


def article(data: bytes, place: str = "a.txt") -> Article:
    (found,) = read(Raw(place=place, data=data))
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="UTF-8 with BOM"),
        pytest.param(TEXT.encode("utf-16"), id="UTF-16 with BOM"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="UTF-16 BE with BOM"),
        pytest.param(TEXT.encode("utf-16-le"), id="UTF-16 LE"),
        pytest.param(TEXT.encode("utf-16-be"), id="UTF-16 BE"),
        pytest.param(TEXT.encode("utf-32"), id="UTF-32 with BOM"),
        pytest.param(TEXT.encode("cp1252"), id="Windows-1252"),
        pytest.param(TEXT.encode("mac_roman"), id="Mac"),
    ],
)
def test_text_is_the_same_in_every_encoding(data: bytes) -> None:
    """Offsets are into the decoded text: line ends stay, and the byte order mark goes."""
    assert article(data).text == TEXT


def test_dos_umlauts_are_read() -> None:
    """Old archives are in it, and its letters are others in every newer encoding."""
    assert article("Die Möwe sagte: Grüße.".encode("cp850")).text == "Die Möwe sagte: Grüße."


def test_a_page_is_read_as_it_declares_itself() -> None:
    """Where bytes fit several encodings, the page knows best."""
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Bukarešt žije, říká.</p></body>'
    assert "Bukarešt žije, říká." in article(page.encode("iso-8859-2"), "a.html").text


def test_a_page_that_declares_an_encoding_nobody_knows_is_read() -> None:
    """What a file says is not trusted."""
    page = '<meta charset="x-none"><p>Die Möwe sagte es.</p>'
    assert article(page.encode("cp1252"), "a.html").text == "Die Möwe sagte es."


@given(st.text(st.characters(categories=("L", "N", "P", "Z"), include_characters="\r\n\t")))
def test_plain_text_is_never_changed(text: str) -> None:
    """Tools that count characters in the file find the same words."""
    shown = f"Ä{text}"
    assert article(codecs.BOM_UTF8 + shown.encode()).text == shown


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Die Mole ist zu.", "text"),
        (b"\n \n<!DOCTYPE html><html><body><p>Die Mole ist zu.</p></body></html>", "html"),
        (b'{"text": "Die Mole ist zu."}', "json"),
        (b'[{"text": "Die Mole ist zu."}]', "json"),
        (b"Subject: Mole\n\nDie Mole ist zu.", "mail"),
        (b"---\ntitle: Mole\n---\nDie Mole ist zu.", "markdown"),
        (b"# Mole\n\nDie Mole ist zu.", "markdown"),
        (b"<b>Mole</b>", "text"),
        ("<html><body><p>Die Möwe.</p></body></html>".encode("utf-16"), "html"),
    ],
)
def test_a_file_without_a_telling_name_is_known_by_its_start(data: bytes, name: str) -> None:
    """Standard input has no name, and pages are often saved under none."""
    assert article(data, "-").format == name


@pytest.mark.parametrize("first", ["Eins.", "Eins. " * 10_000])
def test_json_lines_from_standard_input_are_known(first: str) -> None:
    """A pipe of articles is one a line, however long an article is."""
    data = f'{{"text": "{first}"}}\n{{"text": "Zwei."}}\n'.encode()
    found = list(read(Raw(place="-", data=data)))
    assert [one.text for one in found if isinstance(one, Article)] == [first, "Zwei."]


def test_a_name_says_more_than_the_start() -> None:
    """A text that begins with a bracket is still a text."""
    assert article(b"[1] Die Mole ist zu.").text == "[1] Die Mole ist zu."
