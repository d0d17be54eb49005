"""Refreshing feeds, beside rss2email and reader: entries a second, processor, memory, 304s.

    python bench/feeds.py [--peers FOLDER] [--rounds 5] [--feeds 200] [--items 20] [--kilobytes 10]

All feeds come from a server on loopback that is a process of its own and keeps nobody waiting. In
each round every program starts with nothing fetched, in turns; a second refresh right behind it is
answered with 304s. Memory is watched in a round of its own. The peers live in a virtual environment
in FOLDER; it is made and filled from the package index where there is none.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from printing import print_table
from support.feed_server import Shape, serving
from support.following import COMMAND, LOOPBACK, config, opml
from support.processes import Usage, run

PEERS = ("rss2email==3.14", "reader==3.26", "sgmllib3k")
# Goals: entries/s and peak memory as multiples of rss2email's, feeds/s that are answered with 304.
FASTER, LARGER, UNCHANGED = 3.0, 1.6, 200.0

Command = Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Program:
    """What reads feeds: the commands that make it follow those of `feeds.opml` (or of `urls`, one a
    line), the command that fetches them, and how many entries a folder has then.
    """

    name: str
    files: Mapping[str, str] = field(default_factory=dict)
    follow: Sequence[Command]
    refresh: Command
    entries: Callable[[Path], int]


def digest() -> Program:
    return Program(
        name="digest",
        files={"config.toml": config(LOOPBACK)},
        follow=[[*COMMAND, "import", "feeds.opml"]],
        refresh=[*COMMAND, "refresh", "--all"],
        entries=lambda folder: _count(folder / "var/digest.db", "DISTINCT document", "sightings"),
    )


def rss2email(peers: Path) -> Program:
    command = [str(peers / "bin" / "r2e"), "-c", "r2e.cfg", "-d", "r2e.json"]
    return Program(
        name="rss2email",
        follow=[[*command, "new", "me@example.org"], [*command, "opmlimport", "feeds.opml"]],
        refresh=[*command, "run", "--no-send"],
        entries=_seen,
    )


def reader(peers: Path) -> Program:
    command = [str(peers / "bin" / "python"), "-c"]
    opened = "from reader import make_reader\nreader = make_reader('reader.db')\n"
    add = "for url in open('urls'): reader.add_feed(url.strip())"
    return Program(
        name="reader",
        follow=[[*command, opened + add]],
        refresh=[*command, opened + "reader.update_feeds(workers=8)"],
        entries=lambda folder: _count(folder / "reader.db", "*", "entries"),
    )


def _count(database: Path, what: str, table: str) -> int:
    with closing(sqlite3.connect(database)) as store:
        return int(store.execute(f"SELECT count({what}) FROM {table}").fetchone()[0])  # noqa: S608  ours


def _seen(folder: Path) -> int:
    data = json.loads(Path(folder, "r2e.json").read_text("utf-8"))
    return sum(len(feed["seen"]) for feed in data["feeds"])


@dataclass(kw_only=True)
class Runs:
    """All runs of one program: with everything new, and with nothing new."""

    new: list[Usage] = field(default_factory=list)
    unchanged: list[Usage] = field(default_factory=list)


def play(program: Program, urls: Sequence[str], items: int, runs: Runs, *, watch: bool) -> None:
    """One round of one program in a folder of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = {"urls": "\n".join(urls), "feeds.opml": opml(urls), **program.files}
        for name, text in files.items():
            Path(folder, name).write_text(text, "utf-8")
        for command in program.follow:
            _expect(program, run(command, cwd=folder))
        for kept in (runs.new, runs.unchanged):
            kept.append(run(program.refresh, cwd=folder, watch=watch))
            _expect(program, kept[-1])
            if (entries := program.entries(folder)) != len(urls) * items:
                sys.exit(f"{program.name} has {entries} entries\n{kept[-1].output[-2000:]}")


def _expect(program: Program, usage: Usage) -> None:
    if usage.status or usage.left:
        sys.exit(
            f"{program.name}: status {usage.status}, {usage.left} processes left\n"
            f"{usage.output[-2000:]}"
        )


def install(peers: Path) -> None:
    if not Path(peers, "bin", "r2e").exists():
        subprocess.run([sys.executable, "-m", "venv", str(peers)], check=True)
        subprocess.run([str(peers / "bin" / "pip"), "install", "-q", *PEERS], check=True)


HEAD = (
    *("", "entries/s", "s", "best to worst", "CPU s"),
    *("304s/s", "s", "CPU s", "largest process, MB", "all processes, MB"),
)


def row(name: str, size: tuple[int, int], runs: Runs, memory: Runs) -> tuple[str, ...]:
    feeds, items = size
    new, unchanged = _seconds(runs.new), _seconds(runs.unchanged)
    every = sorted(each.seconds for each in runs.new)
    watched = [*memory.new, *memory.unchanged]
    return (
        *(name, f"{feeds * items / new:.0f}", f"{new:.2f}", f"{every[0]:.2f} to {every[-1]:.2f}"),
        f"{median(each.cpu for each in runs.new):.2f}",
        *(f"{feeds / unchanged:.0f}", f"{unchanged:.2f}"),
        f"{median(each.cpu for each in runs.unchanged):.2f}",
        f"{_largest(memory):.1f}",
        f"{max(each.tree for each in watched):.1f}",
    )


def verdict(played: Mapping[str, Runs], memory: Mapping[str, Runs], feeds: int) -> str:
    ours, theirs = played["digest"], played["rss2email"]
    faster = _seconds(theirs.new) / _seconds(ours.new)
    larger = _largest(memory["digest"]) / _largest(memory["rss2email"])
    unchanged = feeds / _seconds(ours.unchanged)
    return (
        f"{faster:.2f} times rss2email's entries/s (goal: {FASTER:g} or more), "
        f"{larger:.2f} times its memory (goal: {LARGER:g} or less), "
        f"{unchanged:.0f} feeds/s with 304 (goal: {UNCHANGED:g} or more)"
    )


def _seconds(usages: Sequence[Usage]) -> float:
    return median(each.seconds for each in usages)


def _largest(runs: Runs) -> float:
    return max(each.largest for each in (*runs.new, *runs.unchanged))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", type=Path, default=Path("var", "peers"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--items", type=int, default=20)
    parser.add_argument("--kilobytes", type=int, default=10, help="about so many a feed")
    parser.add_argument("--hosts", type=int, default=1, help="addresses that share the feeds")
    parser.add_argument("--only", action="append", help="of digest, rss2email, reader")
    options = parser.parse_args()
    peers = options.peers.resolve()
    install(peers)
    programs = [
        each
        for each in (digest(), rss2email(peers), reader(peers))
        if not options.only or each.name in options.only
    ]
    shape = Shape(items=options.items, size=options.kilobytes * 1000 // options.items)
    played, memory = ({each.name: Runs() for each in programs} for _ in range(2))
    with serving(shape, feeds=options.feeds) as port:
        urls = [
            f"http://127.0.0.{1 + number % options.hosts}:{port}/feeds/{number}.xml"
            for number in range(options.feeds)
        ]
        for turn in range(options.rounds):
            for program in (*programs[turn % len(programs) :], *programs[: turn % len(programs)]):
                play(program, urls, options.items, played[program.name], watch=False)
        for program in programs:
            play(program, urls, options.items, memory[program.name], watch=True)
    size = (options.feeds, options.items)
    print_table(HEAD, [row(name, size, runs, memory[name]) for name, runs in played.items()])
    if {"digest", "rss2email"} <= played.keys():
        print(verdict(played, memory, options.feeds))


if __name__ == "__main__":
    main()
