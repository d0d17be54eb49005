"""Malformed feeds through the parser, in processes that can be killed: what crashes, what hangs.

    python bench/fuzz_feeds.py [--minutes 10 | --feeds 500] [--seed 1] [--from FOLDER]

The feeds are those of a folder (default: tests/data/feeds), cut, doubled, spliced, re-encoded and
filled with markup by `tests/support/mutations.py`; feed N of a seed is always the same. Each goes
the way of `digest feeds test`. Those that crash, hang or stumble are written to fuzzed/ (`--keep`).
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.mutations import mutate

from digest.formats.feed import parse
from digest.workers import Outcome, Workers

FEEDS = Path(__file__).parents[1] / "tests" / "data" / "feeds"

# Seconds of CPU that a feed may take (shared/RELIABILITY.md): the kernel ends what takes longer.
HANG = 5.0

# Pieces of work that wait for a worker, so that none is ever idle.
AHEAD = 20

ENDED = {
    "takes too long to read": "hung",
    "takes too much memory to read": "out of memory",
    "ended its reader": "crashed",
    "could not be read in time": "hung",
    "cannot be read": "stumbled",
}


class Reading(NamedTuple):
    seconds: float
    items: int


def read(data: bytes, place: str) -> Reading:
    started = time.process_time()
    channel = parse(data, place=place)
    return Reading(time.process_time() - started, len(channel.items))


def malformed(originals: list[bytes], seed: int) -> Iterator[bytes]:
    for number in count():
        chance = Random(f"{seed}/{number}")  # noqa: S311  not a secret: the same feeds every time
        yield mutate(chance.choice(originals), chance.choice(originals), chance)


def verdict(outcome: Outcome[Reading]) -> str:
    if outcome.problem is None:
        return "read"
    message = outcome.problem.message
    return next((name for said, name in ENDED.items() if message.startswith(said)), "no feed")


def main() -> None:
    options = arguments()
    originals = [path.read_bytes() for path in sorted(options.source.rglob("*")) if is_feed(path)]
    verdicts: Counter[str] = Counter()
    worst, items = 0.0, 0
    for number, data, outcome in run(originals, options):
        what = verdict(outcome)
        verdicts[what] += 1
        if outcome.value:
            worst, items = max(worst, outcome.value.seconds), items + outcome.value.items
        if what not in ("read", "no feed"):
            print(f"feed {number} of seed {options.seed}: {what}: {outcome.problem}")
            options.keep.mkdir(parents=True, exist_ok=True)
            Path(options.keep, f"{options.seed}-{number}.xml").write_bytes(data)
    said = ", ".join(f"{count} {what}" for what, count in verdicts.most_common())
    print(f"{verdicts.total()} feeds: {said}; {items} items, at most {worst:.2f} s of CPU a feed")
    sys.exit(bool(verdicts.keys() - {"read", "no feed"}))


def run(
    originals: list[bytes], options: argparse.Namespace
) -> Iterator[tuple[int, bytes, Outcome[Reading]]]:
    """Number, bytes and outcome of each feed, as they come."""
    answers: SimpleQueue[tuple[int, bytes, Outcome[Reading]]] = SimpleQueue()
    until = time.monotonic() + options.minutes * 60
    waiting = 0
    with Workers(["digest.formats.feed"], cpu_seconds=HANG) as workers:
        for number, data in enumerate(malformed(originals, options.seed)):
            if number == options.feeds or time.monotonic() > until:
                break
            workers.submit(
                f"feed {number}",
                lambda outcome, number=number, data=data: answers.put((number, data, outcome)),
                read,
                data,
                f"feed {number}",
            )
            waiting += 1
            if waiting > AHEAD:
                yield answers.get()
                waiting -= 1
        for _ in range(waiting):
            yield answers.get()


def is_feed(path: Path) -> bool:
    return path.is_file() and not path.name.endswith(".expected.json")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--feeds", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="source", type=Path, default=FEEDS)
    parser.add_argument("--keep", type=Path, default=Path("fuzzed"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
