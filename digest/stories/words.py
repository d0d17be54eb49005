"""Text to terms: what is left of a word without its ending, its spelling and its language.

Two articles on one event, or two reports of one claim, meet in their terms, in one language or in
two: names and figures stay as they are, cognates lose the endings that differ, and a country is
its ISO code whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from digest.languages import codes, load
from digest.languages.editions import StoriesWords

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


def words(text: str) -> list[str]:
    """The words and figures of `text` as they are written."""
    return _WORD.findall(text)


def terms(found: Sequence[str], language: str) -> Iterator[Term]:
    """The terms of words of `language` in order, without its common words."""
    countries, starts = _countries()
    before = ""
    for word in found:
        plain, term = _known(word, language)
        if before in starts and (country := countries.get(before + plain)):
            yield Term(country, named=True)
        elif term:
            yield term
        before = plain


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
def _known(word: str, language: str) -> tuple[str, Term | None]:
    """`word` folded, and as a term where it tells anything."""
    if word[0].isdigit():
        # A small number or a year stands in any article.
        tells = len(word) > 2 and not _YEAR.fullmatch(word)
        return word, Term(figure(word), named=True) if tells else None
    plain = fold(word)
    country = _countries()[0].get(plain)
    if country:
        return plain, Term(country, named=True)
    if len(plain) < 2 or word.lower() in vocabulary(language).common:
        return plain, None
    return plain, Term(plain[:STEM], named=word[0].isupper())


@cache
def _spelling() -> tuple[re.Pattern[str], dict[str, str]]:
    """The spellings of every language at once: a name keeps that of its own in any article."""
    letters = dict(pair for code in codes() for pair in load(code).stories.spelling)
    longest = sorted(letters, key=lambda each: (-len(each), each))
    return re.compile("|".join(map(re.escape, longest))), letters


@cache
def _countries() -> tuple[dict[str, str], set[str]]:
    """Folded names of countries in every language there is to ISO codes (from CLDR), and the
    first words of those that have several ("North" of "North Korea")."""
    from babel import Locale

    names: dict[str, str] = {}
    starts: set[str] = set()
    for code in codes():
        for territory, name in sorted(Locale.parse(code).territories.items()):
            if len(territory) == 2 and territory.isalpha():
                plain = [fold(word) for word in words(name)]
                joined = "".join(plain)
                names |= {joined: f"={territory}", f"{joined}s": f"={territory}"}
                starts |= {"".join(plain[:n]) for n in range(1, len(plain))}
    return names, starts
