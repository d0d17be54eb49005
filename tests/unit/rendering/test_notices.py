"""The short messages: each says in both parts what it is, and what to do."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from lxml.html import fromstring
from support.mail_rules import problems

from digest.models.mail import PLACEHOLDER
from digest.models.schedule import Slot
from digest.rendering import languages
from digest.rendering.notices import confirmation, notice

LINK = f"https://digest.example.org/confirm/{PLACEHOLDER}"
SLOT = Slot(
    digest="daily",
    date=date(2026, 11, 22),
    slot="07:00",
    due=datetime(2026, 11, 22, 6, tzinfo=UTC),
)


def words(text: str) -> str:
    return re.sub(r"[\s\u200f]+", "", text)


def seen(html: str) -> str:
    return words("".join(fromstring(html).find("body").itertext()))


@pytest.mark.parametrize("language", languages())
def test_a_subscriber_is_asked_in_the_language_of_the_digest(language: str) -> None:
    """They know the digest by its title, and nothing of the program."""
    asked = confirmation(title="Der <Tag> & mehr", language=language, link=LINK)
    assert "Der <Tag> & mehr" in asked.subject
    assert f"\n{LINK}\n" in asked.text
    assert [each.get("href") for each in fromstring(asked.html).iter("a")] == [LINK]
    for line in asked.text.split("\n\n"):
        if "==" not in line and LINK not in line:
            assert words(line) in seen(asked.html)
    assert problems(asked.html) == []
    assert asked.language == language


def test_the_owner_is_told_what_failed_why_and_what_to_do() -> None:
    """Who reads it in the morning has no edition, and an hour until the readers ask."""
    told = notice(
        SLOT,
        title="Tagesdigest",
        timezone="Europe/Berlin",
        attempts=3,
        why="news: no article\n  follow <feeds>",
    )
    assert told.subject == "Not made: Tagesdigest, 2026-11-22 07:00"
    for view in (words(told.text), seen(told.html)):
        for said in (
            "“Tagesdigest” of 2026-11-22",
            "due at 07:00 in Europe/Berlin",
            "tried 3 times",
            "news: no article",
            "follow <feeds>",
            "digest build --digest daily",
        ):
            assert words(said) in view
    assert problems(told.html) == []


@pytest.mark.parametrize("why", ["", "x" * 3000, "\x00\u202e{{ 7*7 }} <mj-raw>"])
def test_any_error_can_be_told(why: str) -> None:
    """The notice of a failure must not be the next one."""
    told = notice(SLOT, title="T", timezone="UTC", attempts=1, why=why)
    assert "once" in told.text
    assert "49" not in told.text + fromstring(told.html).find("body").text_content()
    assert "\x00" not in told.text
