"""An editor's decisions, one after the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.editions import load

from digest.models.editions import Decisions, Edition, Headline, Words
from digest.web.preview.deciding import Act, Gone, decided, retitled

EDITION, _ = load("english")
STORY = EDITION.stories[0]
NONE = Decisions()


def shown(names: str, order: tuple[str, ...] = ()) -> Edition:
    """An edition of stories with these names by rank, as it is with that `order`."""
    first = [each for each in order if each in names]
    ids = [*first, *(each for each in names if each not in first)]
    return replace(EDITION, stories=tuple(replace(STORY, id=each) for each in ids))


def ids(edition: Edition) -> str:
    return "".join(each.id for each in edition.stories)


@pytest.mark.parametrize(
    ("act", "name", "order", "named"),
    [
        (Act.UP, "C", "ACBD", 2),
        (Act.DOWN, "B", "ACBD", 2),
        (Act.FIRST, "D", "DABC", 1),
        (Act.UP, "A", "ABCD", 0),
        (Act.FIRST, "A", "ABCD", 0),
        (Act.DOWN, "D", "ABCD", 0),
        (Act.DOWN, "A", "BACD", 1),
    ],
)
def test_a_story_moves(act: Act, name: str, order: str, named: int) -> None:
    """No more is decided than has to be: what stands by rank goes on doing so."""
    new = decided(shown("ABCD"), NONE, act, name)
    assert ids(shown("ABCD", new.order)) == order
    assert len(new.order) == named


@given(
    st.lists(st.tuples(st.sampled_from([Act.UP, Act.DOWN, Act.FIRST]), st.sampled_from("ABCDE")))
)
def test_stories_stand_where_they_were_put(moves: list[tuple[Act, str]]) -> None:
    """Move by move the edition is the list that an editor has in mind."""
    had, expected = NONE, list("ABCDE")
    for act, name in moves:
        had = decided(shown("ABCDE", had.order), had, act, name)
        at = expected.index(name)
        to = {Act.UP: max(at - 1, 0), Act.DOWN: at + 1, Act.FIRST: 0}[act]
        expected.insert(to, expected.pop(at))
        assert ids(shown("ABCDE", had.order)) == "".join(expected)


def test_who_is_gone_keeps_a_place() -> None:
    """A story whose article comes back tomorrow stands where it was put."""
    had = Decisions(order=("Z", "B"))
    new = decided(shown("ABC", had.order), had, Act.DOWN, "B")
    assert "Z" in new.order
    assert ids(shown("ABC", new.order)) == "ABC"


def test_to_bring_in_is_to_place() -> None:
    """Behind those that were placed before, and free to be moved on."""
    had = decided(shown("ABC"), Decisions(left_out=("X",)), Act.BRING_IN, "X")
    assert (had.order, had.left_out) == (("X",), ())
    new = decided(shown("XABC"), had, Act.DOWN, "X")
    assert new.order == ("A", "X")


def test_what_is_left_out_is_nothing_else() -> None:
    """Nothing is both placed or pinned and left out, whatever came first."""
    had = Decisions(order=("A",), pinned=("claim",))
    had = decided(shown("A"), had, Act.LEAVE_OUT, "A")
    had = decided(shown(""), had, Act.LEAVE_OUT, "claim")
    assert had == Decisions(left_out=("A", "claim"))
    had = decided(shown(""), had, Act.PIN, "claim")
    assert had == Decisions(left_out=("A",), pinned=("claim",))


def test_twice_is_once() -> None:
    """Two tabs, or a second click."""
    once = decided(shown("A"), NONE, Act.PIN, "claim")
    assert decided(shown("A"), once, Act.PIN, "claim") == once


def words(text: str) -> Words:
    return Words(document="d", span=None, text=text)


def test_a_story_has_one_headline() -> None:
    """The last that was chosen."""
    had = retitled(retitled(NONE, "A", words("one")), "A", words("two"))
    assert had.headlines == (Headline(story="A", words=words("two")),)
    assert decided(shown("A"), had, Act.UNDO_HEADLINE, "A") == NONE


@pytest.mark.parametrize(
    ("undo", "before", "after"),
    [
        (Act.UNDO_PLACE, Decisions(order=("A", "B")), Decisions(order=("B",))),
        (Act.UNDO_LEAVE_OUT, Decisions(left_out=("A", "c")), Decisions(left_out=("c",))),
        (Act.UNDO_PIN, Decisions(pinned=("A",)), NONE),
        (Act.UNDO_ALL, Decisions(order=("A",), pinned=("c",)), NONE),
    ],
)
def test_each_can_be_taken_back(undo: Act, before: Decisions, after: Decisions) -> None:
    """Also of what is not there any more; and again, to no effect."""
    edition = shown("B")
    assert decided(edition, before, undo, "A") == after
    assert decided(edition, after, undo, "A") == after
    assert undo.undoes


@pytest.mark.parametrize("act", [Act.UP, Act.DOWN, Act.FIRST])
def test_only_what_is_shown_moves(act: Act) -> None:
    """What another tab left out has no place to be moved from."""
    with pytest.raises(Gone):
        decided(shown("AB"), NONE, act, "X")
