"""How often each rule fires on articles annotated by hand, and how often it is right.

    python bench/rules.py GOLD.jsonl

Each line of the file is an object with `text` and `claims`, whose parts are lists of `[start, end)`
offsets: `quote`, and `speaker` where one is annotated. A claim is right where half
of its words and of those annotated are shared (F1 of at least .5), its speaker where a word is.
Annotated quotations and claims are paired one to one, the likest first.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from digest.claims import find
from digest.claims.rules import BESIDE, RULES
from digest.documents import understand
from digest.models import Article

WORD = re.compile(r"\w+")
RIGHT = 0.5

Words = frozenset[int]


def words(spans: list[list[int]] | None, starts: list[int]) -> Words:
    """Where the words within `spans` start."""
    return frozenset(s for start, end in spans or () for s in starts if start <= s < end)


def overlap(first: Words, second: Words) -> float:
    both = len(first & second)
    return 2 * both / (len(first) + len(second)) if both else 0.0


def pairs(gold: list[Words], found: list[Words]) -> Iterator[tuple[int, int]]:
    """The likest pairs that are like enough, each place in one of them."""
    scores = [(overlap(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    taken: set[tuple[str, int]] = set()
    for score, i, j in sorted(scores, key=lambda each: (-each[0], each[1:])):
        if score >= RIGHT and not taken & {("gold", i), ("found", j)}:
            taken |= {("gold", i), ("found", j)}
            yield i, j


def main() -> None:
    fired, right, spoken, heard = (Counter[str]() for _ in range(4))
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        row = json.loads(line)
        article = Article(id="x", place="x", format="text", text=row["text"])
        claims = find(understand(article))
        gold = row["claims"]
        starts = [match.start() for match in WORD.finditer(row["text"])]
        quotes = [words(each["quote"], starts) for each in gold]
        fired.update(claim.rule for claim in claims)
        for i, j in pairs(quotes, [words(list(map(list, c.quote)), starts) for c in claims]):
            rule, speaker = claims[j].rule, words(gold[i].get("speaker"), starts)
            right[rule] += 1
            kinds[rule][gold[i].get("type", "")] += 1
            spoken[rule] += bool(speaker)
            heard[rule] += bool(speaker & words(list(map(list, claims[j].speaker)), starts))
    print(f"{'rule':40} {'fires':>6} {'right':>6} {'share':>6} {'speaker':>8}  of these")
    for rule in (*(each.name for each in RULES), *BESIDE):
        share = right[rule] / fired[rule] if fired[rule] else 0.0
        voice = heard[rule] / spoken[rule] if spoken[rule] else 0.0
        among = ", ".join(f"{kind} {count}" for kind, count in kinds[rule].most_common())
        print(f"{rule:40} {fired[rule]:6} {right[rule]:6} {share:6.2f} {voice:8.2f}  {among}")
    print(f"{'all':40} {fired.total():6} {right.total():6} {right.total() / fired.total():6.2f}")


if __name__ == "__main__":
    main()
