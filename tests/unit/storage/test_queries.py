"""What people type into a search field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.storage.folding import words
from digest.storage.queries import MOST, Term, marks, parse


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("Hafen Fähre", [Term(words=("hafen",)), Term(words=("fahre",))]),
        ('"Port Authority" ferry', [Term(words=("port", "authority")), Term(words=("ferry",))]),
        ("harb*", [Term(words=("harb",), prefix=True)]),
        ('"port auth"*', [Term(words=("port", "auth"), prefix=True)]),
        ("Kim Jong-un", [Term(words=("kim",)), Term(words=("jong", "un"))]),
        ("speaker:Merkel", [Term(words=("merkel",), speaker=True)]),
        ('Speaker:"Angela Merkel"', [Term(words=("angela", "merkel"), speaker=True)]),
        ("speaker: x", [Term(words=("speaker",)), Term(words=("x",))]),
        ("said:yes", [Term(words=("said", "yes"))]),
        ('"never closed', [Term(words=("never", "closed"))]),
        ('NOT a OR (b) NEAR/2 ^c {d}: - + "" * "*"', "not a or b near/2 c d"),
        ("twice Twice", [Term(words=("twice",))]),
        (" \t", []),
    ],
)
def test_what_is_typed_means_something(query: str, terms: list[Term] | str) -> None:
    """Words, "phrases", beginnings* and speaker:NAME; all else is only words."""
    if isinstance(terms, str):
        assert [" ".join(each.words) for each in parse(query)] == [
            each.replace("/", " ") for each in terms.split()
        ]
    else:
        assert list(parse(query)) == terms


def test_nobody_can_ask_for_too_much() -> None:
    """A page of text in the search field is answered by its beginning."""
    assert len(parse(" ".join(map(str, range(1000))))) == MOST
    [term] = parse('"' + "a " * 1000 + '"')
    assert len(term.words) == MOST


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("hafen", ["Hafen"]),
        ("haf*", ["Hafen", "Hafenamt"]),
        ('"hafen bleibt"', ["Hafen bleibt"]),
        ('"hafen bleibt" bleibt zu', ["Hafen bleibt", "zu"]),
        ("speaker:hafen", []),
        ("amt", []),
        ('"der hafen bleibt zu sagt das hafenamt morgen"', []),
    ],
)
def test_what_was_looked_for_is_marked(query: str, marked: list[str]) -> None:
    """Readers see at a glance why a line was found."""
    text = "Der Hafen bleibt zu, sagt das Hafenamt."
    assert [text[start:end] for start, end in marks(parse(query), text)] == marked


@given(st.text(), st.text())
def test_marks_are_in_order_and_apart(query: str, text: str) -> None:
    """Pages set them as elements, which cannot overlap."""
    behind = 0
    for start, end in marks(parse(query), text):
        assert behind <= start < end <= len(text)
        behind = end


@given(st.text(min_size=1))
def test_a_text_is_marked_by_itself(text: str) -> None:
    """What is looked for as a phrase is found where it stands."""
    there = list(words(text))[:MOST]
    phrase = text[: there[-1].end].replace('"', " ") if there else ""
    assert bool(marks(parse(f'"{phrase}"'), text)) is bool(there)
