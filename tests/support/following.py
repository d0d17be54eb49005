"""A folder in which Digest follows feeds, as a user has it, and what is in its store."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.processes import End, Usage, never, run

LOOPBACK = ("127.0.0.0/8",)
COMMAND = (sys.executable, "-m", "digest", "feeds")

# Without what tells only when or in which order something came.
KEPT = {
    "unread": "SELECT id, fingerprint, published, payload FROM unread",
    "documents": "SELECT id, fingerprint, published, payload FROM documents",
    "sightings": "SELECT feed, document, guid, link, title, content FROM sightings",
}


@dataclass(frozen=True, slots=True)
class Following:
    folder: Path

    def start(self, urls: Sequence[str], networks: Sequence[str] = LOOPBACK) -> None:
        """Follow `urls`; addresses of `networks` may be asked although they are not public."""
        Path(self.folder, "config.toml").write_text(config(networks), "utf-8")
        if urls:
            Path(self.folder, "feeds.opml").write_text(opml(urls), "utf-8")
            self.run("import", "feeds.opml")

    def run(self, *arguments: str, watch: bool = False, end: End = never) -> Usage:
        command = (*COMMAND, *arguments)
        return run(command, cwd=self.folder, watch=watch, end=end)

    def listed(self) -> list[dict[str, Any]]:
        """What is told of each feed."""
        feeds: list[dict[str, Any]] = json.loads(self.run("list", "--json").output)["feeds"]
        return feeds

    def kept(self) -> dict[str, list[tuple[Any, ...]]]:
        """What the store has of items, in an order of its own."""
        with closing(sqlite3.connect(self.folder / "var" / "digest.db")) as store:
            return {name: sorted(store.execute(query)) for name, query in KEPT.items()}


def config(networks: Sequence[str]) -> str:
    return (
        f"[feeds]\nprivate_networks = {json.dumps(networks)}\n"
        '[[digest]]\nname = "daily"\ntitle = "Daily"\nlanguage = "en"\ntimezone = "UTC"\n'
    )


def opml(urls: Sequence[str]) -> str:
    lines = [f'<outline type="rss" text="{n}" xmlUrl="{url}"/>' for n, url in enumerate(urls)]
    return "\n".join(['<opml version="2.0"><body>', *lines, "</body></opml>"])
