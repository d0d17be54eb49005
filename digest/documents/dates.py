"""Times that a text or its metadata tells: never guessed, never completed.

A time that has a zone is given in UTC. One that has none stays without, and is midnight where only
the day is told: it is that of the place of the article, which no one may move.

A day without a month, or a date without a year, is no date; `5/9/2023` is one of two, so none.
Months and weekdays are those of the language files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from digest import languages
from digest.documents.phrases import any_of, phrases, spelled
from digest.models import Found, Span

# What `Found.how` ends with where a date is less than a moment.
DATE_ONLY = "date only"
NO_ZONE = "no time zone"

# A value of metadata that tells a time is not longer.
LONGEST = 100

WORD = re.compile(r"[^\W\d_]+")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DATE = re.compile(
    r"(?<![\w.])(?:"
    r"(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)"
    r"|(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>\d{4})"
    r"|(?P<d3>\d{1,2})(?:\.|[a-z]{2})?\s(?P<m3>[^\W\d_]{3,9})\.?,?\s(?P<y3>\d{4})"
    r"|(?P<m4>[^\W\d_]{3,9})\.?\s(?P<d4>\d{1,2})(?:[a-z]{2})?,?\s(?P<y4>\d{4})"
    r")(?!\d)"
)


def find(text: str, how: str, *, offset: int = 0) -> Iterator[Found[datetime]]:
    """The times in `text`, with spans moved by `offset`."""
    if not YEAR.search(text):
        return
    for date in DATE.finditer(text):
        day = _day(date)
        if day is None:
            continue
        time = time_of_day().match(text, date.end())
        moment, lack = (_moment(day, time) if time else None) or (day, DATE_ONLY)
        end = date.end() if lack == DATE_ONLY or time is None else time.end()
        span = Span(offset + date.start(), offset + end)
        yield Found(value=moment, how=f"{how}, {lack}" if lack else how, span=span)


def parse(text: str, how: str) -> Found[datetime] | None:
    """The time that a value of metadata tells: ISO 8601, as mails do, or in words."""
    text = text.strip()[:LONGEST]
    if not text:
        return None
    for read in (datetime.fromisoformat, _as_in_mails):
        try:
            moment = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return _known(moment, how, is_date=":" not in text)
    found = next(find(text, how), None)
    return found and Found(value=found.value, how=found.how)


def _as_in_mails(text: str) -> datetime:
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(text)


# A date with its time, zone, weekday and "last updated" has under a hundred characters; a paragraph
# with a date in it is told from one without looking at its words.
_DATE_LINE = 120


def is_date(text: str) -> bool:
    """Whether a line is a date with nothing but the words that stand around one."""
    return _around_date(text) is not None


def is_stamped(text: str) -> bool:
    """Whether it also says that it is the date of the article ("Stand", "updated")."""
    return not _stamps().isdisjoint(_around_date(text) or ())


def _around_date(text: str) -> list[str] | None:
    """The words around the date of a line, or None where it says something else."""
    if len(text) > _DATE_LINE or not YEAR.search(text) or not DATE.search(text):
        return None
    rest = WORD.findall(time_of_day().sub(" ", DATE.sub(" ", text)).lower())
    return rest if all(word in _stamps() or word in _fillers() for word in rest) else None


def _known(moment: datetime, how: str, *, is_date: bool) -> Found[datetime] | None:
    lack = f", {DATE_ONLY}" if is_date else "" if moment.tzinfo else f", {NO_ZONE}"
    try:
        value = moment.astimezone(UTC) if moment.tzinfo else moment
    except OverflowError:
        return None
    return Found(value=value, how=how + lack) if 1900 <= value.year < 2100 else None


def _day(date: re.Match[str]) -> datetime | None:
    """Midnight of a date, or None where there is no such day."""
    form = next(n for n in "1234" if date[f"y{n}"])
    month = date[f"m{form}"]
    number = int(month) if month.isdigit() else _months().get(month.lower())
    try:
        return datetime(int(date[f"y{form}"]), number or 0, int(date[f"d{form}"]))  # noqa: DTZ001 - none is told
    except ValueError:
        return None


def _moment(day: datetime, time: re.Match[str]) -> tuple[datetime, str] | None:
    """The moment and what it lacks, or None where there is no such time of day."""
    hour, half = int(time["hour"]), (time["half"] or "").lower()
    hour = hour % 12 + 12 * (half == "p") if half else hour
    try:
        moment = day.replace(hour=hour, minute=int(time["minute"]), second=int(time["second"] or 0))
        if not time["zone"]:
            return moment, NO_ZONE
        return moment.replace(tzinfo=_zone(time["zone"])).astimezone(UTC), ""
    except (ValueError, OverflowError):
        return None


def _zone(name: str) -> timezone:
    if name.lower() in _zones():
        return timezone(timedelta(hours=_zones()[name.lower()]))
    sign = -1 if name[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(name[1:3]), minutes=int(name[-2:])))


@cache
def time_of_day() -> re.Pattern[str]:
    """A time as it stands behind a date: `, 14:05 Uhr`, ` at 2:05 pm GMT`, `T14:05:00+01:00`."""
    filler = any_of("date_fillers").pattern
    marks = "|".join(map(re.escape, sorted(spelled("hour_marks"))))
    return re.compile(
        rf"(?:T|[\s,|•·–-]+(?:(?:{filler})\s+)?)(?P<hour>\d{{1,2}})(?:{marks})(?P<minute>\d\d)"
        r"(?::(?P<second>\d\d)(?:\.\d+)?)?(?:\s?(?P<half>[ap])\.?m\b\.?)?"
        rf"(?:\s?(?:{filler}))?"
        rf"(?:\s?(?P<zone>{'|'.join(_zones())}|[+-]\d\d:?\d\d)(?!\w))?",
        re.IGNORECASE,
    )


@cache
def _stamps() -> frozenset[str]:
    return frozenset(word for phrase in phrases("stamps") for word in phrase.split())


@cache
def _fillers() -> frozenset[str]:
    """What stands beside a date and says nothing of it: weekdays, and small words."""
    days = (languages.load(code).claims.words.weekdays for code in languages.codes())
    return phrases("date_fillers") | {name for names in days for name in names.lower().split()}


@cache
def _zones() -> dict[str, int]:
    """Names of time zones, and their hours from UTC."""
    listed = (languages.load(code).document.zones for code in languages.codes())
    return {name.lower(): hours for zones in listed for name, hours in zones}


@cache
def _months() -> dict[str, int]:
    """Every beginning, of three letters or more, of every month's name in every language."""
    return {
        name[:length].lower(): number
        for code in languages.codes()
        for number, name in enumerate(languages.load(code).claims.words.months.split(), start=1)
        for length in range(3, len(name) + 1)
    }
