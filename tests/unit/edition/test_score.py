"""Scores: named parts between bounds, and what raises or lowers them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.articles import document

from digest.edition.score import Named, leans, length, lift, more, new, parts, total
from digest.models.briefs import Preference, Ranking, Topics
from digest.models.editions import Change


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
    score = parts(Ranking(origins=4.0, certainty=0.5), origins=0.5, certainty=1.0, figures=0.0)
    assert [(part.name, part.value) for part in score] == [("origins", 2.0), ("certainty", 0.5)]
    assert total(score) == sum(part.value for part in score)


def test_what_weighs_nothing_is_no_part() -> None:
    """Who sets a part to 0 does not want to read of it either."""
    assert parts(Ranking(origins=0.0), origins=1.0) == ()


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
    topics = Topics(of_interest=wanted, of_no_interest=unwanted)
    assert Named(text, ()).interest(topics) == expected


@given(st.lists(st.integers(-1000, 1000), max_size=5))
def test_preference_is_bounded(steps: list[int]) -> None:
    """Who presses the same key a thousand times must not outweigh all else with it."""
    asked = [Preference(name="Hafen", steps=each) for each in steps]
    assert -1 < Named("Der Hafen streikt", ()).preference(asked) < 1


def test_preferences_are_topics_speakers_and_outlets() -> None:
    """Half of the part for the first step; what is not named moves nothing."""
    article = document(id="a", text="Der Deich hält.", outlet="Der Küstenbote")
    named = Named("Der Deich hält, sagte Eva Lund", [article])
    for name in ("Deich", "eva lund", "der küstenbote"):
        assert named.preference([Preference(name=name, steps=1)]) == 0.5
        assert named.preference([Preference(name=name, steps=-1)]) == -0.5
    assert named.preference([Preference(name="Küste", steps=3)]) == 0
    assert named.preference([Preference(name="Deich", steps=3)]) == 0.75


def test_less_of_an_outlet_is_not_less_of_what_others_tell() -> None:
    """Readers who are tired of a paper still want the news."""
    one = document(id="a", text="Der Küstenbote am Deich.", outlet="Der Küstenbote")
    other = document(id="b", text="Der Deich hält.", outlet="Marschenpost")
    less, more_of = (Preference(name="Der Küstenbote", steps=steps) for steps in (-1, 1))
    both = Named(f"{one.text}\n{other.text}", [one, other])
    assert (both.preference([less]), both.preference([more_of])) == (0, 0.5)


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


def test_news_is_what_readers_have_not_read() -> None:
    """A new claim that says half of what a line of yesterday said is half as new; a correction is
    news whatever it repeats."""
    words, known = (
        frozenset({"deich", "hält"}),
        [frozenset({"deich", "bricht"}), frozenset({"see"})],
    )
    assert new(None, words, []) == 0
    assert new(Change.NEW, words, []) == 1
    assert new(Change.NEW, words, known) == 0.5
    assert new(Change.CORRECTED, words, known) == 1
    assert 0 < new(Change.UPDATED, words, known) < 1
