"""What a language file says of figures, compiled for reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, cached_property
from typing import Generic, TypeVar

from digest.languages import load
from digest.languages.figures import DateWords, FigureWords
from digest.languages.schema import Claims
from digest.models import Bound, FigureKind

T = TypeVar("T")
# A longer word is no number.
_LONGEST = 60
_DIGIT = re.compile(r"\d")


class Phrases(Generic[T]):
    """Phrases by the word at which they are looked up: the first, or where they are read
    backwards, the last."""

    def __init__(self, entries: Iterable[tuple[str, T]], *, backwards: bool = False) -> None:
        found: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in entries:
            parts = tuple(phrase.replace("_", " ").split())
            parts = parts[::-1] if backwards else parts
            found.setdefault(parts[0], []).append((parts, value))
        for several in found.values():
            several.sort(key=lambda entry: -len(entry[0]))
        self.by_word: Mapping[str, list[tuple[tuple[str, ...], T]]] = found

    def phrases(self) -> Iterable[tuple[str, ...]]:
        return (parts for several in self.by_word.values() for parts, _ in several)


class Measures:
    """The words of one language that make numbers, units and dates."""

    def __init__(self, code: str) -> None:
        claims = load(code).claims
        self._read_numbers(claims.figures, claims)
        self._read_dates(claims.dates, claims.words.months, claims.words.weekdays)
        self.dated = self.months.keys() | self.weekdays.keys() | self.days.keys()
        # Words that a figure can be found by; none is looked for at any other, but at digits.
        self.known = (
            self.dated | self.numbers.keys() | self.scales.keys() | self.vague.by_word.keys()
            | self.fractions.keys() | self.halves | self.every
        )  # fmt: skip
        self.tails = {word[-2:] for word in (*self.parts, *self.scales)}
        if claims.figures.out_of:
            self.known |= self.parts.keys()

    def _read_numbers(self, data: FigureWords, claims: Claims) -> None:
        self.point, self.group = (",", ".") if claims.decimal_comma else (".", ",")
        self.spaced, self.grouped = data.spaced_thousands, data.grouped_thousands
        self.capitals = claims.verb_second
        self.numbers = _values(data.numbers)
        self.parts = self.numbers | _values(data.parts)
        self.minus = frozenset(data.minus.split())
        self.scales = _values(data.scales)
        self.short_scales = _values(data.short_scales)
        self.vague = Phrases((word, Decimal(value)) for word, value in pairs(data.vague))
        self.links = frozenset(data.links.split())
        self.fractions = _values(data.fractions)
        self.halves = frozenset(data.halves.lower().split())
        self.out_of = Phrases((word, None) for word in data.out_of.split())
        self.every = frozenset(data.every.split())
        self.partitives = frozenset(data.partitives.split())
        self.ordinals = _values(data.ordinals)
        self.plurals = tuple(data.plurals.split())
        self.unit_links = frozenset(data.unit_links.split())
        self.labels = frozenset(data.labels.lower().split())
        self.clock = frozenset(data.clock.lower().split())
        self.scores = frozenset(data.scores.lower().split())
        self.singles = Phrases((phrase.lower(), None) for phrase in data.singles)
        self.money = dict(pairs(data.money))
        self.units = Phrases(_units(data, self.money))
        self.ranges = _ranges(data.ranges)
        bounds = [(phrase, bound) for bound in Bound for phrase in getattr(data, bound, ())]
        self.bounds = Phrases((b for b in bounds if b[0][0] != "#"), backwards=True)
        self.bounds_behind = Phrases((phrase[1:], b) for phrase, b in bounds if phrase[0] == "#")

    def _read_dates(self, dates: DateWords, months: str, weekdays: str) -> None:
        names = enumerate(months.lower().split(), 1)
        self.months = {word: n for n, word in names} | _whole(dates.months)
        self.weekdays = _weekdays(_whole(dates.weekdays), weekdays.lower().split())
        self.days = _whole(dates.days)
        self.last = frozenset(dates.last.split())
        self.next = frozenset(dates.next.split())
        self.since = frozenset(dates.since.split())
        self.until = frozenset(dates.until.split())
        self.future = frozenset(dates.future.split())
        self.any = frozenset(dates.any.split())
        self.day_ends = frozenset(dates.ordinals.split())
        self.day_links = frozenset(dates.links.split())
        self.openers = frozenset(dates.openers.lower().split())
        self.day_first = dates.day_first
        self.capital_months = months[:1].isupper()

    def count_in(self, text: str) -> bool:
        """Whether `text` may have a number: if not, its words need not be read."""
        return bool(_DIGIT.search(text) or self._counting.search(text.lower()))

    @cached_property
    def _counting(self) -> re.Pattern[str]:
        parts = {*self.numbers, *self.scales, *self.vague.by_word, *self.fractions}
        known = sorted({*parts, *map(" ".join, self.singles.phrases())})
        return re.compile("|".join(map(re.escape, known)))

    @cached_property
    def _atom(self) -> re.Pattern[str]:
        atoms = sorted({*self.parts, *self.scales, *self.links, "-"}, key=lambda a: (-len(a), a))
        return re.compile("|".join(map(re.escape, atoms)))

    def atoms(self, word: str) -> list[str]:
        """The numbers that a compound is made of ("ein", "zwanzig"), or nothing."""
        if word[-2:] not in self.tails or len(word) > _LONGEST:
            return []
        found = self._atom.findall(word)
        if sum(map(len, found)) != len(word):
            return []
        atoms = [atom for atom in found if atom != "-" and atom not in self.links]
        return atoms if len(atoms) > 1 else []


@cache
def measures(code: str) -> Measures:
    """The measures of a language, compiled once."""
    return Measures(code)


def pairs(text: str) -> Iterable[tuple[str, str]]:
    """The pairs of a `word=value` list."""
    for pair in text.split():
        word, _, value = pair.rpartition("=")
        yield word.lower(), value


def _values(text: str) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in pairs(text)}


def _whole(text: str) -> dict[str, int]:
    return {word: int(value) for word, value in pairs(text)}


def _units(
    data: FigureWords, money: Mapping[str, str]
) -> Iterable[tuple[str, tuple[FigureKind, str]]]:
    for word, code in money.items():
        yield word, (FigureKind.MONEY, code)
    for words, name in ((data.percent, "%"), (data.points, "pp")):
        for word in words.lower().split():
            yield word, (FigureKind.PERCENT, name)
    for symbol in data.symbols.split():
        yield symbol.lower(), (FigureKind.NUMBER, symbol.replace("_", ""))


def _ranges(text: str) -> dict[str, frozenset[str]]:
    """Words between two numbers, each with those of which one has to stand before the first."""
    found: dict[str, frozenset[str]] = {}
    for entry in text.split():
        opener, _, joint = entry.rpartition("_")
        found[joint] = found.get(joint, frozenset()) | {opener}
    return found


def _weekdays(names: Mapping[str, int], words: Iterable[str]) -> dict[str, int]:
    """Weekdays and their compounds ("Montagabend") by the number of their day."""
    return {word: n for word in words for name, n in names.items() if word.startswith(name)}
