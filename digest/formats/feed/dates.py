"""Times as some feeds write them and feedparser does not know, or takes to be in another zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz
from time import struct_time

# The abbreviations that servers in Europe write; they mean nothing else elsewhere.
ZONES = {"cet": "+0100", "mez": "+0100", "cest": "+0200", "mesz": "+0200"}
ZONES |= {"wet": "+0000", "west": "+0100", "eet": "+0200", "eest": "+0300", "msk": "+0300"}

# RFC 822, with the day of the week in any language.
WRITTEN = re.compile(
    r"\s*(?:[^\W\d]{2,12}\.?,?\s+)?"
    r"(?P<day>\d{1,2}\s+[a-z]{3,9}\s+\d{4}\s+\d{1,2}:\d\d(?::\d\d)?)\s*(?P<zone>[a-z]{3,4}|[+-]\d{4})\s*",
    re.IGNORECASE,
)


def read(written: str) -> struct_time | None:
    """The moment in UTC, as feedparser wants it of a handler of dates."""
    found = WRITTEN.fullmatch(written[:100])
    if not found:
        return None
    zone = found["zone"]
    parsed = parsedate_tz(f"{found['day']} {ZONES.get(zone.lower(), zone)}")
    if parsed is None or parsed[9] is None:
        return None
    return (datetime(*parsed[:6], tzinfo=UTC) - timedelta(seconds=parsed[9])).utctimetuple()
