"""What came of each attack on the reader of feeds, and the processor time that it took.

    python bench/hostile_list.py

Each is looked at by `digest feeds test`, one after the other, start-up included; the time is that
of the process that took most.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from printing import print_table
from support.following import Following
from support.hostile_list import CASES, FILES, NETWORKS, serving

HEAD = ("group", "what it does", "what came out", "s", "CPU s of the worst process")


def attacks(port: int) -> Iterator[tuple[str, str, str]]:
    """Group, name and address of each."""
    for number, case in enumerate(CASES, 1):
        yield case.group, case.name, case.address(port, number)
    for path in FILES:
        yield "feeds", path.stem, f"http://127.0.1.200:{port}/file/{path.name}"


def outcome(output: str) -> str:
    lines = [line for line in output.splitlines() if line.startswith("{")]
    if len(lines) != 1:
        return f"!!! {output[-300:]!r}"
    feed = json.loads(lines[0])
    return feed["error"] or f"{len(feed['items'])} items"


def rows(following: Following, port: int) -> Iterator[tuple[str, ...]]:
    for group, name, address in attacks(port):
        usage = following.run("test", "--json", address)
        told = outcome(usage.output).replace("|", "\\|")
        left = f" ({usage.left} processes left)" if usage.left else ""
        yield group, name, told + left, f"{usage.seconds:.1f}", f"{usage.worst:.2f}"


def main() -> None:
    with tempfile.TemporaryDirectory() as place, serving() as port:
        following = Following(Path(place))
        following.start([], NETWORKS)
        found = list(rows(following, port))
    print_table(HEAD, found)
    print(f"{len(found)} attacks, at most {max(float(row[-1]) for row in found):.2f} s of CPU")


if __name__ == "__main__":
    main()
