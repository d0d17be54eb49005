"""Which times are read from a text or metadata, and which are not."""

from datetime import UTC, datetime

import pytest

from digest.documents import dates

DAY = datetime(2024, 3, 5)  # noqa: DTZ001 - a day that no zone is told of
TOLD = {
    "5. März 2024": (DAY, ", date only"),
    "5 March 2024": (DAY, ", date only"),
    "March 5th, 2024": (DAY, ", date only"),
    "Mar. 5, 2024": (DAY, ", date only"),
    "05.03.2024": (DAY, ", date only"),
    "2024-03-05": (DAY, ", date only"),
    "05.03.2024, 14:05 Uhr": (DAY.replace(hour=14, minute=5), ", no time zone"),
    "5. März 2024 um 14.05 Uhr": (DAY.replace(hour=14, minute=5), ", no time zone"),
    "5 March 2024 at 2:05 p.m.": (DAY.replace(hour=14, minute=5), ", no time zone"),
    "March 5, 2024 12:05 am": (DAY.replace(minute=5), ", no time zone"),
    "05.03.2024 14:05 MEZ": (DAY.replace(hour=13, minute=5, tzinfo=UTC), ""),
    "5 March 2024, 14:05 GMT": (DAY.replace(hour=14, minute=5, tzinfo=UTC), ""),
    "2024-03-05T14:05:00+02:00": (DAY.replace(hour=12, minute=5, tzinfo=UTC), ""),
    "2024-03-05T14:05:00.123Z": (DAY.replace(hour=14, minute=5, tzinfo=UTC), ""),
}
NONE = (
    "5. März",
    "March 2024",
    "5/3/2024",
    "31.02.2024",
    "5. Brumaire 2024",
    "05.13.2024",
    "2024",
    "am Dienstag",
    "gestern",
    "1.2.3.2024",
    "",
)


@pytest.mark.parametrize("text", TOLD)
def test_a_time_is_read_with_what_it_lacks(text: str) -> None:
    """A day must not be shown as a moment, nor a local time moved to another zone."""
    moment, lack = TOLD[text]
    found = next(dates.find(f"Am {text}.", "dateline"))
    assert (found.value.replace(microsecond=0), found.how) == (moment, f"dateline{lack}")
    assert found.span
    assert found.span.of(f"Am {text}.").strip(".") in text


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date_is_none(text: str) -> None:
    """A time is never completed from today's date or guessed between two readings."""
    assert list(dates.find(text, "dateline")) == []
    assert dates.parse(text, "metadata") is None


@pytest.mark.parametrize(
    ("text", "moment", "lack"),
    [
        ("2024-03-05", DAY, ", date only"),
        ("20240305", DAY, ", date only"),
        ("2024-03-05 14:05", DAY.replace(hour=14, minute=5), ", no time zone"),
        ("2024-03-05T14:05:00-05:00", DAY.replace(hour=19, minute=5, tzinfo=UTC), ""),
        ("Tue, 05 Mar 2024 14:05:00 +0100", DAY.replace(hour=13, minute=5, tzinfo=UTC), ""),
        ("5. März 2024", DAY, ", date only"),
        ("Published on March 5, 2024", DAY, ", date only"),
    ],
)
def test_metadata_tells_time_as_machines_and_people_do(
    text: str, moment: datetime, lack: str
) -> None:
    """Pages give ISO 8601, mails RFC 5322, front matter what its author typed."""
    found = dates.parse(text, "metadata")
    assert found is not None
    assert (found.value, found.how) == (moment, f"metadata{lack}")


@pytest.mark.parametrize(
    "text", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00", "1066-10-14"]
)
def test_years_that_no_article_is_from_are_none(text: str) -> None:
    """Feeds use them for "unknown", and they break arithmetic."""
    assert dates.parse(text, "metadata") is None
