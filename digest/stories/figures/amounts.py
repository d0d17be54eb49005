"""Which figures can both be true: "at least 10" and 12 can, 12 and 20 cannot."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from digest.models import Bound, Figure, FigureKind

# "About 20" is said of 22, "about 300,000" of what is closer; "at least 10" of 12 or 15, not of 40.
_ABOUT, _ABOUT_MANY = Decimal("0.1"), Decimal("0.05")
_BEYOND = Decimal("0.5")

# Numbers as long are rounded more often than not; shorter ones are counted.
_ROUNDED = 1000
_ROUNDING = Decimal("0.05")

# A share is told to a point, if not closer.
_POINT = Decimal("0.5")

LOWER = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})


class Interval(NamedTuple):
    """The amounts that a figure can be said of."""

    low: Decimal
    high: Decimal


def differ(one: Figure, other: Figure) -> bool:
    """Whether two figures for one thing cannot both be true."""
    first, second = interval(one), interval(other)
    return first.high < second.low or second.high < first.low


def replaces(later: Figure, earlier: Figure) -> bool:
    """Whether one source that gives first one figure, then the other, has changed its mind or
    knows more: from "at least 10" to "at least 20" as well."""
    both = later.bound in LOWER and earlier.bound in LOWER
    return differ(later, earlier) or (both and later.value != earlier.value)


def interval(figure: Figure) -> Interval:
    """What `figure` can be said of, by its bound, its range and how it is rounded."""
    low, high = _number(figure.value), _number(figure.high or figure.value)
    slack = abs(high) * (_ABOUT_MANY if abs(high) >= _ROUNDED else _ABOUT)
    match figure.bound:
        case Bound.ABOUT:
            return Interval(low - slack, high + slack)
        case Bound.ALMOST:
            return Interval(low - slack, high)
        case Bound.AT_LEAST | Bound.MORE_THAN:
            return Interval(low, high + abs(high) * _BEYOND)
        case Bound.AT_MOST | Bound.LESS_THAN:
            return Interval(Decimal(0), high)
    return Interval(low - _rounding(figure, low), high + _rounding(figure, high))


def _rounding(figure: Figure, value: Decimal) -> Decimal:
    """How far from `value` what was rounded to it can be: half of its last digit, "52 percent" of
    51.8."""
    if figure.kind is FigureKind.DATE or not value:
        return Decimal(0)
    digits = int(value.normalize().as_tuple().exponent)
    half = Decimal(5).scaleb(digits - 1)
    if figure.kind is FigureKind.PERCENT:
        return min(half, _POINT)
    return min(half, abs(value) * _ROUNDING) if abs(value) >= _ROUNDED else Decimal(0)


def _number(value: Decimal | date) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(value.toordinal())
