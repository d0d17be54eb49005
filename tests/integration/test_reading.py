"""Files that libraries hang on are turned away, and large ones are read like small ones."""

import json
from pathlib import Path

import pytest

from digest import formats
from digest.models import Article, Document, Problem, Raw
from digest.pipeline import reading
from digest.workers import Workers

SAID = "Der Hafen bleibt bis Montag geschlossen, sagte Hafenmeisterin Inga Tomsen am Mittwoch."


# libxml2 compares each attribute of an element with all before it: these take it hours.
BOMB = f"<p title='>' {' '.join(f'a{number}' for number in range(500_000))}>{SAID}</p>"

# The slowest page that was found: 8,000 paragraphs of links take trafilatura 2 s.
LINKS = '<p><a href="/x">Hafen Mole</a> Kai</p>'
SLOW = f"<html><body><div>{LINKS * 3_900}</div><div>{LINKS * 3_900}</div></body></html>"

MANY = "has more than 1,000 attributes in one tag"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("bomb.html", f"<html><body>{BOMB}</body></html>", MANY),
        ("bomb.eml", f"Content-Type: text/html\n\n{BOMB}", MANY),
        ("bomb.json", json.dumps({"html": BOMB}), MANY),
        ("slow.html", SLOW, "takes too long to read"),
        ("slow.eml", f"Content-Type: text/html\n\n{SLOW}", "takes too long to read"),
    ],
)
def test_a_file_that_would_hang_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: str, message: str
) -> None:
    """One file in a folder must not keep the others from their edition."""
    monkeypatch.setattr(reading, "_workers", lambda: Workers(cpu_seconds=1.0))
    (tmp_path / name).write_text(data, "utf-8")
    (tmp_path / "zoo.txt").write_text(SAID, "utf-8")
    problem, good = reading.articles([str(tmp_path)])
    assert isinstance(good, Document)
    assert isinstance(problem, Problem)
    assert (problem.place, problem.message) == (str(tmp_path / name), message)


def test_a_large_file_is_read_as_ever(tmp_path: Path) -> None:
    """Where a file is read must make no difference to what is read."""
    page = tmp_path / "large.html"
    text = "".join(f"<p>{SAID} Tag {number}.</p>" for number in range(1_500))
    page.write_text(f"<html><body><article>{text}</article></body></html>", "utf-8")
    raw = Raw(place=str(page), data=page.read_bytes())
    assert formats.may_hang(raw)
    (here,) = formats.read(raw)
    (there,) = reading.articles([str(page)])
    assert isinstance(here, Article)
    assert isinstance(there, Document)
    assert there.text == here.text
    assert there.text.count(SAID) == 1_500


def test_what_is_wrong_with_a_large_file_is_told_in_its_own_words(tmp_path: Path) -> None:
    """The sentence of a format says more than that something failed."""
    page = tmp_path / "large.html"
    page.write_text("<html><body>" + "<div>" * 30_000, "utf-8")
    (problem,) = reading.articles([str(page)])
    assert isinstance(problem, Problem)
    assert problem.message == "is nested too deeply"
