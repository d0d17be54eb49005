"""The pages of readers over three days of news, and a server that shows them."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import uvicorn

from digest import config
from digest.models.archive import Publication
from digest.pipeline.archive import Archive
from digest.web import serving
from digest.web.site.app import app
from digest.web.site.model import Site
from support.commands import digest

DAYS = Path(__file__).parents[1] / "data" / "days"
FIRST = date(2026, 11, 18)
# `daily` shows all, `brief` what it cites, and `desk` is nobody's business.
CONFIG = "".join(
    f"""
[[digest]]
name = "{name}"
title = "{title}"
language = "{language}"
timezone = "Europe/Berlin"
archive = "{archive}"
"""
    for name, title, language, archive in (
        ("daily", "Tagesdigest", "de", "articles"),
        ("brief", "Harbour brief", "en", "excerpts"),
        ("desk", "Am Tisch", "de", "none"),
    )
)


def three_days(folder: Path, *, settings: str = CONFIG) -> Path:
    """Build the editions of three days of each digest in `folder`, of what comes in on each."""
    (folder / "config.toml").write_text(settings, "utf-8")
    for day in range(3):
        for story in sorted(DAYS.iterdir()):
            shutil.copytree(story / str(day + 1), folder / "news", dirs_exist_ok=True)
        for each in config.load(folder / "config.toml", {}).digests:
            on = str(FIRST + timedelta(days=day))
            done = digest("build", "news", "--digest", each.brief.name, "--date", on, cwd=folder)
            assert done.returncode == 0, done.stderr
    return folder


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The address of `site`, served in a thread, without a slash at the end."""
    with serving.bind("127.0.0.1", 0, hint="") as listener:
        port = listener.getsockname()[1]
        running = uvicorn.Server(serving.quiet(app(site, port=port), grace=1))
        thread = threading.Thread(target=running.run, args=([listener],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            running.should_exit = True
            thread.join()


class NoArchive:
    """An archive that nobody may see anything of."""

    def publications(self) -> tuple[Publication, ...]:
        return ()

    @contextmanager
    def open(self, _: str) -> Iterator[None]:
        yield None


def archive_in(
    folder: Path, *, address: str = "", announce: Callable[[str], None] = lambda _: None
) -> Site:
    """The pages of the configuration in `folder`, which nobody has subscribed to."""
    settings = config.load(folder / "config.toml", {})
    return Site(
        find=lambda _: None,
        act=lambda *_: None,
        archive=Archive(settings),
        address=address,
        title="Tagesdigest",
        language="de",
        announce=announce,
    )


class Shown(HTMLParser):
    """A page: its elements with their attributes, its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def all(self, name: str) -> list[str]:
        """The values of an attribute, wherever it stands."""
        return [attributes[name] for _, attributes in self.elements if name in attributes]

    def links(self) -> list[str]:
        """Where a reader or the browser is led from here."""
        return [*self.all("href"), *self.all("src"), *self.all("action")]
