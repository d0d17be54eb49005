"""What feeds tell of editions."""

from __future__ import annotations

from datetime import UTC, date, datetime

from digest.models.archive import Listed
from digest.rendering.links import Links
from digest.rendering.wording import load
from digest.web.site.feeds import Entry, entries


def entry(day: date, slot: str = "", *headlines: tuple[str, str], timezone: str) -> Entry:
    listed = Listed(
        id="daily-x",
        digest="daily",
        title="Daily",
        date=day,
        slot=slot,
        number=1,
        language="en",
        headlines=headlines,
        claims=3,
    )
    links = Links.of("https://news.example.org", "daily")
    (found,) = entries([listed], links, load("en"), timezone)
    return found


def test_an_entry_is_of_when_its_edition_was_due() -> None:
    """Where its readers are; also where a clock was turned, and where a day has several."""
    summer = entry(date(2026, 7, 1), "07:00", timezone="Europe/Berlin")
    assert summer.updated == datetime(2026, 7, 1, 5, tzinfo=UTC)
    winter = entry(date(2026, 12, 1), timezone="America/New_York")
    assert winter.updated == datetime(2026, 12, 1, 5, tzinfo=UTC)
    skipped = entry(date(2026, 3, 29), "02:30", timezone="Europe/Berlin")
    assert skipped.updated.date() == date(2026, 3, 29)


def test_an_entry_is_called_by_its_day_and_first_headline() -> None:
    """On one line, without what an article brings along to break it."""
    found = entry(date(2026, 7, 1), "", ("s1", "A\u202e\nbridge\x00"), ("s2", "b"), timezone="UTC")
    assert found.title == "July 1, 2026: A bridge"
    assert found.headlines == (
        ("A bridge", "https://news.example.org/archive/daily/stories/s1"),
        ("b", "https://news.example.org/archive/daily/stories/s2"),
    )
    assert entry(date(2026, 7, 1), timezone="UTC").title == "July 1, 2026"
