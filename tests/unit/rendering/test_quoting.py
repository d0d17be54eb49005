"""A source's own quotation marks give way to the edition's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.rendering.quoting import bare


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ('"Nobody knows"', "Nobody knows"),
        ("„Niemand weiß es“", "Niemand weiß es"),
        ("“Nobody knows,”", "Nobody knows,"),
        ("»Niemand«", "Niemand"),
        ("« Personne »", "Personne"),
        ("‘It’s so’", "It’s so"),
        ('"Die "Tilda""', 'Die "Tilda"'),
        ("„Sie sagte „nein“, mehr nicht“", "Sie sagte „nein“, mehr nicht"),
        ('"They count on "many", he says.', 'They count on "many", he says.'),
        ('He counts on "many" of them."', 'He counts on "many" of them.'),
        ('"Yes" and "No"', '"Yes" and "No"'),
        ("“One.” “Two.”", "“One.” “Two.”"),
        ("the workers’", "the workers’"),
        ('a "b"', 'a "b"'),
        ('"', ""),
        ("", ""),
    ],
)
def test_bare(words, inside):
    """Only marks around the whole are taken off: inside they are the source's own words."""
    assert bare(words) == inside


@given(st.text('ab „“”»«"‚‘’.,'))
def test_what_is_left_is_an_exact_part(words):
    """Quotation marks stand around exact substrings only."""
    assert bare(words) in words
