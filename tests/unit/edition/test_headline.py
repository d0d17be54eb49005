"""Headlines: whose words, how much of them, in which language."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from support.articles import build, document

from digest.edition.headline import headline, title_of
from digest.stories import gather

DATA = Path(__file__).parents[2] / "data" / "stories"
ARTICLES: dict[str, list[dict[str, Any]]] = {
    path.stem: tomllib.loads(path.read_text("utf-8"))["articles"] for path in DATA.glob("*.toml")
}


def heads(name: str, language: str) -> list[str]:
    documents, claims = build(ARTICLES[name])
    known = {each.fingerprint: each for each in documents}
    return [headline(story, known, language).text for story in gather(documents, claims)]


def test_a_headline_tells_the_event_and_no_opinion_of_it() -> None:
    """One article starts with what an engineer thinks; the story is not hers."""
    assert heads("paper-and-officials", "de") == [
        "Die Betreiberin will den Stausee von Tarnhöhe angeblich ablassen"
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Grubenunglück in Chile: 33 Bergleute nach zwei Tagen gerettet"),
        ("en", "All 33 miners rescued from collapsed copper mine in Chile"),
    ],
)
def test_a_headline_is_in_the_reader_s_language(language: str, expected: str) -> None:
    """Where one article of the story has it; a reader of neither gets the nearest one."""
    assert heads("languages", language)[0] == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Der Deich hält. Die Helfer gehen.", "Der Deich hält"),
        ("Am 3. Mai kam Dr. Wu nach Kiel. Er blieb.", "Am 3. Mai kam Dr. Wu nach Kiel"),
        ("Hält der Deich? Die Helfer hoffen.", "Hält der Deich"),
        ('"Der Deich hält." Das sagt sie.', '"Der Deich hält'),
        ("Der Wert stieg um 2.500 Punkte auf www.kurse.example heute", None),
    ],
)
def test_a_first_sentence_ends_where_it_ends(text: str, first: str | None) -> None:
    """Abbreviations, ordinals, figures and addresses have full stops inside."""
    assert title_of(document(id="a", text=text)).of(text) == (first or text)


def test_a_headline_has_a_length() -> None:
    """A text of one endless line is cut between two words, and is still a substring."""
    text = "Wort " * 1000
    made = document(id="a", text=text)
    cut = title_of(made)
    assert cut.end <= 160
    assert made.text[cut.end] == " "
    endless = document(id="b", text="x" * 1000)
    assert title_of(endless).end == 160
