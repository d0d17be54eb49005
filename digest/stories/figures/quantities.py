"""What a sum, a share, a date or a number of things is for, as far as the words around it tell."""

from __future__ import annotations

from collections import Counter
from datetime import date

from digest.models import Counted, FigureKind, Granularity
from digest.stories.comparing.words import terms, words
from digest.stories.figures.sentences import EVENT, PREPOSITION
from digest.stories.figures.spots import Spot, first, has, numeric

_KINDS = {FigureKind.MONEY: Counted.MONEY, FigureKind.PERCENT: Counted.PERCENT}

# What stands with a figure, between the same commas, tells more of it than the rest.
_BESIDE = 3

# "Rose 3 percent" is by so much, "rose to 3 percent" is not.
_MOVES = frozenset({"rise", "fall"})


def quantity(spot: Spot, language: str, today: date | None) -> tuple[Counted, str] | None:
    """What kind a figure is of, and its unit; None where it counts nothing."""
    figure, unit = spot.figure, spot.unit or spot.number_of()
    if isinstance(figure.value, date):
        return _day(spot, figure.value, today)
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


def event(spot: Spot) -> str:
    """What the nearest word of its clause that tells of an event says of a figure, "" for none."""
    away = {n: max(spot.start - n, n - spot.stop + 1) for n in spot.clause()}
    near = sorted((n for n in away if away[n] > 0), key=lambda n: (away[n], n))
    found = first((spot.words[n] for n in near), EVENT)
    return found[0] if found else ""


def _day(spot: Spot, day: date, today: date | None) -> tuple[Counted, str] | None:
    """A day in figures that is yet to come; one gone by, or a year to come, where an event is told
    of it: a story has many of them."""
    match spot.figure.granularity:
        case Granularity.DAY if any(map(numeric, spot.own)):
            if not (today and day <= today):
                return Counted.DATE, ""
            return (Counted.DATE, "past day") if event(spot) else None
        case Granularity.YEAR if today and day.year > today.year and event(spot):
            return Counted.DATE, "year"
    return None


def around(spot: Spot, text: str, language: str) -> Counter[str]:
    """The terms of a figure's sentence, those beside it above all; of its clause alone where the
    sentence has other figures. The words for its event are left out."""
    bag: Counter[str] = Counter()
    told = f"{EVENT}{event(spot)}"
    single = spot.before == 0 and spot.behind == len(spot.words)
    for word in spot.words if single else spot.in_clause():
        if not (spot.figure.span.covers(word.span) or has([word], told)):
            beside = word.part == spot.words[spot.start].part
            for term in terms(words(word.span.of(text)), language):
                bag[term.key] += _BESIDE if beside else 1
    return bag


def _way(spot: Spot) -> str:
    """How the figure is meant: foreseen, a rate, a change; one is never held against another."""
    clause = spot.in_clause()
    ways = [role for role in ("forecasts", "per") if has(clause, role)]
    moves = spot.figure.kind is FigureKind.PERCENT and event(spot) in _MOVES
    by = has(spot.led_by(), "changes") or (moves and not has(spot.led_by(), PREPOSITION))
    return " ".join([*ways, *(["changes"] if by else [])])
