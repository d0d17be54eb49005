"""A preview in a process of its own, and ways to talk to it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

SERVER = Path(__file__).with_name("server.py")

ARTICLE = """Harbour stays shut

The harbour may stay shut until Monday, Inga Tomsen told the Courier. She has run it since spring.

At most 14 boats were damaged, she said.

Follow us on all channels!
"""

# Long enough for a slow machine: only a test that fails waits for it.
PATIENCE = 20.0


@dataclass
class Running:
    folder: Path
    process: subprocess.Popen[str]
    url: str

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def get(self, path: str, **headers: str) -> httpx.Response:
        """The answer at `path`; ARTICLE in it stands for the page of the first article."""
        if path.startswith("ARTICLE"):
            (first, *_) = re.findall(r"/documents/[0-9a-f]{32}", self.get("/documents").text) or [
                "/"
            ]
            path = path.replace("ARTICLE", first)
        return httpx.get(self.url + path, headers=headers, timeout=PATIENCE)

    def write(self, text: str) -> None:
        """Write the article as editors do: a new file, renamed over the old one."""
        new = self.folder / "article.txt.new"
        new.write_text(text, "utf-8")
        new.replace(self.folder / "article.txt")

    def until(self, path: str, holds: Callable[[httpx.Response], bool]) -> httpx.Response:
        """The answer at `path` once `holds` is true of it."""
        end = time.monotonic() + PATIENCE
        while not holds(answer := self.get(path)):
            assert time.monotonic() < end, f"never came about: {answer.text}"
            time.sleep(0.05)
        return answer


Start = Callable[..., Running]


class Previews:
    """Starts previews of a folder, and ends them."""

    def __init__(self) -> None:
        self._processes: list[subprocess.Popen[str]] = []

    def start(self, folder: Path, text: str, *options: str, **environ: str) -> Running:
        (folder / "article.txt").write_text(text, "utf-8")
        process = subprocess.Popen(
            [sys.executable, str(SERVER), str(folder), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **environ},
        )
        self._processes.append(process)
        assert process.stdout
        (url,) = re.findall(r"http://\S+?(?=/ )", process.stdout.readline())
        return Running(folder=folder, process=process, url=url)

    def end(self) -> None:
        for process in self._processes:
            process.kill()
            process.communicate()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts previews of one article, to be edited."""
    previews = Previews()
    yield lambda text=ARTICLE, *options, **environ: previews.start(
        tmp_path, text, *options, **environ
    )
    previews.end()


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview that has been built, to be read alone."""
    previews = Previews()
    running = previews.start(tmp_path_factory.mktemp("articles"), ARTICLE)
    running.until("/", lambda answer: answer.status_code == 200)
    yield running
    previews.end()
