"""Vectors, candidates and joining: the mechanism under articles and claims."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.stories.comparing.similarity import (
    HEAVIEST,
    KEYS,
    NEIGHBOURS,
    SHARED_KEYS,
    candidates,
    dot,
    joined,
    vectors,
)

bags = st.lists(
    st.dictionaries(st.sampled_from("abcdefghij"), st.floats(0.5, 9), min_size=1), max_size=12
)


@given(bags)
def test_vectors_have_length_one(found: Sequence[dict[str, float]]) -> None:
    """Their product is a cosine only then, and thresholds mean something only of cosines."""
    for vector in vectors(found, 10):
        assert dot(vector, vector) == pytest.approx(1)


@given(bags)
def test_candidates_are_pairs_that_share_terms(found: Sequence[dict[str, float]]) -> None:
    """Each pair once, the smaller first, and none that does not meet."""
    made = vectors(found, 10)
    pairs = candidates(made)
    assert len(pairs) == len(set(pairs))
    for one, other in pairs:
        assert one < other
        assert len(made[one].keys() & made[other].keys()) >= SHARED_KEYS


def test_candidates_grow_with_the_number_of_texts() -> None:
    """A thousand texts on one topic: each meets its neighbours, not all of them."""
    many = vectors([{"a": 1, "b": 1, "c": 1}] * 1000, 10)
    assert len(candidates(many)) <= 1000 * NEIGHBOURS


def test_a_text_has_a_bound_on_its_terms_and_keys() -> None:
    """One article of a million different words costs no more than a long one."""
    long = {f"w{n}": 1.0 for n in range(10_000)}
    (first, second) = vectors([long, long], 10)
    assert len(first) == HEAVIEST
    assert candidates([first, second]) == [(0, 1)]
    assert KEYS < HEAVIEST


def test_a_rare_term_weighs_more_than_one_that_all_share() -> None:
    """What all texts have in common tells none of them from the others."""
    first, *_ = vectors([{"all": 1, "rare": 1}, {"all": 1, "b": 1}, {"all": 1, "c": 1}], 10)
    assert first["rare"] > first["all"]


def test_groups_join_only_where_they_are_alike() -> None:
    """A chain 1-2-3-4 whose ends are unlike is cut where its groups are."""
    pairs = [(0, 1), (2, 3), (1, 2)]
    groups = joined([1, 2, 4, 5], pairs, lambda a, b: abs(a - b) <= 1, min)
    assert groups == [([0, 1], [(0, 1)]), ([2, 3], [(2, 3)])]


@given(st.permutations([(0, 1), (1, 2), (3, 4), (0, 2)]))
def test_groups_are_connected_pairs(pairs: Sequence[tuple[int, int]]) -> None:
    """Where all may join, groups are the connected components, in whatever order pairs come."""
    groups = joined([0] * 6, pairs, lambda _a, _b: True, min)
    assert [group.members for group in groups] == [[0, 1, 2], [3, 4], [5]]
    assert all(len(group.pairs) == len(group.members) - 1 for group in groups)
