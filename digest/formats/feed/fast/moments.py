"""Dates as RFC 822 and ISO 8601 spell them, and nothing that could be read in two ways."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from digest.formats.feed import dates
from digest.formats.feed.fast.unsure import UnsureError

ISO_8601 = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[t ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?"
    r"(?P<zone>z|[+-]\d\d(?::\d\d|00))?)?",
    re.ASCII | re.IGNORECASE,
)


def moment(words: str) -> datetime | None:
    """The time in UTC, None where nothing is said; UnsureError where it is said otherwise."""
    if not words:
        return None
    try:
        time = dates.read(words)
        return datetime(*time[:6], tzinfo=UTC) if time else _moment(words)
    except (ValueError, OverflowError) as error:
        raise UnsureError(words) from error


def _moment(words: str) -> datetime:
    found = ISO_8601.fullmatch(words)
    if found is None:
        raise UnsureError(words)
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    stamp = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    return stamp - _offset(found["zone"] or "z")


def _offset(zone: str) -> timedelta:
    if zone in "zZ":
        return timedelta()
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return -offset if zone.startswith("-") else offset
