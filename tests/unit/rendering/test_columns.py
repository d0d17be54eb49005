"""Plain text keeps to its columns, whatever script it is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from digest.rendering.columns import WIDTH, fill, rule

WORDS = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))


@given(WORDS, st.sampled_from(["", "   · ", "10  "]), st.sampled_from(["", "[1 ¶4, 2 ¶2–7]"]))
def test_no_line_is_wider_than_the_page_and_no_word_is_lost(words, first, right):
    """Wide, combining and endless words included."""
    filled = fill(" ".join(words), first, right=right)
    assert all(cell_len(line) <= WIDTH for line in filled.split("\n"))
    assert filled.replace(" ", "").replace("\n", "") == (
        (first + "".join(words) + right).replace(" ", "")
    )


def test_a_marker_stands_at_the_right_margin_of_the_last_line():
    """As in the design: a reader's eye finds it in one column."""
    filled = fill("words " * 20, "   · ", right="[1 ¶4]")
    assert [line[:5] for line in filled.split("\n")] == ["   · ", "     "]
    assert filled.endswith("[1 ¶4]")
    assert cell_len(filled.split("\n")[-1]) == WIDTH


@pytest.mark.parametrize("spare", [1, 2])
def test_a_marker_without_room_gets_a_line(spare):
    """Two spaces set it apart from the words; with less it moves down."""
    words = "x" * (WIDTH - len("[1 ¶4]") - spare)
    lines = fill(words, right="[1 ¶4]").split("\n")
    assert len(lines) == (2 if spare == 1 else 1)
    assert len(lines[-1]) == WIDTH


@pytest.mark.parametrize("between", ["·", "–"])
def test_no_line_begins_with_what_stands_between_two_things(between):
    """It says that more comes, at the end of a line; at the beginning it looks like a list."""
    for length in range(WIDTH - 8, WIDTH - 1):
        words = f"{'x' * length} {between} y {between} z"
        lines = fill(words).split("\n")
        assert " ".join(lines) == words
        assert not any(line.startswith(between) for line in lines)


def test_wide_characters_count_two():
    """Forty of them are eighty columns."""
    assert [cell_len(line) for line in fill("字" * 40).split("\n")] == [72, 8]


def test_no_line_ends_with_a_space():
    """Trailing spaces are a soft line break to some mail programs."""
    assert all(line == line.rstrip() for line in fill("", "   · ", right="").split("\n"))


def test_rule():
    """A rule is as wide as the page."""
    assert rule("=") == "=" * 72
