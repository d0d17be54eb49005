"""What an editor decided, as commands tell it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from support.commands import Done, digest

from digest.models.editions import Decisions, Headline
from digest.models.serial import load
from digest.rendering import read_json
from digest.storage import Store

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
DAY = date(2026, 11, 22)
CONFIG = """
store = "sqlite:///digest.db"
[[digest]]
name = "daily"
title = "T"
language = "en"
timezone = "UTC"
sources = ["articles"]
recipients = ["ada@example.org"]
deliver = ["files"]
{more}
"""
FERRY = """Ferry stays in port

The ferry stays in port until Friday, captain Ada Quill told the Sound Courier.

The hull has a crack as long as a hand, said Ben Marsh, a diver.
"""
LIBRARY = """Library closes early

The library on the wall closes at noon in January, said Bo Sample, a councillor.
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(CONFIG.format(more=""), "utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(FERRY, "utf-8")
    (tmp_path / "articles" / "library.txt").write_text(LIBRARY, "utf-8")
    return tmp_path


def run(place: Path, *arguments: str, status: int = 0) -> Done:
    done = digest(*arguments, cwd=place)
    assert done.returncode == status, done.stderr
    return done


def build(place: Path) -> Done:
    return run(place, "build", "--date", "2026-11-22")


def names(place: Path) -> dict[str, str]:
    """Ids of stories by their headlines, of claims by their speakers."""
    edition = read_json((place / "out" / "edition.json").read_text("utf-8"))
    found = {each.headline.text: each.id for each in edition.stories}
    return found | {each.attribution.name.text: each.id for each in edition.items()}


def decide(place: Path, decided: Decisions, slot: str = "") -> None:
    with Store.open(f"sqlite:///{place / 'digest.db'}") as store:
        store.decisions.keep("daily", DAY, slot, decided, now=NOW)


def decisions(place: Path, *options: str) -> Any:
    return json.loads(run(place, "decisions", "2026-11-22", "--json", *options).stdout)


def test_decisions_are_told_in_words(place: Path) -> None:
    """Of an edition that nobody has built yet too: an editor decides before that."""
    build(place)
    known = names(place)
    (place / "digest.db").unlink()
    decide(
        place,
        Decisions(
            left_out=(known["Library closes early"], "0123456789"),
            pinned=(known["Ben Marsh"],),
        ),
    )
    told = run(place, "decisions", "daily-2026-11-22").stdout
    assert told.startswith("daily-2026-11-22: 3 decisions\n")
    assert "Library closes early" in told
    assert "Ben Marsh: The hull has a crack as long as a hand" in told
    assert "the edition has nothing of that id any more" in told
    found = decisions(place)
    assert [(each["kind"], each["id"]) for each in found["decisions"]] == [
        ("left out", known["Library closes early"]),
        ("left out", "0123456789"),
        ("pinned", known["Ben Marsh"]),
    ]


def test_a_build_follows_them_and_says_so(place: Path) -> None:
    """Who builds an edition that another edited must not wonder where its stories are."""
    assert "decision" not in build(place).stdout
    known = names(place)
    story = known["Ferry stays in port"]
    edition = read_json((place / "out" / "edition.json").read_text("utf-8"))
    (words,) = [each.words[0] for each in edition.items() if each.id == known["Bo Sample"]]
    decide(
        place,
        Decisions(
            order=(known["Library closes early"],),
            pinned=(known["Ben Marsh"], "gone"),
            headlines=(Headline(story=story, words=words),),
        ),
    )
    done = build(place)
    assert ", 2 decisions of an editor\n" in done.stdout
    assert "does not follow the decision “pinned” on gone" in done.stderr
    assert f"does not follow the decision “headline” on {story}" in done.stderr
    assert [*names(place)][:2] == ["Library closes early", "Ferry stays in port"]
    told = run(place, "explain", "2026-11-22").stdout
    assert "chosen, put first" in told
    assert "reported, pinned" in told
    record = json.loads((place / "out" / "edition.json").read_text("utf-8"))["decisions"]
    assert load(Decisions, record).pinned == (known["Ben Marsh"],)


def test_they_can_be_forgotten(place: Path) -> None:
    """And the edition is again as it would have been."""
    build(place)
    before = (place / "out" / "edition.json").read_text("utf-8")
    decide(place, Decisions(left_out=(names(place)["Library closes early"],)))
    build(place)
    assert run(place, "decisions", "2026-11-22", "--forget").stdout == (
        "daily-2026-11-22: nothing is decided on it\n"
    )
    build(place)
    assert (place / "out" / "edition.json").read_text("utf-8") == before


def test_what_is_sent_is_what_was_decided(place: Path) -> None:
    """Though nobody built it again; after that nothing of it can be decided."""
    build(place)
    known = names(place)
    decide(place, Decisions(left_out=(known["Library closes early"],)))
    run(place, "send", "--dry-run")
    (rehearsed,) = (place / "dry-run").glob("*.eml")
    assert b"Library" not in rehearsed.read_bytes()
    run(place, "send")
    (sent,) = (place / "outbox").rglob("*.eml")
    assert b"Library" not in sent.read_bytes()
    assert b"ferry" in sent.read_bytes()
    told = run(place, "explain", "2026-11-22", known["Library closes early"]).stdout
    assert "the editor left it out" in told
    refused = run(place, "decisions", "2026-11-22", "--forget", status=1)
    assert "was mailed already, and stays as it was mailed" in refused.stderr
    assert len(decisions(place)["decisions"]) == 1


def test_a_day_with_several_editions_has_decisions_for_each(place: Path) -> None:
    """By the name of the edition; without one the last of the day is meant, or the next."""
    more = 'cron = "0 7,18 * * *"'
    (place / "config.toml").write_text(CONFIG.format(more=more), "utf-8")
    decide(place, Decisions(order=("a",)), slot="07:00")
    decide(place, Decisions(order=("b",)), slot="18:00")
    for name, order in (("daily-2026-11-22-0700", "a"), ("daily-2026-11-22-1800", "b")):
        found = json.loads(run(place, "decisions", name, "--json").stdout)
        assert (found["edition"], found["decisions"][0]["id"]) == (name, order)
    done = run(place, "build", "--date", "2026-11-20", "--slot", "07:00")
    assert done.stdout.startswith("daily-2026-11-20-0700: ")
    assert run(place, "build", "--date", "2026-11-20").stdout.startswith("daily-2026-11-20-1800: ")


def test_what_is_no_edition_is_told(place: Path) -> None:
    """A slip of the pen is no edition without decisions."""
    for name in ("2026-13-40", "weekly-2026-11-22", "yesterday"):
        refused = run(place, "decisions", name, status=1)
        assert f"{name}: is no edition" in refused.stderr
    assert "one edition a day" in run(place, "build", "--slot", "07:00", status=2).stderr
