"""Text to terms: what is left of a word without its ending, its spelling and its language.

Two articles on one event, or two reports of one claim, meet in their terms, in one language or in
two: a word that means a concept or a place is that ("~hospital", "=FR"), names and figures stay as
they are, and cognates lose the endings that differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from digest.languages import codes, load
from digest.languages.editions import StoriesWords
from digest.stories.comparing.concepts import PHRASE, lexicon

# Words are cut to five letters: that does as well as stemmers over European languages, compounds
# included (McNamee, Nicholas and Mayfield, "Addressing morphological variation in alphabetic
# languages", SIGIR 2009), and finds cognates as Simard, Foster and Isabelle (TMI 1992) do by four.
STEM = 5

# Enough for the different words of some thousand articles; the most used stay.
_CACHED = 1 << 17

# No word or number is longer; one of a million letters must not be kept whole in a cache.
_WORD = re.compile(r"[^\W\d_]{1,60}(?:['’][^\W\d_]{1,2}\b)?|\d{1,30}(?:[.,:]\d{1,30}){0,9}")
_CLITIC = re.compile(r"['’].*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTHING = StoriesWords(
    common=frozenset(),
    negations=frozenset(),
    charges=frozenset(),
    accusing=frozenset(),
    spelling=(),
    articles=frozenset(),
)


class Term(NamedTuple):
    """`named` is true of what is written with a capital or in figures: it tells events apart."""

    key: str
    named: bool


def is_concept(term: str) -> bool:
    """Whether the key of a term means something, as against a name, a figure or a stem."""
    return term.startswith("~")


def is_place(term: str) -> bool:
    """Whether the key of a term is that of a country, a region or a city known in any language."""
    return term.startswith("=")


def words(text: str) -> list[str]:
    """The words and figures of `text` as they are written."""
    return _WORD.findall(text)


def terms(found: Sequence[str], language: str) -> list[Term]:
    """The terms of words of `language` in order, without its common words."""
    return [term for _, own in readings(found, language) for term in own]


def readings(found: Sequence[str], language: str) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """Words of `language` that tell anything, and phrases that mean one thing, each with its terms:
    several of a compound, first the whole."""
    behind = 0
    for n, word in enumerate(found):
        own, starts = _known(word, language)
        if starts and n >= behind:
            phrase = lexicon(language).phrase(found[n : n + PHRASE])
            if phrase:
                behind = n + phrase[0]
                yield " ".join(found[n:behind]), (_meant(phrase[1]),)
        if own and n >= behind:
            yield word, own


def concept_key(name: str, language: str) -> frozenset[str]:
    """What the words of a name mean, by which names of two languages are compared
    ("Innenministerium", "interior ministry"). Empty where a word of it is neither known nor written
    as a name, and where all are names.
    """
    found = [_CLITIC.sub("", word) for word in words(name)]
    keys: set[str] = set()
    names: set[str] = set()
    while found:
        length, meant = lexicon(language).phrase(found[:PHRASE]) or (1, "")
        some = {meant} if meant else _all_of(found[0], language)
        keys |= some
        if not some and found[0][0].isupper():
            names.add(fold(found[0]))
        elif not some and found[0].lower() not in vocabulary(language).common:
            return frozenset()
        found = found[length:]
    return frozenset(keys | names) if keys else frozenset()


def _all_of(word: str, language: str) -> set[str]:
    """What a word means, and each part of a compound, where all of it is known."""
    meaning = lexicon(language).meaning(word)
    return set(meaning.keys) if meaning.whole or len(meaning.keys) > 1 else set()


def vocabulary(language: str) -> StoriesWords:
    """What is known of `language`; nothing where it has no file."""
    return load(language).stories if language in codes() else _NOTHING


@lru_cache(_CACHED)
def fold(word: str) -> str:
    """`word` in one spelling for all languages: small, without accents and clitics."""
    # An umlaut has a spelling of its own, other letters have one when their accent is off.
    same = _spelt(_CLITIC.sub("", word.casefold()))
    return _spelt("".join(letter for letter in normalize("NFKD", same) if not combining(letter)))


def _spelt(word: str) -> str:
    pattern, letters = _spelling()
    return pattern.sub(lambda match: letters[match[0]], word)


def figure(word: str) -> str:
    """A number without the marks that group its digits: 300.000 and 300,000 are one."""
    if _GROUPED.fullmatch(word):
        return re.sub(r"[.,]", "", word)
    return word.replace(",", ".")


@lru_cache(_CACHED)
def _known(word: str, language: str) -> tuple[tuple[Term, ...], bool]:
    """The terms of `word` where it tells anything, and whether a phrase starts with it."""
    if word[0].isdigit():
        # A small number or a year stands in any article.
        tells = len(word) > 2 and not _YEAR.fullmatch(word)
        return (Term(figure(word), named=True),) if tells else (), False
    known = lexicon(language)
    starts = known.starts(word)
    plain = fold(word)
    if len(plain) < 2 or (word.lower() in vocabulary(language).common and not word.isupper()):
        return (), starts
    meaning = known.meaning(word)
    spelt = () if meaning.whole else (Term(plain[:STEM], named=word[0].isupper()),)
    return (*spelt, *map(_meant, meaning.keys)), starts


def _meant(key: str) -> Term:
    named = key[0].isupper()
    return Term(f"={key}" if named else f"~{key}", named)


@cache
def _spelling() -> tuple[re.Pattern[str], dict[str, str]]:
    """The spellings of every language at once: a name keeps that of its own in any article."""
    letters = dict(pair for code in codes() for pair in load(code).stories.spelling)
    longest = sorted(letters, key=lambda each: (-len(each), each))
    return re.compile("|".join(map(re.escape, longest))), letters
