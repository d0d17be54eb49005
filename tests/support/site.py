"""The pages of readers over three days of news, and a server that shows them."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import uvicorn

from digest import config
from digest.claims import find
from digest.models.archive import Publication
from digest.models.editions import edition_id
from digest.pipeline.archive import Archive
from digest.storage import Store
from digest.web import serving
from digest.web.site.app import app
from digest.web.site.model import Site
from support.commands import digest
from support.fixtures import NAMES, fixture

DAYS = Path(__file__).parents[1] / "data" / "days"
FIRST = date(2026, 11, 18)
# `daily` shows all, `brief` what it cites and sets it as a week, and `desk` is nobody's business.
CONFIG = """
[serve]
address = "https://news.example.org"

[[digest]]
name = "daily"
title = "Tagesdigest & <b>mehr</b>"
language = "de"
timezone = "Europe/Berlin"
archive = "articles"
left_out = "show"
[digest.topics]
of_no_interest = ["Lieblingsthema"]
[digest.limits]
stories = 2

[[digest]]
name = "brief"
title = "Harbour brief"
template = "weekly"
language = "en"
timezone = "Europe/London"
archive = "excerpts"
[digest.limits]
claims = 2

[[digest]]
name = "desk"
title = "Am Tisch"
language = "de"
timezone = "Europe/Berlin"
"""
# What an article may bring along.
EVIL = """\
Markt <script>alert(1)</script> \u202e"bleibt' offen

Der Markt in Suderfelde <img src=x onerror=alert(2)> bleibe \u202eam Sonntag offen, sagte Händlerin
Anna Roth am Mittwoch. </main></article><script src="https://evil.example/x.js"></script>
"""
UNSEEN = """\
Stillschweigen vereinbart

Das Abkommen werde im Januar bekannt gemacht, sagte Unterhändlerin Carla Dreyer am Mittwoch.
"""


def three_days(folder: Path) -> Path:
    """Build the editions of three days of `CONFIG` in `folder`, of what comes in on each; of `desk`
    one, of an article that no other has.
    """
    (folder / "config.toml").write_text(CONFIG, "utf-8")
    for name, text in (("news/markt.txt", EVIL), ("drawer/stille.txt", UNSEEN)):
        (folder / name).parent.mkdir()
        (folder / name).write_text(text, "utf-8")
    for day in range(3):
        for story in sorted(DAYS.iterdir()):
            shutil.copytree(story / str(day + 1), folder / "news", dirs_exist_ok=True)
        for name in ("daily", "brief"):
            build(folder, "news", name, day)
    build(folder, "drawer", "desk", 0)
    return folder


def build(folder: Path, source: str, name: str, day: int) -> None:
    """The edition of a digest on that day, counted from 0."""
    on = str(FIRST + timedelta(days=day))
    done = digest("build", source, "--digest", name, "--date", on, cwd=folder)
    assert done.returncode == 0, done.stderr


def of_fixtures(folder: Path) -> Path:
    """An archive in `folder` of the editions that all views are tried with, a digest for each."""
    tables = []
    for name in NAMES:
        brief = fixture(name)[0].brief
        said = {"title": brief.title, "language": brief.language, "timezone": brief.timezone}
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()]
        tables.append("\n".join(["[[digest]]", f'name = "{name}"', *lines, 'archive = "articles"']))
    (folder / "config.toml").write_text("\n".join(tables), "utf-8")
    with Store.open(config.load(folder / "config.toml", {}).store) as store:
        for name in NAMES:
            edition, documents = fixture(name)
            store.add([(each, find(each)) for each in documents.values()], now=datetime.now(UTC))
            brief = replace(edition.brief, name=name)
            store.save(replace(edition, id=edition_id(name, edition.date), brief=brief), ())
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
