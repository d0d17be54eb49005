"""Claims: articles a second on one core, start-up apart, and what the annotated articles show.

    python bench/claims.py [--errors]

The articles are those of `tests/data/claims`, read again and again; `--errors` lists what is
missed or found beside what is annotated.
"""

import sys
import time
from itertools import cycle, islice
from pathlib import Path
from tomllib import loads

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.quality import as_document, measure, paths

from digest.claims import find

ARTICLES = 1000


def main() -> None:
    tables = [loads(path.read_text("utf-8")) for path in paths()]
    documents = [as_document(table["text"], table["language"]) for table in tables]
    started = time.process_time()
    for document in documents:
        find(document)
    print(f"start-up (languages compiled): {time.process_time() - started:.3f} s")
    started = time.process_time()
    size = 0
    for document in islice(cycle(documents), ARTICLES):
        find(document)
        size += len(document.text)
    seconds = time.process_time() - started
    print(f"{ARTICLES / seconds:.0f} articles/s of {size // ARTICLES} characters, one core")
    for name, text in monsters():
        started = time.process_time()
        find(as_document(text, "de"))
        print(f"{name:24} {len(text):>9} characters {time.process_time() - started:.2f} s")
    tally = measure(paths())
    for key, share in tally.shares().items():
        print(f"{key:28} {share:.3f} of {tally.wanted[key]}")
    for key, f1 in sorted(tally.overlap().items()):
        print(f"{key:28} {f1:.3f} F1")
    print(f"not annotated: {tally.surplus}")
    if "--errors" in sys.argv:
        print(*tally.errors, sep="\n")


def monsters() -> list[tuple[str, str]]:
    return [
        ("one sentence", "Die Sprecherin sagte am Montag " * 33_000),
        ("quotation marks", '"' * 10_000),
        ("nested brackets", "(" * 5_000 + ")" * 5_000),
        ("commas", "," * 100_000),
        ("names", "Anna Berg " * 10_000),
        ("short claims", "Er sagte, die Lage sei ernst. " * 33_000),
    ]


if __name__ == "__main__":
    main()
