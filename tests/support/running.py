"""`digest run` as a process, with what it logs."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue
from typing import Any

from digest.config import load
from digest.storage import Store
from support.commands import digest

ROOT = Path(__file__).parents[2]

# Seconds until something that should happen soon is given up.
PATIENCE = 60.0

ARTICLE = """Harbour stays closed

The harbour stays closed until Monday, said Ina Example, the mayor of Exampleton.
"""

Entry = dict[str, Any]


class Place:
    """A folder with an article, and a configuration of `digests`, by default due once a day: ten
    minutes ago.
    """

    def __init__(self, folder: Path, *digests: str, head: str = "", timetable: str = "") -> None:
        self.folder = folder
        self.store = folder / "var" / "digest.db"
        (folder / "articles").mkdir()
        (folder / "articles" / "a.txt").write_text(ARTICLE, "utf-8")
        self.port = free_port()
        ago = datetime.now(UTC) - timedelta(minutes=10)
        self.timetable = timetable or f'at = "{ago:%H:%M}"'
        self.configure(*(digests or ("daily",)), head=head)

    def hang(self) -> None:
        """Let each build go on without an end."""
        shutil.copytree(ROOT / "templates", self.folder / "hanging")
        loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
        (self.folder / "hanging" / "daily" / "edition.txt.j2").write_text(loop, "utf-8")

    def configure(self, *digests: str, head: str = "") -> None:
        tables = "".join(
            f'[[digest]]\nname = "{name}"\ntitle = "T"\nlanguage = "en"\ntimezone = "UTC"\n'
            f'sources = ["articles"]\n{self.timetable}\nrecipients = ["a@example.org"]\n'
            for name in digests
        )
        text = f"{head}\n[run]\nport = {self.port}\n{tables}"
        (self.folder / "config.toml").write_text(text, "utf-8")

    def due(self) -> None:
        """Let the timetables count from an hour ago, so that an edition is due at once."""
        settings = load(self.folder / "config.toml", {})
        ago = datetime.now(UTC) - timedelta(hours=1)
        with Store.open(settings.store) as store:
            for each in settings.digests:
                assert each.timetable
                store.schedule.since(each.brief.name, each.timetable, now=ago)

    def since(self, moment: datetime) -> None:
        self.change("UPDATE timetables SET since = ?", f"{moment:%Y-%m-%d %H:%M:%S.%f}")

    def change(self, statement: str, *values: str) -> None:
        with closing(sqlite3.connect(self.store, timeout=10)) as store, store:
            store.execute(statement, values)

    def ask(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.store, timeout=10)) as store:
            return store.execute(query, values).fetchall()

    def run(self, *arguments: str, status: Sequence[int] = (0,)) -> str:
        """What a command prints; it ends with one of these."""
        done = digest(*arguments, cwd=self.folder)
        assert done.returncode in status, done.stderr
        return done.stdout

    @contextmanager
    def daemon(self, *arguments: str) -> Iterator[Daemon]:
        process = subprocess.Popen(
            command("run", "--log", "json", *arguments),
            cwd=self.folder,
            env=environ(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                yield Daemon(process)
            finally:
                process.kill()


class Daemon:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._queue: Queue[Entry | None] = Queue()
        self.entries: list[Entry] = []
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def until(self, event: str) -> Entry:
        """The next entry of this event; what is logged before it is in `entries` as well."""
        while True:
            entry = self._queue.get(timeout=PATIENCE)
            assert entry, f"it ended without {event!r}: {self.entries}"
            self.entries.append(entry)
            if entry["event"] == event:
                return entry

    def drain(self) -> list[Entry]:
        """All that was logged so far."""
        while not self._queue.empty():
            if entry := self._queue.get():
                self.entries.append(entry)
        return self.entries

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def tell(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Its status, when it has ended of this signal."""
        self.tell(number)
        status = self._process.wait(PATIENCE)
        while entry := self._queue.get(timeout=PATIENCE):
            self.entries.append(entry)
        return status

    def children(self) -> list[int]:
        tasks = Path(f"/proc/{self.pid}/task").glob("*/children")
        return [int(each) for task in tasks for each in task.read_text("ascii").split()]

    def _read(self) -> None:
        assert self._process.stderr
        for line in self._process.stderr:
            self._queue.put(json.loads(line))
        self._queue.put(None)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "digest", *arguments]


def environ() -> dict[str, str]:
    """That of the tests, without what would change what the program does."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DIGEST_")}
    return {**kept, "NO_COLOR": "1"}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port
