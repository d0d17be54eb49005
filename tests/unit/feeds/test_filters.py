"""Words that a user wants of a feed, or does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.filters import is_wanted, wanted
from digest.models.feeds import FeedOptions, Item

ITEM = Item(title="Stadtrat streitet: Straße zu", text="Die U.S. Open und\nC++ in Köln.\n\nEnde")


@pytest.mark.parametrize(
    ("phrase", "stands"),
    [
        ("Stadtrat", True),
        ("stadtrat", True),
        ("STRASSE", True),
        ("stadt", False),
        ("rat", False),
        ("u.s.", True),
        ("u.s. open", True),
        ("open und  c++", True),
        ("c++", True),
        ("zu die", False),
        ("koln", False),
        ("Ko\u0308ln", True),
        ("(", False),
        (".*", False),
        ("", False),
        (" ", False),
    ],
)
def test_a_phrase_stands_in_an_item_as_whole_words(phrase: str, stands: bool) -> None:
    """Whoever excludes "rat" still wants to read of the Stadtrat; patterns are plain words."""
    assert is_wanted(ITEM, FeedOptions(include=(phrase,))) is stands
    assert is_wanted(ITEM, FeedOptions(exclude=(phrase,))) is not stands


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        ((), (), True),
        (("köln", "bonn"), (), True),
        (("bonn",), (), False),
        (("köln",), ("open",), False),
        (("köln",), ("bonn",), True),
    ],
)
def test_one_word_to_include_is_enough_and_one_to_exclude_too(
    include: tuple[str, ...], exclude: tuple[str, ...], expected: bool
) -> None:
    """Lists of words grow, and each word stands for itself."""
    options = FeedOptions(include=include, exclude=exclude)
    assert wanted([ITEM], options) == ((ITEM,) if expected else ())


def test_an_item_that_says_nothing_is_not_wanted() -> None:
    """Broken feeds have empty items, and an article without words would only be in the way."""
    assert not is_wanted(Item(guid="1", url="https://kurier.example/1"), FeedOptions())
    assert is_wanted(Item(title="Kurz"), FeedOptions())
    assert is_wanted(Item(text="Kurz."), FeedOptions())


words = st.text("aäß +.(", max_size=5)


@given(st.lists(words, max_size=3), words)
def test_no_phrase_breaks_anything(phrases: list[str], text: str) -> None:
    """What users type is taken as it is; what is excluded is what would be included."""
    item = Item(title="-", text=text)
    taken = is_wanted(item, FeedOptions(include=("", *phrases)))
    assert taken is not is_wanted(item, FeedOptions(exclude=("", *phrases)))
