"""A send that is killed at random points: who gets nothing, who gets it twice.

    python bench/killed_send.py [100] [--recipients 500] [--stalls 2] [--seed 1]

An edition goes to so many recipients over a real mail server in a process of its own, which drops
connections after the data (some with the mail, some without), answers 4xx and 5xx, stalls, and
refuses some recipients. `digest send` gets a SIGKILL at a point of its whole length, is started
again and gets one more; then it is sent to the end. What the outbox tells is compared with what the
server took. At last the unknown ones are told to be tried again, and only these may come twice.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from printing import print_table
from support.killed_sending import recipients, trials

HEAD = ("kills", "lost", "twice", "told wrong", "unknown", "retried: twice", "others", "missing")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("points", type=int, nargs="?", default=100)
    parser.add_argument("--recipients", type=int, default=500)
    parser.add_argument("--stalls", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311  not a secret: the same points every time
    found = []
    with trials(recipients(options.recipients, stalls=options.stalls)) as trial:
        print(f"undisturbed: {(most := trial.undisturbed())} mails taken at the first send")
        for number in range((options.points + 1) // 2):
            points = sorted(chance.randrange(most) for _ in range(2))
            found.append(trial.killed([(point, chance.uniform(0, 0.02)) for point in points]))
            print(f"{number + 1:3} {found[-1]}", flush=True)
    sums = (
        sum(each.kills for each in found),
        *(sum(getattr(each, name) for each in found) for name in ("lost", "twice", "wrong")),
        *(sum(getattr(each, name) for each in found) for name in ("unknown", "again")),
        *(sum(getattr(each, name) for each in found) for name in ("unexpected", "missing")),
    )
    print_table(HEAD, [tuple(map(str, sums))])
    sys.exit(not all(each.right for each in found))


if __name__ == "__main__":
    main()
