"""How often each rule fires on articles annotated by hand, and how often it is right.

    python bench/rules.py GOLD.jsonl [--wrong RULE]

Each line of the file is an object with `text` and `claims`, whose parts are lists of `[start, end)`
offsets: `quote`, and `speaker` where one is annotated. A claim is right where half of its words and
of those annotated are shared (F1 of at least .5), its speaker where a word is. Annotated quotations
and claims are paired one to one, the likest first. `--wrong` shows what a rule claims that nobody
annotated, in its sentence.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from digest.claims import find
from digest.claims.rules import BESIDE, RULES
from digest.documents import understand
from digest.models import Article, Claim

WORD = re.compile(r"\w+")
RIGHT = 0.5

Words = frozenset[int]


@dataclass
class Tally:
    """By rule: how often it fired, what kinds it was right on, and on how many of the speakers."""

    fired: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    spoken: Counter[str] = field(default_factory=Counter)
    heard: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, row: dict[str, Any]) -> None:
        text, starts = row["text"], [match.start() for match in WORD.finditer(row["text"])]
        claims = find(understand(Article(id="x", place="x", format="text", text=text)))
        quotes = [words(each["quote"], starts) for each in row["claims"]]
        right = dict(pairs(quotes, [words(claim.quote, starts) for claim in claims]))
        for number, claim in enumerate(claims):
            self.fired[claim.rule] += 1
            if number in right:
                self._hit(claim, row["claims"][right[number]], starts)
            else:
                self.wrong[claim.rule].append(shown(claim, text))

    def _hit(self, claim: Claim, wanted: dict[str, Any], starts: list[int]) -> None:
        speaker = words(wanted.get("speaker", ()), starts)
        self.kinds[claim.rule][wanted.get("type", "")] += 1
        self.spoken[claim.rule] += bool(speaker)
        self.heard[claim.rule] += bool(speaker & words(claim.speaker, starts))

    def row(self, rule: str) -> str:
        fired, right = self.fired[rule], self.kinds[rule].total()
        among = ", ".join(f"{kind} {count}" for kind, count in self.kinds[rule].most_common())
        speaker = share(self.heard[rule], self.spoken[rule])
        return f"{rule:40} {fired:6} {right:6} {share(right, fired)} {speaker:>8}  {among}"


def share(part: int, whole: int) -> str:
    return f"{part / whole:6.2f}" if whole else f"{'–':>6}"


def words(spans: Iterable[Iterable[int]], starts: list[int]) -> Words:
    """Where the words within `spans` start."""
    return frozenset(at for start, end in spans for at in starts if start <= at < end)


def overlap(first: Words, second: Words) -> float:
    both = len(first & second)
    return 2 * both / (len(first) + len(second)) if both else 0.0


def pairs(gold: list[Words], found: list[Words]) -> Iterator[tuple[int, int]]:
    """The likest places (found, gold) that are like enough, each in one pair."""
    scores = [(overlap(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    wanted, taken = set[int](), set[int]()
    for score, i, j in sorted(scores, key=lambda each: (-each[0], each[1:])):
        if score >= RIGHT and i not in wanted and j not in taken:
            wanted.add(i)
            taken.add(j)
            yield j, i


def shown(claim: Claim, text: str) -> str:
    """The sentence of a claim with its quote in brackets."""
    sentence = claim.sentence.of(text)
    for start, end in reversed(claim.quote):
        first, last = start - claim.sentence.start, end - claim.sentence.start
        sentence = f"{sentence[:first]}[{sentence[first:last]}]{sentence[last:]}"
    return " ".join(sentence.split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--wrong", metavar="RULE")
    options = parser.parse_args()
    tally = Tally()
    for line in options.gold.read_text("utf-8").splitlines():
        tally.add(json.loads(line))
    if options.wrong:
        print(*tally.wrong[options.wrong], sep="\n")
        return
    print(f"{'rule':40} {'fires':>6} {'right':>6} {'share':>6} {'speaker':>8}  of these")
    for rule in (*(each.name for each in RULES), *BESIDE):
        print(tally.row(rule))
    right = sum(kinds.total() for kinds in tally.kinds.values())
    print(f"{'all':40} {tally.fired.total():6} {right:6} {share(right, tally.fired.total())}")


if __name__ == "__main__":
    main()
