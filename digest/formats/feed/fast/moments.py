"""Dates as RFC 822 and ISO 8601 spell them, and nothing that could be read in two ways."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from digest.formats.feed.fast.unsure import UnsureError

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - twelve words
ZONES = {"ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5}
ZONES |= {"mst": -7, "mdt": -6, "pst": -8, "pdt": -7}

RFC_822 = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
    r"(?P<day>\d\d?) (?P<month>[a-z]{3})[a-z]* (?P<year>\d{4})"
    r" (?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r" (?P<zone>[a-z]{1,3}|[+-]\d\d:?\d\d)",
    re.ASCII,
)
ISO_8601 = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[t ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{1,9})?)?"
    r"(?P<zone>z|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)


def moment(words: str) -> datetime | None:
    """The time in UTC, None where nothing is said; UnsureError where it is said otherwise."""
    if not words:
        return None
    spelt = " ".join(words.lower().split())
    found = RFC_822.fullmatch(spelt) or ISO_8601.fullmatch(spelt)
    if found is None:
        raise UnsureError(words)
    year, month, day, hour, minute, second, zone = found.group(
        "year", "month", "day", "hour", "minute", "second", "zone"
    )
    try:
        number = int(month) if month.isdecimal() else MONTHS.index(month) + 1
        stamp = datetime(
            int(year),
            number,
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            tzinfo=UTC,
        )
        return stamp - _offset(zone or "z")
    except (ValueError, OverflowError, KeyError) as error:
        raise UnsureError(words) from error


def _offset(zone: str) -> timedelta:
    if zone.isalpha():
        return timedelta(hours=ZONES[zone])
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return -offset if zone.startswith("-") else offset
