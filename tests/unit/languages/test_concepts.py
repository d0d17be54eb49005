"""The words that languages have for one thing: data that has to agree between files."""

from codecs import encode
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from unicodedata import normalize

import pytest

from digest.languages import codes, load
from digest.languages.editions import ConceptWords
from digest.stories.comparing.concepts import Lexicon, bare, listed

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


def lexicon(code: str, write: Callable[[str], str]) -> Lexicon:
    known = load(code).stories
    words = ConceptWords(
        endings=write(known.concepts.endings),
        links=write(known.concepts.links),
        words={theme: write(lines) for theme, lines in known.concepts.words.items()},
    )
    return Lexicon(words, frozenset(map(write, known.common)))


def without_accents(text: str) -> str:
    return normalize("NFKD", text).encode("ascii", "ignore").decode()


def cipher(text: str) -> str:
    """Rot13, which has no letters with accents."""
    return encode(without_accents(text), "rot13")


@pytest.mark.parametrize("code", codes())
def test_meanings_are_the_same_in_a_cipher(code: str) -> None:
    """The code knows no ending and no part of a compound by itself: what it finds in words it finds
    in their cipher, too. Names of countries are not in the file."""
    plain, ciphered = lexicon(code, without_accents), lexicon(code, cipher)
    names = [without_accents(name) for key, name in WORDS[code] if key.islower()]
    compounds = 0
    for word in (first + second for first, second in pairwise(names)):
        keys = plain.meaning(word).keys
        if "".join(keys).islower():
            compounds += len(keys) > 1
            assert ciphered.meaning(cipher(word)).keys == tuple(map(cipher, keys)), word
    assert compounds > 1000 or not load(code).stories.concepts.links
