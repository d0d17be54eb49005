"""Scores: named parts between bounds, and what raises or lowers them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.edition.score import WEIGHTS, interest, leans, length, lift, more, parts, total
from digest.models.editions import Topics


@given(st.integers(0, 10_000))
def test_shares_are_bounded(count: int) -> None:
    """A thousand copies of an article must not outweigh everything else."""
    assert 0 <= more(count) <= 1
    assert 0 <= length(count) <= 1


@given(st.integers(1, 10_000))
def test_more_is_more(count: int) -> None:
    """Another origin always adds, and ever less."""
    assert more(count + 1) > more(count)
    assert more(count + 2) - more(count + 1) < more(count + 1) - more(count)


@given(st.floats(0, 10), st.floats(0, 10))
def test_a_feed_s_weight_lifts_and_lowers(one: float, other: float) -> None:
    """A heavier feed never counts less, and no weight outgrows the bounds of its part."""
    low, high = sorted((one, other))
    assert -1 <= lift(low) <= lift(high) <= 1
    assert (lift(0), lift(1), lift(10)) == (-1, 0, 1)


def test_parts_are_weighted_and_named() -> None:
    """`digest explain` shows each part; what adds nothing is not shown."""
    score = parts(origins=0.5, certainty=1.0, figures=0.0)
    assert [(part.name, part.value) for part in score] == [
        ("origins", WEIGHTS["origins"] * 0.5),
        ("certainty", WEIGHTS["certainty"]),
    ]
    assert total(score) == sum(part.value for part in score)


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted", "expected"),
    [
        ("Der Hafen streikt", ("Hafen",), (), 1),
        ("Die Hafenarbeiter streiken", ("Hafen",), (), 1),
        ("Am Fischereihafen", ("Hafen",), (), 0),
        ("Neuwahlen in New York", ("new york",), (), 1),
        ("New in York", ("new york",), (), 0),
        ("Die EU streitet", ("EU",), (), 1),
        ("Der Euro steigt", ("EU",), (), 0),
        ("Fußball im Hafen", ("Hafen",), ("Fußball",), 0),
        ("Fußball im Stadion", ("Hafen",), ("Fußball",), -1),
        ("Fußball im Stadion", (), (), 0),
        ("Fußball im Stadion", ("",), (), 0),
    ],
)
def test_interest(
    text: str, wanted: tuple[str, ...], unwanted: tuple[str, ...], expected: int
) -> None:
    """Topics are words or names; longer ones may go on, as German words do."""
    assert interest(text, Topics(of_interest=wanted, of_no_interest=unwanted)) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("„Das zeigt es“", "de", True),
        ("„Der Deich zeigt es“", "de", False),
        ("mit den Nutzungen", "de", False),
        ("He knew", "en", True),
        ("One of them knew", "en", True),
        ("One of the miners knew", "en", False),
        ("Bis dahin hält der Deich", "de", True),
        ("Tariffs hurt", "en", False),
        ("Elle savait", "xx", False),
    ],
)
def test_leaning(text: str, language: str, expected: bool) -> None:
    """A pronoun needs a sentence that is not shown."""
    assert leans(text, language) is expected
