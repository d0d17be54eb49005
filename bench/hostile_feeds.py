"""A thousand feeds, of which every seventh or so is out to stop the rest: how long a refresh takes.

    python bench/hostile_feeds.py [--feeds 1000] [--hang 50] [--endless 50] [--bombs 50]

The hostile ones hang, send bodies without end, or are bombs: gzip, billion laughs, attributes, and
the author that feedparser searches for seconds. They stand between the others. All is done twice:
with the feeds on hosts of their own (addresses of loopback), and with all of them on one host,
where two at most may be asked at a time.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from printing import print_table
from support.feed_server import Shape, serving
from support.following import Following
from support.hostile_list import serving as serving_hostile

BOMBS = ("/bomb-gzip", "/file/xml-billion-laughs.xml", "/made/attributes", "/made/author")
ENDLESS = ("/endless", "/endless-chunks")
HEAD = ("hosts", "s", "CPU s", "items", "of", "feeds that failed", "largest process, MB")
ITEMS = 5


def hostile(kinds: Sequence[tuple[Sequence[str], int]]) -> list[str]:
    """The paths of the hostile feeds, in turns; none is there twice."""
    return [f"{paths[n % len(paths)]}/{n}" for paths, count in kinds for n in range(count)]


def mixed(good: Sequence[str], bad: Sequence[str]) -> list[str]:
    chance = random.Random(1)  # noqa: S311  not a secret: always the same order
    return chance.sample([*good, *bad], len(good) + len(bad))


def refresh(urls: Sequence[str], good: int, hosts: str) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as place:
        following = Following(Path(place))
        following.start(urls)
        usage = following.run("refresh")
        items = sum(".example/news/" in row[3] for row in following.kept()["sightings"])
        failed = sum(bool(feed["visits"]["error"]) for feed in following.listed())
    if usage.left or items != good * ITEMS:
        sys.exit(f"{items} items, {usage.left} processes left\n{usage.output[-3000:]}")
    figures = usage.seconds, usage.cpu, usage.largest
    seconds, cpu, largest = (f"{figure:.1f}" for figure in figures)
    return hosts, seconds, cpu, f"{items}", f"{good * ITEMS}", f"{failed}", largest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--hang", type=int, default=50)
    parser.add_argument("--endless", type=int, default=50)
    parser.add_argument("--bombs", type=int, default=50)
    options = parser.parse_args()
    bad = hostile([(["/hang"], options.hang), (ENDLESS, options.endless), (BOMBS, options.bombs)])
    count = options.feeds - len(bad)
    with serving(Shape(items=ITEMS), feeds=count) as port, serving_hostile() as hostile_port:
        rows = []
        for name, host in (("many", "127.0.{}.{}"), ("one", "127.0.0.1")):
            addresses = (host.format(1 + n // 250, 1 + n % 250) for n in itertools.count())
            good = [f"http://{next(addresses)}:{port}/feeds/{n}.xml" for n in range(count)]
            worse = [f"http://{next(addresses)}:{hostile_port}{path}" for path in bad]
            rows.append(refresh(mixed(good, worse), count, name))
    print_table(HEAD, rows)


if __name__ == "__main__":
    main()
