"""What words mean: the concepts, places and countries that languages have words of their own for.

A concept is a key of the language files ("hospital"), a country its ISO code: where two texts use
other words for one thing, they meet in its key. Keys with a capital are names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import combining, normalize

from digest.languages import codes, load
from digest.languages.editions import ConceptWords

# What an ending may leave of a word ("Rats").
_SHORTEST = 3

# The last part of a compound, where the part before it is known and where it is not. Shorter ones
# are mostly endings, or parts of names ("Heidel-berg").
_LAST = 4
_LAST_ALONE = 5

# A shorter part before it that is not known is mostly a prefix ("Ver-kauf").
_FIRST = 4

# The most words of a phrase that are looked at.
PHRASE = 6

# No word is longer; one of a million letters must not be taken apart.
_WORD = re.compile(r"[^\W\d_]{1,60}|\d{1,30}")


def bare(word: str) -> str:
    """`word` in small letters without accents: umlauts come and go with its forms."""
    small = word.casefold()
    if small.isascii():
        return small
    return "".join(letter for letter in normalize("NFKD", small) if not combining(letter))


class Meaning(NamedTuple):
    """The concepts in a word: one for the `whole` of it, or those of a compound: of all its parts,
    or else of the last, which tells what it is."""

    keys: tuple[str, ...]
    whole: bool


class Lexicon:
    """The concepts of a language: its words as they are listed, and phrases as stems."""

    def __init__(self, words: ConceptWords, common: frozenset[str]) -> None:
        self._endings: dict[str, list[str]] = {}
        for old, _, new in (each.partition("=") for each in words.endings.split()):
            self._endings.setdefault(old, []).append(new)
        self._cuts = [old for old, news in self._endings.items() if "" in news]
        self._lengths = sorted({len(ending) for ending in self._endings}, reverse=True)
        self._links = ("", *words.links.split()) if words.links else ()
        self._prefixes = frozenset(map(bare, common))
        self._words: dict[str, str] = {}
        # Nouns, which end compounds, and their first letters: most letters of a word start none.
        self._nouns: dict[str, str] = {}
        self._heads: set[str] = set()
        # Phrases by their first word, the longest first, and the first letters of those.
        self._starts: set[str] = set()
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for key, name in (*listed(words), *_countries()):
            self._add(key, _WORD.findall(name))

    def meaning(self, word: str) -> Meaning:
        """What a word means, in any of its forms. One that is listed in capitals is met in capitals
        only ("US", "WHO")."""
        if word.isupper() and word in self._words:
            return Meaning((self._words[word],), whole=True)
        forms = self._forms(bare(word))
        key = self._known(forms)
        if key:
            return Meaning((key,), whole=True)
        compound = self._links and word[0].isupper()
        return Meaning(self._parts(forms[0]) if compound else (), whole=False)

    def starts(self, word: str) -> bool:
        """Whether `word` is the first of a phrase."""
        plain = bare(word)
        return plain[:_SHORTEST] in self._starts and self.stem(plain) in self._phrases

    def phrase(self, found: Sequence[str]) -> tuple[int, str] | None:
        """The longest phrase that `found` starts with: of how many words, and what it means."""
        first, *rest = found
        for (_, *parts), key in self._phrases.get(self.stem(first), ()):
            if len(parts) <= len(rest) and all(map(self._is, rest, parts)):
                return len(parts) + 1, key
        return None

    def _is(self, word: str, stem: str) -> bool:
        return bare(word).startswith(stem[:_SHORTEST]) and self.stem(word) == stem

    def stem(self, word: str) -> str:
        """`word` without its endings, one after the other: two phrases are seldom alike then."""
        plain = bare(word)
        for length in self._lengths:
            if "" in self._endings.get(plain[-length:], ()) and len(plain) - length >= _SHORTEST:
                return self.stem(plain[:-length])
        return plain

    def _add(self, key: str, parts: Sequence[str]) -> None:
        if len(parts) == 1:
            plain = parts[0] if parts[0].isupper() else bare(parts[0])
            self._words.setdefault(plain, key)
            if key.islower() and len(plain) >= _LAST and parts[0][0].isupper():
                self._nouns.setdefault(plain, key)
                self._heads.add(plain[:_LAST])
        elif parts:
            phrase = tuple(map(self.stem, parts))
            self._starts.add(phrase[0][:_SHORTEST])
            self._phrases[phrase[0]].append((phrase, key))
            self._phrases[phrase[0]].sort(key=lambda each: -len(each[0]))

    def _parts(self, plain: str) -> tuple[str, ...]:
        cut = [plain, *(plain.removesuffix(end) for end in self._cuts if plain.endswith(end))]
        alone: tuple[str, ...] = ()
        for start in range(_SHORTEST, len(plain) - _LAST + 1):
            if plain[start : start + _LAST] not in self._heads:
                continue
            last = next((each[start:] for each in cut if each[start:] in self._nouns), "")
            if last:
                if before := self._before(plain[:start]):
                    return *before, self._nouns[last]
                if not alone and len(last) >= _LAST_ALONE and self._is_word(plain[:start]):
                    alone = (self._nouns[last],)
        return alone

    def _known(self, forms: Sequence[str]) -> str | None:
        for form in forms:
            if form in self._words:
                return self._words[form]
        return None

    def _before(self, plain: str) -> tuple[str, ...]:
        """What all that stands before the last part of a compound means, if all of it is known."""
        if key := self._linked(plain):
            return (key,)
        for start in range(_SHORTEST, len(plain) - _SHORTEST):
            last = self._linked(plain[start:])
            if last and (first := self._before(plain[:start])):
                return *first, last
        return ()

    def _linked(self, plain: str) -> str | None:
        """What `plain` means, with or without what links it to the next part."""
        for link in self._links:
            key = self._words.get(plain.removesuffix(link)) if plain.endswith(link) else None
            if key and len(plain) - len(link) >= _SHORTEST:
                return key
        return None

    def _is_word(self, before: str) -> bool:
        return len(before) >= _FIRST and before not in self._prefixes

    def _forms(self, plain: str) -> list[str]:
        """`plain`, and what it may be a form of."""
        forms = [plain]
        for length in self._lengths:
            news = self._endings.get(plain[-length:])
            if news and len(plain) - length >= _SHORTEST:
                forms += [plain[:-length] + new for new in news]
        return forms


@cache
def lexicon(language: str) -> Lexicon:
    """The concepts of `language` and the countries of all; those alone where it has no file."""
    if language not in codes():
        return Lexicon(ConceptWords(), frozenset())
    words = load(language).stories
    return Lexicon(words.concepts, words.common)


def listed(words: ConceptWords) -> Iterator[tuple[str, str]]:
    """Each concept with each of its words; `_` in a phrase is a space."""
    for theme in words.words.values():
        for line in theme.strip().splitlines():
            key, _, names = line.partition(":")
            yield from ((key.strip(), name.replace("_", " ")) for name in names.split())


@cache
def _countries() -> tuple[tuple[str, str], ...]:
    """ISO codes of countries with their names in every language there is, from CLDR."""
    from babel import Locale

    return tuple(
        (territory, name)
        for code in codes()
        for territory, name in sorted(Locale.parse(code).territories.items())
        if len(territory) == 2 and territory.isalpha()
    )
