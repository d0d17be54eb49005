"""A refresh that is killed at random points: what is lost, what comes twice, what is left running.

    python bench/killed_refresh.py [50] [--feeds 200] [--items 20] [--seed 1]

Each time, a refresh of new feeds gets a SIGKILL at a point of its whole length; then the feeds
change, and the refresh that brings the changes gets one too. Then it is refreshed to the end, and
once more, and the store is compared with that of runs that nobody disturbed.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.feed_server import Shape, serving
from support.killing import Trial


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("points", type=int, nargs="?", default=50)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--items", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311  not a secret: the same points every time
    wrong = 0
    with serving(Shape(items=options.items), feeds=options.feeds) as port:
        trial = Trial(port, options.feeds)
        reference = trial.undisturbed()
        print(f"undisturbed: {reference.first:.2f} s, with changes {reference.second:.2f} s")
        for number in range(options.points):
            points = chance.uniform(0, reference.first), chance.uniform(0, reference.second)
            found = trial.killed(points, reference)
            wrong += not found.right
            print(f"{number + 1:3} after {points[0]:.3f} s and {points[1]:.3f} s: {found}")
    print(f"{options.points * 2} kills, {wrong} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
