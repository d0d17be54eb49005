"""The figures that sources of a story differ in, over the days that it was told on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from datetime import time as clock
from decimal import Decimal
from zoneinfo import ZoneInfo

from digest.models.claims import Bound
from digest.models.editions import Dispute, Edition, Standing
from digest.models.stories import Counted
from digest.rendering.phrases import Phrases
from digest.rendering.wording import Wording
from digest.web.site import charts
from digest.web.site.charts import Chart, Course, Value
from digest.web.site.following import Told

# As they are read in every language.
_BOUNDS: Mapping[Bound, str] = {
    Bound.EXACT: "",
    Bound.ABOUT: "≈\u00a0",
    Bound.ALMOST: "≲\u00a0",
    Bound.AT_LEAST: "≥\u00a0",
    Bound.AT_MOST: "≤\u00a0",
    Bound.MORE_THAN: ">\u00a0",
    Bound.LESS_THAN: "<\u00a0",
}
# People are people, whatever an article calls them.
_TOLLS = frozenset({Counted.DEAD, Counted.INJURED, Counted.MISSING, Counted.PEOPLE})
# More than there is of anything that news count: a chart has no room for its digits.
_COUNTLESS = 10**15


def joined(told: Iterable[Told]) -> tuple[Dispute, ...]:
    """The disputes of a story, each with the figures that any edition has of it, the oldest first.

    What has changed since the last edition is no longer said: each has its day.
    """
    found: dict[str, tuple[Dispute, dict[object, tuple[datetime, Standing]]]] = {}
    for each in told:
        for dispute in each.story.disputes:
            values = found[dispute.id][1] if dispute.id in found else {}
            for value in dispute.values:
                key = (value.words.document, value.words.span)
                values[key] = (moment(value, each.edition), replace(value, change=None))
            found[dispute.id] = (dispute, values)
    return tuple(
        replace(dispute, change=None, values=_in_time(values.values()))
        for dispute, values in found.values()
    )


def _in_time(values: Iterable[tuple[datetime, Standing]]) -> tuple[Standing, ...]:
    return tuple(value for _, value in sorted(values, key=lambda pair: pair[0]))


def moment(value: Standing, edition: Edition) -> datetime:
    """When a figure was published, on the reader's clock; noon where only the day is known."""
    time = value.time
    if time is None:
        return charts.noon(edition.date)
    if time.tzinfo is None:
        return charts.noon(time.date()) if time == datetime.combine(time, clock()) else time
    return time.astimezone(ZoneInfo(edition.brief.timezone)).replace(tzinfo=None)


def chart(dispute: Dispute, edition: Edition, wording: Wording) -> Chart | None:
    """A line for each origin; None for figures that no chart could show."""
    if not _is_of_one_measure(dispute):
        return None
    phrases = Phrases(edition, wording)
    courses: dict[str, list[Standing]] = {}
    for value in dispute.values:
        courses.setdefault(value.origin.casefold(), []).append(value)
    return charts.steps(
        [
            Course(
                name=phrases.giver(values[0]),
                values=tuple(_value(each, edition, wording) for each in values),
            )
            for values in courses.values()
        ],
        wording.number,
        wording.day,
        wording.direction,
    )


def _is_of_one_measure(dispute: Dispute) -> bool:
    """No dates, no two currencies, and nothing beyond counting."""
    figures = [each.figure for each in dispute.values]
    ends = [end for figure in figures for end in (figure.value, figure.high) if end is not None]
    units = {figure.unit.casefold() for figure in figures}
    are_numbers = all(isinstance(end, Decimal) and abs(end) < _COUNTLESS for end in ends)
    return are_numbers and (dispute.kind in _TOLLS or len(units) == 1)


def _value(value: Standing, edition: Edition, wording: Wording) -> Value:
    figure = value.figure
    number = _number(figure.value)
    high = None if figure.high is None else _number(figure.high)
    said = wording.number(number) + ("" if high is None else f"–{wording.number(high)}")
    return Value(
        time=moment(value, edition),
        number=number,
        high=high,
        label=_BOUNDS[figure.bound] + said,
        replaced=value.replaced,
    )


def _number(value: Decimal | date) -> Decimal:
    """Of a figure of one measure, which is no date."""
    return value if isinstance(value, Decimal) else Decimal(value.toordinal())
