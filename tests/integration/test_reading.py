"""Files that libraries hang on are turned away, and large ones are read like small ones."""

from pathlib import Path

import pytest

from digest import formats
from digest.models import Article, Document, Problem, Raw
from digest.pipeline import reading

SAID = "Der Hafen bleibt bis Montag geschlossen, sagte Hafenmeisterin Inga Tomsen am Mittwoch."


# libxml2 compares each attribute of an element with all before it; these take it hours.
ATTRIBUTES = " ".join(f"a{number}" for number in range(500_000))
PAGE = f"<html><body><p title='>' {ATTRIBUTES}>{SAID}</p></body></html>"
BOMBS = {
    "page.html": PAGE,
    "page.eml": f"Content-Type: text/html\n\n{PAGE}",
    "feed.rss": f"<rss><channel><item><author>{'a' * 100_000}</author></item></channel></rss>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_would_hang_is_a_problem(tmp_path: Path, name: str) -> None:
    """One file in a folder must not keep the others from their edition."""
    (tmp_path / name).write_text(BOMBS[name], "utf-8")
    (tmp_path / "zoo.txt").write_text(SAID, "utf-8")
    problem, good = reading.articles([str(tmp_path)])
    assert isinstance(good, Document)
    assert isinstance(problem, Problem)
    assert (problem.place, problem.message) == (str(tmp_path / name), "takes too long to read")


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
