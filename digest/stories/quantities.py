"""What a sum, a share, a date or a number of things is for, as far as the words around it tell."""

from __future__ import annotations

from collections import Counter

from digest.models import Counted, FigureKind, Granularity
from digest.stories.sentences import EVENT, Word
from digest.stories.spots import Spot, first, has
from digest.stories.words import terms, words

_KINDS = {FigureKind.MONEY: Counted.MONEY, FigureKind.PERCENT: Counted.PERCENT}

# What stands with a figure, between the same commas, tells more of it than the rest.
_BESIDE = 3


def quantity(spot: Spot, language: str) -> tuple[Counted, str] | None:
    """What kind a figure is of, and its unit or its event; None where it counts nothing."""
    figure, unit = spot.figure, spot.unit
    if figure.kind in _KINDS:
        return _KINDS[figure.kind], f"{figure.unit} {_way(spot)}".strip()
    if figure.kind is FigureKind.DATE and figure.granularity is Granularity.DAY:
        event = first(_part(spot), EVENT)
        return (Counted.DATE, event[0]) if event else None
    if figure.kind is not FigureKind.NUMBER or unit is None or spot.is_vague():
        return None
    if has([unit], "measures", "people", "persons"):
        return None
    counted = [term.key for term in terms([unit.text], language)]
    return (Counted.NUMBER, f"{counted[0]} {_way(spot)}".strip()) if counted else None


def around(spot: Spot, text: str, language: str) -> Counter[str]:
    """The terms of a figure's sentence, those beside it above all."""
    bag: Counter[str] = Counter()
    for word in spot.words:
        if not spot.figure.span.covers(word.span):
            beside = word.part == spot.words[spot.start].part
            for term in terms(words(word.span.of(text)), language):
                bag[term.key] += _BESIDE if beside else 1
    return bag


def _way(spot: Spot) -> str:
    """How the figure is meant: foreseen, a rate, a change; one is never held against another."""
    clause = spot.in_clause()
    ways = [role for role in ("forecasts", "per") if has(clause, role)]
    return " ".join([*ways, *(["changes"] if has(spot.led_by(), "changes") else [])])


def _part(spot: Spot) -> list[Word]:
    return [word for word in spot.words if word.part == spot.words[spot.start].part]
