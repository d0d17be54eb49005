"""Headlines: whose words, how much of them, in which language."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from support.articles import build, document

from digest.edition.headline import head_of, headline
from digest.models import Span
from digest.models.editions import Words
from digest.stories import gather

DATA = Path(__file__).parents[2] / "data" / "stories"
ARTICLES: dict[str, list[dict[str, Any]]] = {
    path.stem: tomllib.loads(path.read_text("utf-8"))["articles"] for path in DATA.glob("*.toml")
}


def heads(name: str, language: str) -> list[str]:
    documents, claims = build(ARTICLES[name])
    known = {each.fingerprint: each for each in documents}
    return [headline(story, known, language).words.text for story in gather(documents, claims)]


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
    head = head_of(document(id="a", text=text))
    assert head.words.text == (first or text)
    assert not head.unfinished


def test_a_title_goes_before_the_first_sentence() -> None:
    """Also one that only the file gives: the subject of a mail is what its writer called it."""
    text = "Guten Morgen, hier ist die Post. Der Deich hält."
    head = head_of(document(id="a", text=text, title="Der Deich hält stand"))
    assert (head.words.text, head.words.span) == ("Der Deich hält stand", None)
    assert head_of(document(id="b", text=text, title="Guten Morgen")).words.span == (0, 12)


def test_a_title_without_end_leaves_room_for_others() -> None:
    """One article must not push all others off the page with five thousand characters."""
    head = head_of(document(id="a", text="Guten Morgen.", title="Der Deich hält " * 300))
    assert head.unfinished
    assert len(head.words.text) <= 160
    assert head.words.text.split()[-1] in {"Der", "Deich", "hält"}


LONG = "Die Helfer haben in der Nacht am ganzen Deich bis zum Wehr Sand in Säcke gefüllt"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{LONG}, sagte am Morgen der Leiter {'des Einsatzes ' * 9}", LONG),
        (f"{LONG} – so viel wie noch nie, {'und mehr ' * 20}", f"{LONG} – so viel wie noch nie"),
        (f"Heute, {'Wort ' * 100}", "Heute," + " Wort" * 30),
        ("x" * 1000, "x" * 160),
    ],
)
def test_a_headline_has_a_length(text: str, shown: str) -> None:
    """A longer sentence is cut where a clause ends, or else between two words, and says so."""
    made = document(id="a", text=text)
    words = Words(document=made.fingerprint, span=Span(0, len(shown)), text=shown)
    assert head_of(made) == (words, True)
