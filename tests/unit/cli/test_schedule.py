"""`digest schedule` as people and programs read it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from digest.cli import program

DIGESTS = {
    "daily": 'timezone = "Europe/Berlin"\nat = "02:30"',
    "midnight": 'timezone = "America/Santiago"\ncron = "0 0 * * *"',
    "hourly": 'timezone = "UTC"\ncron = "0 * * * *"',
    "draft": 'timezone = "UTC"',
}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    tables = [
        f'[[digest]]\nname = "{name}"\ntitle = "News"\nlanguage = "en"\n{keys}\n'
        for name, keys in DIGESTS.items()
    ]
    file.write_text("".join(tables), "utf-8")
    return file


def schedule(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program, ["schedule", "--config", str(config), *arguments])


def rows(config: Path, *arguments: str) -> list[dict[str, Any]]:
    done = schedule(config, "--json", *arguments)
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_a_row_says_what_the_edition_is_called_and_when_it_comes(config: Path) -> None:
    """Where clocks are changed the two differ, and a program must not have to guess."""
    assert rows(config, "--digest", "daily", "--from", "2026-03-29", "--to", "2026-03-29") == [
        {
            "digest": "daily",
            "local_date": "2026-03-29",
            "slot": "02:30",
            "local_time": "2026-03-29T03:00:00+02:00",
            "utc_time": "2026-03-29T01:00:00+00:00",
        }
    ]


@pytest.mark.parametrize(
    ("digest", "first", "last", "dates"),
    [
        ("daily", "2026-10-24", "2026-10-26", ["2026-10-24", "2026-10-25", "2026-10-26"]),
        ("midnight", "2026-09-05", "2026-09-06", ["2026-09-05", "2026-09-06"]),
        ("midnight", "2026-09-06", "2026-09-06", ["2026-09-06"]),
    ],
)
def test_both_days_are_included_whatever_is_done_to_clocks(
    config: Path, digest: str, first: str, last: str, dates: list[str]
) -> None:
    """In Santiago 6 September 2026 begins at 01:00, with the edition of midnight."""
    found = rows(config, "--digest", digest, "--from", first, "--to", last)
    assert [each["local_date"] for each in found] == dates


def test_seven_days_are_shown_from_now_or_from_a_day(config: Path) -> None:
    """A week is what one plans by; more of an hourly digest fills screens."""
    now = datetime.now(UTC)
    found = rows(config, "--digest", "hourly")
    assert len(found) == 7 * 24
    assert now < datetime.fromisoformat(found[0]["utc_time"]) < now + timedelta(hours=1, minutes=5)
    week = rows(config, "--digest", "daily", "--from", "2026-11-22")
    assert [each["local_date"] for each in week][::6] == ["2026-11-22", "2026-11-28"]


def test_digests_are_shown_together_in_the_order_of_time(config: Path) -> None:
    """It answers "what comes next?", wherever the readers are."""
    found = rows(config, "--from", "2026-11-22", "--to", "2026-11-22")
    assert {each["digest"] for each in found} == {"daily", "midnight", "hourly"}
    assert [each["utc_time"] for each in found] == sorted(each["utc_time"] for each in found)


def test_people_get_a_table_and_hear_what_is_never_due(config: Path) -> None:
    """Who forgot `at` would otherwise look for a digest that is not in the table."""
    shown = schedule(config, "--from", "2026-03-29", "--to", "2026-03-29").output.splitlines()
    lines = [" ".join(line.split()) for line in shown]
    assert "Digest Date Slot Local time UTC" in lines
    assert "daily 2026-03-29 02:30 2026-03-29 03:00+02:00 2026-03-29 01:00" in lines
    assert shown[-1].startswith("draft is never due")


def test_where_nothing_is_due_that_is_said(config: Path) -> None:
    """An empty table looks like an error."""
    done = schedule(config, "--digest", "draft")
    assert done.exit_code == 0
    assert done.output.splitlines()[0] == "Nothing is due then."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--from", "2026-11-23", "--to", "2026-11-22"], "--to is before --from"),
        (["--from", "0001-01-01", "--to", "0001-01-02"], "edge of the calendar"),
        (["--from", "9999-12-30"], "edge of the calendar"),
        (["--from", "tomorrow"], "does not match"),
        (["--digest", "dialy"], "did you mean daily?"),
    ],
)
def test_wrong_use_is_answered_with_a_sentence(
    config: Path, arguments: list[str], message: str
) -> None:
    """Not with a traceback, nor with nothing."""
    done = schedule(config, *arguments)
    assert done.exit_code != 0
    assert message in done.output + str(done.exception)
    assert not isinstance(done.exception, OverflowError)
