"""Words that run the other way are kept to themselves, in both parts."""

from pathlib import Path

import pytest
from support.editions import load
from support.fixtures import fixture

from digest.rendering import render
from digest.rendering.bidi import directed, isolated, runs_against

DAILY = Path(__file__).parents[3] / "templates" / "daily"
LRI, RLI, FSI, PDI, RLM = "\u2066", "\u2067", "\u2068", "\u2069", "\u200f"


@pytest.mark.parametrize(
    ("text", "direction", "against"),
    [
        ("Brücke 12", "ltr", False),
        ("الجسر", "ltr", True),
        ("גשר", "ltr", True),
        ("الجسر 12", "rtl", False),
        ("الجسر Delta", "rtl", True),
        ("नदी 市", "ltr", False),
        ("[1 ¶2] …", "rtl", False),
    ],
)
def test_what_runs_against_the_edition(text, direction, against):
    """Figures and signs run as what is around them does."""
    assert runs_against(text, direction) is against


def test_each_line_stands_for_itself():
    """A mail program shows each line of a plain text as a paragraph: an isolate ends with it."""
    words = isolated("a b\n   c", "ltr")
    assert directed(f"{words} d\n\ne", "ltr") == f"{LRI}a b{PDI}\n   {LRI}c{PDI} d\n\ne"


def test_from_right_to_left_each_line_says_so_but_addresses():
    """A line that begins with a Latin name would else run the wrong way; an address is copied."""
    text = directed(f"{isolated('Delta', 'auto')} س\n\nhttps://example.org", "rtl")
    assert text == f"{RLM}{FSI}Delta{PDI} س\n\nhttps://example.org"


def test_a_marker_is_not_turned_around_by_the_words_before_it():
    """In both parts: with what is between them, `[1 ¶3]` stays behind an Arabic quotation."""
    rendered = render(*load("scripts"), DAILY)
    assert f"الصيانة{PDI}         [1 ¶3]" in rendered.text
    assert f"{FSI}ليلى حداد{PDI}:" in rendered.text
    assert '<b><span dir="auto">ليلى حداد</span></b>' in rendered.html


def test_an_edition_of_one_direction_has_no_marks():
    """They are nobody's business where nothing runs another way."""
    text = render(*load("german"), DAILY).text
    assert not set(text) & {LRI, RLI, FSI, PDI, RLM}


def test_an_arabic_edition_runs_from_right_to_left_in_both_parts():
    """And the Latin in it is told from it."""
    rendered = render(*fixture("arabic"), DAILY)
    lines = [line for line in rendered.text.split("\n") if line and "://" not in line]
    assert all(line.startswith(RLM) for line in lines)
    assert f"{FSI}Tom Arkell{PDI}، المهندس" in rendered.text
    assert '<html lang="ar" dir="rtl"' in rendered.html
    assert "border-right:3px" in rendered.html
