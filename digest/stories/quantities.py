"""What a sum, a share, a date or a number of things is for, as far as the words around it tell."""

from __future__ import annotations

from collections import Counter
from datetime import date

from digest.models import Counted, FigureKind, Granularity
from digest.stories.spots import Spot, has, numeric
from digest.stories.words import terms, words

_KINDS = {FigureKind.MONEY: Counted.MONEY, FigureKind.PERCENT: Counted.PERCENT}

# What stands with a figure, between the same commas, tells more of it than the rest.
_BESIDE = 3


def quantity(spot: Spot, language: str, today: date | None) -> tuple[Counted, str] | None:
    """What kind a figure is of, and its unit; None where it counts nothing. Of dates, those count
    that are yet to come."""
    figure, unit = spot.figure, spot.unit or spot.number_of()
    if isinstance(figure.value, date):
        told = figure.granularity is Granularity.DAY and any(map(numeric, spot.own))
        return (Counted.DATE, "") if told and not (today and figure.value <= today) else None
    if figure.kind in _KINDS:
        return _KINDS[figure.kind], f"{figure.unit} {_way(spot)}".strip()
    if (
        figure.kind is not FigureKind.NUMBER
        or unit is None
        or spot.is_vague()
        or has(spot.words, "elsewhere")
    ):
        return None
    counted = [term.key for term in terms([unit.text], language)]
    if not counted or has([unit], "ages", "people", "persons"):
        return None
    return Counted.NUMBER, f"{counted[0]} {_way(spot)}".strip()


def around(spot: Spot, text: str, language: str) -> Counter[str]:
    """The terms of a figure's sentence, those beside it above all; of its clause alone where the
    sentence has other figures."""
    bag: Counter[str] = Counter()
    single = spot.before == 0 and spot.behind == len(spot.words)
    for word in spot.words if single else spot.in_clause():
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
