"""How a language writes its words and numbers, as the pattern that tokens are found by."""

from __future__ import annotations

import re

from digest.languages.schema import Claims

# Initials ("U.S."), numbers, words with their hyphens and apostrophes, runs of full stops, marks.
# Every repetition is over characters that the next part cannot start with: no backtracking.
_INITIALS = r"(?:[^\W\d_]\.){2,}"
_NUMBER = r"\d+(?:[.,:/]\d+)*(?:-\w+)*"
_STOPS = r"[.…]+"
_MARK = r"\S"


def pattern(data: Claims) -> re.Pattern[str]:
    """Finds the tokens of a language."""
    parts = (_INITIALS, _NUMBER, *_elided(data), _word(data), _STOPS, _MARK)
    return re.compile("|".join(parts))


def _elided(data: Claims) -> list[str]:
    """A word that lost its end before the next: "l'", "qu'". Two capitals are a name's ("N'Golo"),
    but for words that the data has with one."""
    words = data.elisions.split()
    led = [word.capitalize() for word in words if word.capitalize() not in words]
    apart = [rf"(?:{'|'.join(words)})[’'](?=\w)"] if words else []
    return apart + ([rf"(?:{'|'.join(led)})[’'](?=[^\W\d_A-ZÀ-ÖØ-Þ])"] if led else [])


def _word(data: Claims) -> str:
    """A word, without the pronoun that a hyphen ties to it, but with that hyphen: "a-t-|il"."""
    enclitics = data.enclitics.split()
    tied = rf"(?!(?:{'|'.join(enclitics)})\b)" if enclitics else ""
    hyphen = "".join(rf"{link}(?={pronoun}\b)|" for link, pronoun in map(cut, enclitics))
    site = rf"(?:\.(?:{'|'.join(data.domains.split())})\b)?" if data.domains else ""
    return rf"\w+(?:{tied}[-’'&/]\w+)*{site}(?:{hyphen}-)?"


def cut(enclitic: str) -> tuple[str, str]:
    """An enclitic as the link and the pronoun: "-t-il", "-il"."""
    link, mark, pronoun = enclitic.rpartition("-")
    return link + mark, pronoun
