"""Sending mail, beside rss2email: mails a second, processor, memory.

    python bench/mail.py [--peers FOLDER] [--rounds 3] [--mails 10000] [--entries 1000]
        [--kilobytes 2]

Both send to the same server on loopback, which keeps every byte and keeps nobody waiting. Digest
sends one edition of the seeds to so many subscribers, each with a link of their own; rss2email
sends each entry of a feed as a mail, as it does. They take turns, and begin each round with nothing
sent; memory is watched in a round of its own. All that came is counted and compared.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from feeds import install
from printing import print_table
from support.feed_server import Shape
from support.feed_server import serving as serving_feeds
from support.processes import Usage, run
from support.smtp_sink import messages
from support.smtp_sink import serving as serving_sink

from digest.models.subscribers import Subscriber
from digest.storage import Store

ROOT = Path(__file__).parents[1]
FASTER = 3.0
DIGEST = (sys.executable, "-m", "digest")
CONFIG = """
[mail]
sender = "Digest <digest@example.org>"
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
[serve]
address = "https://digest.example.org"
[[digest]]
name = "daily"
title = "Tagesdigest"
language = "de"
timezone = "Europe/Berlin"
sources = ["seeds"]
deliver = ["smtp"]
"""


@dataclass(frozen=True, kw_only=True)
class Program:
    """What sends `mails` mails with `send` in a folder that `prepare` made ready."""

    name: str
    mails: int
    prepare: Callable[[Path], None]
    send: Sequence[str]


def digest(sink: int, mails: int) -> Program:
    def prepare(folder: Path) -> None:
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        Path(folder, "config.toml").write_text(CONFIG.format(port=sink), "utf-8")
        _expect(run([*DIGEST, "build", "--date", "2026-11-11"], cwd=folder))
        now = datetime.now(UTC)
        with Store.open(f"sqlite:///{folder}/var/digest.db") as store:
            store.subscribers.add(
                [
                    Subscriber(
                        digest="daily", address=f"reader{n}@example.org", added=now, changed=now
                    )
                    for n in range(mails)
                ]
            )

    return Program(name="digest", mails=mails, prepare=prepare, send=[*DIGEST, "send"])


def rss2email(peers: Path, sink: int, feed: str, entries: int) -> Program:
    command = [str(peers / "bin" / "r2e"), "-c", "r2e.cfg", "-d", "r2e.json"]

    def prepare(folder: Path) -> None:
        _expect(run([*command, "new", "me@example.org"], cwd=folder))
        _expect(run([*command, "add", "gazette", feed], cwd=folder))
        config = folder / "r2e.cfg"
        said = {"email-protocol": "smtp", "smtp-server": "127.0.0.1", "smtp-port": str(sink)}
        lines = config.read_text("utf-8").splitlines()
        kept = [line for line in lines if line.partition(" = ")[0] not in said]
        at = kept.index("[DEFAULT]") + 1
        kept[at:at] = [f"{name} = {value}" for name, value in said.items()]
        config.write_text("\n".join(kept), "utf-8")

    return Program(name="rss2email", mails=entries, prepare=prepare, send=[*command, "run"])


def _expect(usage: Usage) -> None:
    if usage.status or usage.left:
        sys.exit(f"status {usage.status}, {usage.left} processes left\n{usage.output[-2000:]}")


@dataclass(kw_only=True)
class Runs:
    usages: list[Usage] = field(default_factory=list)
    size: float = 0.0


def play(program: Program, kept: Path, runs: Runs, *, watch: bool) -> None:
    """One round in a folder of its own. What came must be as many mails, each another one."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        program.prepare(folder)
        before = kept.stat().st_size
        runs.usages.append(run(program.send, cwd=folder, watch=watch))
        _expect(runs.usages[-1])
        came = list(_came(kept, before))
        if len(came) != program.mails or len({name for name, _ in came}) != program.mails:
            sys.exit(f"{program.name}: {len(came)} mails came\n{runs.usages[-1].output[-2000:]}")
        runs.size = sum(size for _, size in came) / len(came) / 1000


def _came(kept: Path, start: int) -> list[tuple[str, int]]:
    """Message-ID and bytes of each mail."""
    return [
        (message_from_bytes(each[:4000])["Message-ID"], len(each)) for each in messages(kept, start)
    ]


HEAD = ("", "mails/s", "mails", "KB each", "s", "best to worst", "CPU s", "largest process, MB")


def row(program: Program, runs: Runs, memory: Runs) -> tuple[str, ...]:
    seconds = sorted(each.seconds for each in runs.usages)
    return (
        program.name,
        f"{program.mails / median(seconds):.0f}",
        f"{program.mails}",
        f"{runs.size:.1f}",
        f"{median(seconds):.1f}",
        f"{seconds[0]:.1f} to {seconds[-1]:.1f}",
        f"{median(each.cpu for each in runs.usages):.1f}",
        f"{max(each.largest for each in memory.usages):.1f}",
    )


def rate(program: Program, runs: Runs) -> float:
    return program.mails / median(each.seconds for each in runs.usages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", type=Path, default=Path("var", "peers"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--kilobytes", type=float, default=2.0, help="about so many an entry")
    parser.add_argument("--only", action="append", help="of digest, rss2email")
    options = parser.parse_args()
    peers = options.peers.resolve()
    install(peers)
    shape = Shape(items=options.entries, size=int(options.kilobytes * 1000))
    with (
        tempfile.TemporaryDirectory() as place,
        serving_sink(kept := Path(place, "kept")) as sink,
        serving_feeds(shape, feeds=1) as feeds,
    ):
        feed = f"http://127.0.0.1:{feeds}/feeds/0.xml"
        programs = [
            each
            for each in (
                digest(sink, options.mails),
                rss2email(peers, sink, feed, options.entries),
            )
            if not options.only or each.name in options.only
        ]
        played, memory = ({each.name: Runs() for each in programs} for _ in range(2))
        for turn in range(options.rounds):
            for program in programs[:: -1 if turn % 2 else 1]:
                play(program, kept, played[program.name], watch=False)
        for program in programs:
            play(program, kept, memory[program.name], watch=True)
    print_table(HEAD, [row(each, played[each.name], memory[each.name]) for each in programs])
    if len(programs) == 2:
        ours, theirs = (rate(each, played[each.name]) for each in programs)
        print(f"{ours / theirs:.2f} times rss2email's mails/s (goal: {FASTER:g} or more)")


if __name__ == "__main__":
    main()
