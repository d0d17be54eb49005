"""The words that languages have for one thing: data that has to agree between files."""

from collections import Counter

import pytest

from digest.languages import codes, load
from digest.stories.concepts import Lexicon, bare, listed

WORDS = {code: list(listed(load(code).stories.concepts)) for code in codes()}
EVERY = set.intersection(*({key for key, _ in WORDS[code]} for code in ("de", "en")))


@pytest.mark.parametrize("code", codes())
def test_no_word_means_two_things(code: str) -> None:
    """The first of them would always win, and nobody would know why."""
    names = (name if name.isupper() else bare(name) for _, name in WORDS[code])
    assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize("code", codes())
def test_each_concept_is_known_elsewhere(code: str) -> None:
    """A key that is spelled otherwise in another file joins nothing."""
    elsewhere = {key for other in codes() if other != code for key, _ in WORDS[other]}
    assert {key for key, _ in WORDS[code]} <= elsewhere


@pytest.mark.parametrize("code", codes())
def test_themes_have_a_concept_a_line(code: str) -> None:
    """A line without a colon would be lost in silence."""
    for theme, lines in load(code).stories.concepts.words.items():
        for line in lines.strip().splitlines():
            key, colon, names = line.partition(": ")
            assert all((key, colon, names.strip())), f"{theme}: {line}"


@pytest.mark.parametrize("code", codes())
def test_concepts_are_no_common_words(code: str) -> None:
    """A common word is never a term: listed, it would only seem to be one. Who speaks is said in
    compounds as well, where it counts."""
    common = load(code).stories.common
    words = {name for key, name in WORDS[code] if key != "spokesperson" and not name.isupper()}
    assert {name for name in words if name.lower() in common} == set()


def test_there_are_many() -> None:
    """Some hundred would cover a few events and miss the others."""
    assert len(EVERY) > 1400


@pytest.mark.parametrize("code", codes())
def test_each_word_is_found_as_it_is_listed(code: str) -> None:
    """Neither a phrase nor the form of another word may hide it."""
    known = load(code).stories
    lexicon = Lexicon(known.concepts, known.common)
    for key, name in WORDS[code]:
        parts = name.replace("-", " ").split()
        if len(parts) == 1:
            assert lexicon.meaning(name) == ((key,), True), name
