"""Which folders are watched for which paths."""

from __future__ import annotations

import asyncio
import os
import resource
from pathlib import Path

import pytest
from watchfiles import Change

from digest.errors import ConfigError, ServeError
from digest.web.preview.watching import plan, watch


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


def test_a_system_that_cannot_watch_is_an_error_in_words(place: Path) -> None:
    """A system may open and watch only so many files; the hint says how to do without."""

    async def starved() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, limits[1]))
        await watch(lambda: [place / "articles"], asyncio.Event())

    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        with pytest.raises(ServeError, match="cannot be watched") as raised:
            asyncio.run(starved())
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert "WATCHFILES_FORCE_POLLING" in raised.value.hint


def test_a_name_that_is_no_text_is_a_change_as_any_other(place: Path) -> None:
    """What lies beside the articles must not end the preview: the next edit is still seen."""

    async def watched() -> None:
        stale = asyncio.Event()
        watching = asyncio.create_task(watch(lambda: [place / "articles"], stale))
        for name in (b"before.txt", b"no\xfftext.txt", b"after.txt"):
            await asyncio.sleep(0.3)
            stale.clear()
            Path(os.fsdecode(os.fsencode(place / "articles") + b"/" + name)).touch()
            await asyncio.wait_for(stale.wait(), 10)
        watching.cancel()

    asyncio.run(watched())


def test_what_a_change_brings_is_watched_from_then_on(place: Path) -> None:
    """A folder that is added to the sources, while the preview runs, is one of them."""
    (place / "more").mkdir()

    def paths() -> list[Path]:
        text = (place / "config.toml").read_text()
        if text == "broken":
            raise ConfigError("is broken")
        return [place / "config.toml", *map(Path, text.split())]

    async def watched() -> None:
        stale = asyncio.Event()
        watching = asyncio.create_task(watch(paths, stale))
        for name, text in (
            ("config.toml", "articles more"),
            ("more/new.txt", ""),
            ("config.toml", "broken"),
            ("more/new.txt", "changed"),
        ):
            await asyncio.sleep(0.5)
            stale.clear()
            (place / name).write_text(text)
            await asyncio.wait_for(stale.wait(), 10)
        watching.cancel()

    asyncio.run(watched())
