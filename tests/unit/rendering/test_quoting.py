"""Verbatim words stand in quotation marks: their own, or the reader's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.rendering.quoting import missing

USUAL = ("[", "]")
NONE = ("", "")


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("Nobody knows", USUAL),
        ('"Nobody knows"', NONE),
        ("„Niemand weiß es“", NONE),
        ("“Nobody knows,”", NONE),
        ("»Niemand«", NONE),
        ("« Personne »", NONE),
        ("‘It’s so’", NONE),
        ('"Die "Tilda""', NONE),
        ("„Sie sagte „nein“, mehr nicht“", NONE),
        ('"They count on "many", he says.', ("", '"')),
        ("„Sie setzen auf „viele“.", ("", "“")),
        ("“They count on it.", ("", "”")),
        ('He counts on "many" of them."', ('"', "")),
        ("Sie zählen auf viele“", ("„", "")),
        ('"Yes" and "No"', USUAL),
        ("“One.” “Two.”", USUAL),
        ("the workers’", USUAL),
        ('a "b"', USUAL),
        ("", USUAL),
    ],
)
def test_missing(words, marks):
    """What a source set in marks keeps them; a mark without a partner gets one; words within a
    quotation that are marked do not count for the whole.
    """
    assert missing(words, USUAL) == marks


@given(st.text('ab „“”»«"‚‘’.,', min_size=1))
def test_what_is_shown_begins_and_ends_with_a_mark(words):
    """Whatever the source did with its own."""
    opening, closing = missing(words, ("„", "“"))
    shown = f"{opening}{words}{closing}"
    assert shown[0] in "„“”»«\"‚‘’'›‹"
    assert shown[-1] in "„“”»«\"‚‘’'›‹"
