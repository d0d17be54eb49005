"""What readers ask more of, as they say it."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from support.commands import digest

prefer = partial(digest, "prefer")

CONFIG = """
[[digest]]
name = "daily"
title = "T"
language = "en"
timezone = "Europe/London"

[[digest]]
name = "other"
title = "T"
language = "en"
timezone = "Europe/London"
"""
FERRY = """Ferry stays in port

The ferry stays in port until Friday, captain Ada Quill told the Sound Courier.
"""
LIBRARY = """Library closes early

The library on the wall closes at noon in January, said Bo Sample, a councillor.
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "a.txt").write_text(FERRY, "utf-8")
    (tmp_path / "b.txt").write_text(LIBRARY, "utf-8")
    return tmp_path


def headlines(place: Path, *options: str) -> list[str]:
    done = digest("build", "a.txt", "b.txt", "--anew", *options, cwd=place)
    assert done.returncode == 0, done.stderr
    made = json.loads((place / "out" / "edition.json").read_text("utf-8"))
    return [each["headline"]["text"] for each in made["stories"]]


def test_more_and_less_change_the_order(place: Path) -> None:
    """What it is for; another digest's readers asked for nothing."""
    order = headlines(place)
    said = prefer("more", "bo  sample", cwd=place)
    assert said.stdout.splitlines()[0] == "daily: more of bo sample, 1 step"
    assert "Library closes early" in said.stdout
    assert said.stderr == ""
    assert headlines(place) == ["Library closes early", "Ferry stays in port"]
    prefer("less", "library", cwd=place)
    prefer("less", "library", cwd=place)
    prefer("less", "library", cwd=place)
    assert headlines(place) == ["Ferry stays in port", "Library closes early"]
    assert headlines(place, "--digest", "other") == order


def test_steps_are_counted_and_forgotten(place: Path) -> None:
    """Case makes no second name; a step back and forth is none."""
    for way, name in (("more", "Ferry"), ("more", "FERRY"), ("less", "Rain"), ("more", "rain")):
        assert prefer(way, name, cwd=place).returncode == 0
    assert json.loads(prefer("list", "--json", cwd=place).stdout) == [{"name": "FERRY", "steps": 2}]
    assert prefer("forget", "ferry", cwd=place).stdout == "daily: neither more nor less of ferry\n"
    assert prefer("list", cwd=place).stdout == "daily: neither more nor less of anything\n"


def test_a_name_nobody_has_is_taken_with_a_remark(place: Path) -> None:
    """It may be in tomorrow's news; a slip of the pen is to be seen all the same."""
    said = prefer("more", "Fery", "--json", cwd=place)
    assert said.returncode == 0
    record = json.loads(said.stdout)
    assert (record["name"], record["steps"], record["stories"]) == ("Fery", 1, 0)
    [problem] = record["problems"]
    assert problem["message"] == "is named in no story so far; it counts as soon as it is"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("forget", "Fery"), 1, "did you mean Ferry?"),
        (("more", "  "), 2, "NAME is empty"),
        (("more", "Ferry", "--digest", "dayly"), 2, "did you mean daily?"),
    ],
)
def test_what_is_wrong_is_said(
    place: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    """With what there is instead."""
    prefer("more", "Ferry", cwd=place)
    done = prefer(*arguments, cwd=place)
    assert (done.returncode, said in done.stderr) == (status, True), done.stderr
