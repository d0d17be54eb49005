"""A story day by day, as `digest build` tells it: what each edition marks and what it leaves out.

`tests/data/days` has a folder for each story: in its folders 1, 2, 3 what comes in on that day (a
file that is there again is a newer version), in `expected.txt` what its editions tell.
"""

import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.commands import digest

from digest.models.editions import (
    Change,
    Dispute,
    Edition,
    Item,
)
from digest.rendering import read_json

DATA = Path(__file__).parents[1] / "data" / "days"
DAY = date(2026, 11, 18)
CONFIG = """\
[[digest]]
name = "daily"
title = "Tagesdigest"
language = "de"
timezone = "Europe/Berlin"
"""


def days(story: Path) -> list[Path]:
    return sorted(story.glob("[0-9]"))


def build(folder: Path, day: int, *options: str) -> Edition:
    """The edition of what lies on the desk on that day."""
    done = digest("build", "desk", "--date", str(DAY + timedelta(days=day)), *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    return read_json((folder / "out/edition.json").read_text("utf-8"))


def come_in(folder: Path, story: Path, day: int) -> None:
    shutil.copytree(days(story)[day], folder / "desk", dirs_exist_ok=True)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    return tmp_path


@pytest.mark.parametrize("story", sorted(DATA.iterdir()), ids=lambda story: story.name)
def test_each_day_tells_what_its_readers_lack(story: Path, desk: Path) -> None:
    """New, updated, disputed, corrected, withdrawn and denied: each is marked on the day on which
    readers could know it first, and what they had is in no later edition."""
    told = []
    for day in range(len(days(story))):
        come_in(desk, story, day)
        told += shown(build(desk, day))
    assert told == (story / "expected.txt").read_text("utf-8").splitlines()


def test_an_edition_that_is_built_again_is_the_same(desk: Path) -> None:
    """Readers have not had the edition that is being made, however often it is built."""
    story = DATA / "harbour"
    for day in range(3):
        come_in(desk, story, day)
        build(desk, day)
    first = (desk / "out/edition.json").read_bytes()
    build(desk, 2)
    assert (desk / "out/edition.json").read_bytes() == first


def test_an_edition_can_be_built_as_if_it_were_the_first(desk: Path) -> None:
    """Who joins a digest today may want to read what others know already."""
    story = DATA / "harbour"
    for day in range(2):
        come_in(desk, story, day)
        build(desk, day)
    anew = build(desk, 1, "--anew")
    assert anew.since is None
    assert {item.change for item in anew.items()} == {None}
    assert any("Sprinkler" in words.text for item in anew.items() for words in item.words)


def test_explain_says_what_readers_had(desk: Path) -> None:
    """For each line that is not new, and for what was left out."""
    story = DATA / "harbour"
    for day in range(2):
        come_in(desk, story, day)
        build(desk, day)
    done = digest("explain", str(DAY + timedelta(days=1)), "--json", cwd=desk)
    (told,) = json.loads(done.stdout)["stories"]
    changed = [item for item in told["items"] if item["change"] == Change.UPDATED]
    assert changed
    assert all(item["earlier"]["edition"] == "daily-2026-11-18" for item in changed)
    assert "its readers had it" in {each["reason"] for each in told["dropped"]}


def test_explain_says_why_of_each_story_and_claim(desk: Path) -> None:
    """What readers had, why articles are one story and places one claim, who counts as whom."""
    story = DATA / "harbour"
    for day in range(2):
        come_in(desk, story, day)
        edition = build(desk, day)
    (told,) = edition.stories
    whole = explained(desk, edition, told.id)
    assert "desk/ledger-toll.md and desk/kuestenbote-tote.md: " in whole
    assert "Jana Lohse counts as Polizei: speaks for it" in whole
    assert "“zwölf Menschen”, read as 12 Menschen: Polizei" in whole
    toll = next(item for item in told.items if item.earlier and item.joins)
    line = explained(desk, edition, toll.id)
    assert "readers had of it in daily-2026-11-18: “" in line
    assert "as 1: " in line
    # What was left out can be asked for as well.
    assert explained(desk, edition, told.dropped[0].id).count("\n") >= 2


def explained(folder: Path, edition: Edition, name: str) -> str:
    done = digest("explain", str(edition.date), name, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def shown(edition: Edition) -> Iterator[str]:
    """The marks of an edition, one line for each thing that is told."""
    yield f"{edition.date} since {edition.since}"
    for story in edition.stories:
        yield f"{story.change}: {story.headline.text} | articles: {story.articles}"
        yield from map(line, story.items)
        for dispute in story.disputes:
            yield f"  {dispute.change}, {dispute.resolution} {dispute.kind}: {figures(dispute)}"


def line(item: Item) -> str:
    earlier = item.earlier and " ".join(words.text for words in item.earlier.words)
    said = " ".join(words.text for words in item.words)
    parts = [
        f"  {item.change}, {item.attribution.name.text}: {said}",
        "a denial" if item.denies else "",
        f"from {', '.join(item.origins)}" if len(item.origins) > 1 else "",
        f"before: {earlier}" if earlier and earlier != said else "",
    ]
    return " ".join(" | ".join(filter(None, parts)).split("\n"))


def figures(dispute: Dispute) -> str:
    return "; ".join(
        f"{value.words.text} ({value.origin}, {value.change})" for value in dispute.values
    )
