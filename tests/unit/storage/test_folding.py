"""Words as they are looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.storage.folding import words


def folded(text: str) -> list[str]:
    return [each.folded for each in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("München", "MUNCHEN"),
        ("Mu\u0308nchen", "München"),
        ("Straße", "STRASSE"),
        ("Şahin", "sahin"),
        ("Ångström", "Angstrom"),
        ("ﬁnal", "final"),
        ("مُحَمَّد", "محمد"),
        ("٢٠٢٦", "٢٠٢٦"),
        ("Ελλάδα", "ΕΛΛΑΔΑ"),
    ],
)
def test_spellings_of_a_word_are_one(one: str, other: str) -> None:
    """Whoever searches types what their keyboard has, and no mark that newspapers leave out."""
    assert folded(one) == folded(other)
    assert len(folded(one)) == 1


def test_words_end_where_writers_end_them() -> None:
    """Hyphens and points part words, signs that belong to letters do not."""
    assert folded("Kim Jong-un: 3,5 Mio. („Nein!“) it's 5\u00a0% a_b") == [
        *("kim", "jong", "un", "3", "5", "mio", "nein", "it", "s", "5", "a", "b")
    ]
    assert len(folded("हिन्दी भाषा")) == 2
    assert folded("東京で") == ["東", "京", "て"], "scripts without spaces are parted by character"
    assert folded("👩🏽‍🚒 … — \ud800\x00") == []


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    """Marks in a result are set at these places."""
    behind = 0
    for word in words(text):
        assert behind <= word.start < word.end <= len(text)
        assert [word.folded] == folded(text[word.start : word.end])
        behind = word.end
