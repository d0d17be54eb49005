"""`digest stories` as its users meet it."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from support.commands import digest

POLICE = """---
title: 14 Boote in Norderhaven beschädigt
outlet: Norderhavener Bote
published: 2026-11-10T08:00:00+00:00
---

Beim Sturm in Norderhaven sind 14 Boote beschädigt worden, teilte die Polizei Norderhaven mit.

„Die Mole von Norderhaven hat nicht gehalten“, sagte Hafenmeisterin Inga Tomsen.
"""

HARBOUR = """---
title: Nach dem Sturm: Mole von Norderhaven gesperrt
outlet: Küstenblatt
published: 2026-11-11T08:00:00+00:00
---

Die Mole von Norderhaven bleibt nach dem Sturm gesperrt, sagte Hafenmeisterin Inga Tomsen.

„Die Mole von Norderhaven hat nicht gehalten“, sagte Tomsen. 14 Boote wurden beim Sturm beschädigt.
"""

RECIPE = """Kürbissuppe wird wieder beliebt

Die Köche mögen Kürbisse, sagte Köchin Ada Lind. „Man braucht nur Salz und Geduld.“
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for name, text in {"a.md": POLICE, "b.md": HARBOUR, "c.txt": RECIPE, "d.md": POLICE}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def records(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_story_has_its_days_and_its_claims_once(place: Path) -> None:
    """What a newsroom asks first: is it one event, since when, and who says so."""
    done = digest("stories", "a.md", "b.md", "c.txt", "--format", "jsonl", cwd=place)
    sturm, soup = records(done.stdout)
    assert done.returncode == 0
    assert sturm["documents"] == ["a.md", "b.md"]
    assert sturm["days"] == {"2026-11-10": ["a.md"], "2026-11-11": ["b.md"]}
    assert soup["documents"] == ["c.txt"]
    assert soup["days"] == {}
    (held,) = [claim for claim in sturm["claims"] if "nicht gehalten" in claim["words"]]
    assert [each["document"] for each in held["places"]] == ["a.md", "b.md"]
    assert held["speaker"] == "Inga Tomsen"
    assert held["origins"] == ["Inga Tomsen"]
    assert held["independent_origins"] == 1
    assert held["outlets"] == ["Küstenblatt", "Norderhavener Bote"]


def test_offsets_are_those_of_the_document(place: Path) -> None:
    """Other programs mark the words in the article."""
    done = digest("stories", "c.txt", "--json", cwd=place)
    for claim in records(done.stdout)[0]["claims"]:
        for each in claim["places"]:
            words = " … ".join(" ".join(RECIPE[start:end].split()) for start, end in each["quote"])
            assert words == each["words"]


def test_the_order_of_paths_makes_no_difference(place: Path) -> None:
    """A shell's order of files is chance; so is which of two equal files comes first."""
    names = ("a.md", "b.md", "c.txt", "d.md")
    outputs = {
        digest("stories", *order, "--json", cwd=place).stdout for order in permutations(names)
    }
    assert len(outputs) == 1


def test_one_article_under_two_names_is_a_copy(place: Path) -> None:
    """Each file that was given is found again, and counts once."""
    (story,) = records(digest("stories", "a.md", "d.md", "--json", cwd=place).stdout)
    assert story["documents"] == ["a.md", "d.md"]
    assert story["copies"] == [["a.md", "d.md"]]
    assert all(len(claim["places"]) == 1 for claim in story["claims"])


def test_the_table_shows_articles_and_claims(place: Path) -> None:
    """People read titles, names and words, not offsets."""
    shown = digest("stories", "a.md", "b.md", "d.md", cwd=place).stdout
    assert "3 articles on 2 days" in shown
    assert "d.md, a copy of a.md" in shown
    assert "Küstenblatt" in shown
    assert "Inga Tomsen" in shown


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(place: Path) -> None:
    """One bad file of a hundred must not cost the other ninety-nine."""
    (place / "bad.json").write_text("{", "utf-8")
    done = digest("stories", "a.md", "bad.json", "missing.txt", "--json", cwd=place)
    assert done.returncode == 3
    assert "bad.json: " in done.stderr
    assert "missing.txt: " in done.stderr
    assert records(done.stdout)[0]["documents"] == ["a.md"]


def test_nothing_read_is_a_failure(place: Path) -> None:
    """A script sees that a path was wrong."""
    assert digest("stories", "missing.txt", cwd=place).returncode == 1


def test_nothing_is_stored(place: Path) -> None:
    """To look is not to keep: the folder is as it was."""
    before = sorted(place.rglob("*"))
    digest("stories", ".", cwd=place)
    assert sorted(place.rglob("*")) == before
