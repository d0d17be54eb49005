"""Which folders are watched for which paths."""

from __future__ import annotations

from pathlib import Path

import pytest
from watchfiles import Change

from digest.web.watching import plan


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "articles/old").mkdir(parents=True)
    (tmp_path / "articles/one.txt").touch()
    (tmp_path / "config.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path.resolve()


def test_a_folder_is_watched_with_all_below_it(place: Path) -> None:
    """Articles are read from its subfolders too."""
    watch = plan([Path("articles")])
    assert (watch.deep, watch.shallow) == ({place / "articles"}, set())


def test_a_file_is_watched_through_its_folder_and_alone_in_it(place: Path) -> None:
    """Editors rename a new file over the old one; its neighbours are nobody's concern."""
    watch = plan([Path("config.toml")])
    assert (watch.deep, watch.shallow) == (set(), {place})
    assert watch.concerns(Change.added, str(place / "config.toml"))
    assert not watch.concerns(Change.modified, str(place / "run.log"))


def test_a_file_that_is_not_there_yet_is_waited_for(place: Path) -> None:
    """The preview recovers when the article that was named is written."""
    watch = plan([Path("articles/two.txt")])
    assert watch.shallow == {place / "articles"}
    assert watch.concerns(Change.added, str(place / "articles/two.txt"))


def test_a_glob_is_watched_where_its_matches_may_come(place: Path) -> None:
    """A new article that the glob matches is part of the edition."""
    flat = plan([Path("articles/*.txt")])
    assert (flat.deep, flat.shallow) == (set(), {place / "articles"})
    assert flat.concerns(Change.added, str(place / "articles/new.txt"))
    assert not flat.concerns(Change.added, str(place / "articles/new.md"))
    assert plan([Path("articles/**/*.txt")]).deep == {place / "articles"}


@pytest.mark.usefixtures("place")
def test_folders_that_are_not_there_are_left_out() -> None:
    """Nothing can be watched in them, and standard input is no file."""
    watch = plan([Path("nowhere/one.txt"), Path("nowhere/**/*.txt")])
    assert (watch.deep, watch.shallow) == (set(), set())
