"""Ids of stories: the same event keeps its id from edition to edition."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from digest.models import Sketch
from digest.stories.ids import ID_DIGITS, ids

LETTERS = "abcdef"
NAMES = {letter: letter * ID_DIGITS for letter in LETTERS}


def made(clusters: list[str]) -> list[list[Sketch]]:
    """Clusters of articles that have one letter for an id."""
    return [[article(letter) for letter in cluster] for cluster in clusters]


def article(letter: str) -> Sketch:
    fingerprint = NAMES[letter] + NAMES[letter].upper() + f"{letter}-" * (ID_DIGITS // 2)
    return Sketch(fingerprint=fingerprint, id=letter, language="de", published=None, terms={})


def test_a_new_story_is_named_by_its_first_article() -> None:
    """It stays the same when others join it later."""
    assert ids(made(["ab", "cd"]), {}) == [NAMES["a"], NAMES["c"]]


def test_a_story_keeps_its_id_when_an_older_article_joins() -> None:
    """What is read late may be published first; readers know the story by its id."""
    assert ids(made(["ab"]), {"b": "known"}) == ["known"]


def test_a_story_is_the_one_that_most_of_its_articles_were_in() -> None:
    """Two stories become one: the larger goes on, of equals the older."""
    assert ids(made(["abc"]), {"a": "small", "b": "large", "c": "large"}) == ["large"]
    assert ids(made(["ab"]), {"b": "younger", "a": "older"}) == ["older"]


def test_the_larger_part_of_a_parted_story_goes_on() -> None:
    """The other one is new: two stories never have one id."""
    known = {"a": NAMES["a"], "b": NAMES["a"], "c": NAMES["a"]}
    small, large = ids(made(["a", "bc"]), known)
    assert large == NAMES["a"]
    assert small != large


@given(
    st.permutations(LETTERS),
    st.lists(st.integers(1, 5), max_size=5, unique=True),
    st.dictionaries(st.sampled_from(LETTERS), st.sampled_from(sorted(NAMES.values()))),
)
def test_ids_differ(order: list[str], cuts: list[int], known: dict[str, str]) -> None:
    """An id leads to one story, whatever was known by it."""
    edges = [0, *sorted(cuts), len(LETTERS)]
    clusters = ["".join(order[a:b]) for a, b in pairwise(edges)]
    found = ids(made(clusters), known)
    assert len(set(found)) == len(clusters)
