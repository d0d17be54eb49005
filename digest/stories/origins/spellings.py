"""Names that are alike without being equal: in another language, by their sound, inflected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from digest.stories.comparing.words import STEM, concept_key, fold, words

Key = tuple[str, ...]

# What cases and numbers put at the end of a word is no longer: "Behörde", "Behörden".
_ENDING = 2

# So many consonants tell a name from others that sound alike: "Lee" and "Ley" may be two.
_SOUNDS = 4
_VOWELS = frozenset("aeiou")


def meaning(name: str, language: str) -> tuple[frozenset[str], frozenset[str]]:
    """What the words of `name` mean, and its proper names."""
    meant = concept_key(name, language)
    proper = {
        fold(word)
        for word in words(name)
        if word[0].isupper() and not concept_key(word.lower(), language)
    }
    return meant - proper, meant & proper


def sounding(names: Mapping[Key, set[str]]) -> Iterator[Sequence[Key]]:
    """Names that sound alike and stand in two languages, in each of them in one spelling:
    "Selenskyj", "Zelensky". Martin and Martina of one article are two."""
    alike: dict[Key, list[Key]] = defaultdict(list)
    for name in sorted(names):
        alike[tuple(map(_sound, name))].append(name)
    for sound, group in alike.items():
        languages = [language for name in group for language in names[name]]
        if len("".join(sound)) >= _SOUNDS and len(languages) == len(set(languages)):
            yield group


def _sound(word: str) -> str:
    """The first letter of `word` and its consonants, of several equal ones the first."""
    letters = [word[0], *(letter for letter in word[1:] if letter not in _VOWELS)]
    return letters[0] + "".join(b for a, b in pairwise(letters) if a != b)


def inflected(names: Iterable[Key]) -> Iterator[Sequence[Key]]:
    """Names that only endings tell apart: "Behörde", "Behörden"."""
    alike: dict[Key, list[Key]] = defaultdict(list)
    for name in sorted(names):
        alike[tuple(word[:STEM] for word in name)].append(name)
    for group in alike.values():
        for pair in pairwise(group):
            if all(map(_is_ending_apart, *pair)):
                yield pair


def _is_ending_apart(short: str, long: str) -> bool:
    return long.startswith(short) and len(long) - len(short) <= _ENDING
