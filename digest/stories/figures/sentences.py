"""A sentence as counts are read from it: its words, what they can mean, and its clauses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from digest.languages import codes, load
from digest.models import Span

_TOKEN = re.compile(r"\d[\d.,:]*\d|\d|[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;:()–—]|(?<=\s)-(?=\s)")
_MARKS = frozenset(",;:()–—-")
_CACHED = 1 << 16

NOUN, VERB, EVENT, NUMBER = "noun ", "verb ", "event ", "number"
PREPOSITION, ARTICLE, NAMELESS = "preposition", "article", "nameless"


class Word(NamedTuple):
    """A word in small letters and its place in the document. Marks end parts, and conjunctions
    clauses too; both are counted from 0."""

    span: Span
    text: str
    part: int
    clause: int
    roles: frozenset[str]


def read(text: str, span: Span, language: str) -> list[Word]:
    """The words of a sentence, with their roles in `CountingWords`: the name of a key, before
    which `NOUN`, `VERB` or `EVENT` stands where it is of a table, `NUMBER`, or `PREPOSITION`,
    `ARTICLE` or `NAMELESS`, which no name has in it. Empty for a language that has no file."""
    if language not in codes():
        return []
    found: list[Word] = []
    part = clause = 0
    for match in _TOKEN.finditer(text, *span):
        written = match.group()
        if written in _MARKS:
            part, clause = part + 1, clause + 1
            continue
        word = written.lower()
        roles = _roles(word, language)
        clause += "joints" in roles
        found.append(Word(Span(*match.span()), word, part, clause, roles))
    return _with_phrases(found, _vocabulary(language))


def _with_phrases(words: list[Word], known: _Vocabulary) -> list[Word]:
    """`words`, of which those that a phrase starts with have its role."""
    for place, word in enumerate(words):
        for rest, role in known.phrases.get(word.text, ()):
            behind = words[place + 1 : place + 1 + len(rest)]
            if tuple([each.text for each in behind]) == rest:
                words[place] = words[place]._replace(roles=words[place].roles | {role})
        for other, role in known.apart.get(word.text, ()):
            behind = words[place + 1 :]
            if any(each.text == other and each.part == word.part for each in behind):
                words[place] = words[place]._replace(roles=words[place].roles | {role})
    return words


class _Vocabulary:
    """What words of a language mean for counts, as its file says."""

    def __init__(self, code: str) -> None:
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self.apart: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.plain: dict[str, set[str]] = defaultdict(set)
        patterns: dict[str, list[str]] = defaultdict(list)
        figures = load(code).claims.figures
        words = load(code).claims.words
        for role, listed in (
            (PREPOSITION, words.prepositions),
            (ARTICLE, words.articles),
            (NAMELESS, f"{words.pronouns} {words.not_subject} {words.adverbs} {words.correlates}"),
        ):
            for word in listed.split():
                self.plain[word.lower()].add(role)
        scales = {pair.partition("=")[0].lower() for pair in figures.scales.split()}
        for pair in figures.numbers.split():
            if (word := pair.partition("=")[0].lower()) not in scales:
                self.plain[word].add(NUMBER)
        for role, listed in _entries(load(code).counting._asdict()):
            for word in listed.split():
                if "*" in word:
                    patterns[role].append(re.escape(word).replace(r"\*", r"\w*"))
                else:
                    self._add(word, role)
        self.patterns = [(re.compile("|".join(several)), r) for r, several in patterns.items()]

    def _add(self, entry: str, role: str) -> None:
        first, *rest = entry.split("_")
        one, _, other = entry.partition("~")
        if other:
            self.apart[one].append((other, role))
        elif rest:
            self.phrases[first].append((tuple(rest), role))
        else:
            self.plain[entry].add(role)


def _entries(keys: Mapping[str, str | Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Roles and their words; a table gives one for each of its keys."""
    for name, value in keys.items():
        if isinstance(value, str):
            yield name, value
        else:
            yield from ((f"{name.removesuffix('s')} {key}", words) for key, words in value.items())


@cache
def _vocabulary(code: str) -> _Vocabulary:
    return _Vocabulary(code)


@lru_cache(_CACHED)
def _roles(word: str, code: str) -> frozenset[str]:
    known = _vocabulary(code)
    matching = {role for pattern, role in known.patterns if pattern.fullmatch(word)}
    return frozenset(known.plain.get(word, set()) | matching)
