"""Cron lines: which are taken, and the local times that they name.

Their five fields mean what they mean to Debian's cron: where day of month and day of week are both
given, either will do; where one of them begins with a star, both must agree. Besides, `L` is the
last day of a month, `LW` its last day from Monday to Friday, `5L` its last Friday, `mon#2` its
second Monday. Seconds, years and words such as `@daily` are not taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from cronsim import CronSim, CronSimError

FIELDS = ("minute", "hour", "day of month", "month", "day of week")

# In the 28 years from here on each date falls on each day of the week; cronsim looks at 50.
_START = datetime(2000, 1, 1)  # noqa: DTZ001  a clock on the wall, not a moment


def check(line: str) -> None:
    """Raises ValueError, which says what is wrong, for a line that is none or never comes due."""
    fields = line.split()
    if len(fields) != len(FIELDS):
        raise ValueError(f"{line!r:.80} has {len(fields)} field{'s' * (len(fields) != 1)}, not 5")
    for place, name in enumerate(FIELDS):
        alone = ["*"] * len(FIELDS)
        alone[place] = fields[place]
        if not _is_read(" ".join(alone)):
            raise ValueError(f"{fields[place]!r:.40} is no {name}")
    if not _is_read(line) or next(times(line, after=_START), None) is None:
        raise ValueError(f"{line!r:.80} never comes due")


def times(line: str, *, after: datetime) -> Iterator[datetime]:
    """The times that `line` names after that one, in order.

    All of them without a time zone: what clocks show, whether or not they ever do. Raises
    OverflowError at the end of the calendar.
    """
    return CronSim(line, after)


def _is_read(line: str) -> bool:
    try:
        CronSim(line, _START)
    except (CronSimError, ValueError):  # the latter for numbers of thousands of digits
        return False
    return True
