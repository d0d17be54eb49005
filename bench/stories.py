"""Telling stories, beside sumy's LexRank and scikit-learn: seconds, memory, how they grow.

    python bench/stories.py [--peers FOLDER] [--sizes 1000 10000 100000] [--seconds 120]

The articles are made up (`tests/support/made_news.py`). Each size is read and gathered in a process
of its own, on one core; reading is told apart, as feeds are read once and told daily. The peers get
the same texts, twice as many each time, until one run takes more than so many seconds or the next
would fill the memory. They live in a virtual environment in FOLDER; it is made and filled from the
package index where there is none.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from printing import print_table
from support.made_news import articles
from support.processes import run

PEERS = ("sumy==0.13.0", "scikit-learn==1.9.1", "numpy")
# Goals: seconds for 10,000 articles, and how time grows from one size to ten times of it.
SECONDS, EXPONENT = 60.0, 1.15
# No peer is given more articles than fit in so much.
MEGABYTES = 6000

# Sentences of all articles in one matrix, as LexRank ranks those of many documents.
LEXRANK = """
import json, re, sys
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.lex_rank import LexRankSummarizer
class Words:
    def to_words(self, text):
        return re.findall(r"\\w+", text)
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
split = [re.split(r"(?<=[.!?])\\s+", text) for text in texts]
paragraphs = [Paragraph([Sentence(each, Words()) for each in one]) for one in split]
LexRankSummarizer()(ObjectDocumentModel(paragraphs), 10)
"""

# All articles in one matrix of distances.
AGGLOMERATIVE = """
import json, sys
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_distances
lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
found = TfidfVectorizer().fit_transform(f"{each['title']} {each['text']}" for each in lines)
AgglomerativeClustering(
    n_clusters=None, metric="precomputed", linkage="average", distance_threshold=0.8
).fit(cosine_distances(found))
"""


def measure(count: int) -> dict[str, float]:
    """Seconds of the processor to read and to gather `count` articles, and megabytes at their
    peaks."""
    from digest import claims, formats, stories
    from digest.documents import understand
    from digest.models import Article, Raw

    lines = (json.dumps(article).encode() for article in articles(count))
    started = time.process_time()
    read = (each for line in lines for each in formats.read(Raw(place="made.jsonl", data=line)))
    documents = [understand(each) for each in read if isinstance(each, Article)]
    found = {each.fingerprint: claims.find(each) for each in documents}
    ended = time.process_time()
    megabytes = _peak()
    told = stories.gather(documents, found, unsourced=claims.unsourced)
    return {
        "articles": count,
        "stories": len(told),
        "reading": ended - started,
        "read": megabytes,
        "gathering": time.process_time() - ended,
        "gathered": _peak(),
    }


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(sizes: Sequence[int]) -> list[Mapping[str, float]]:
    found = []
    for size in sizes:
        command = [sys.executable, __file__, "--measure", str(size)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append(json.loads(done.stdout))
    return found


def exponents(measured: Sequence[Mapping[str, float]]) -> list[float]:
    """How gathering grows from each size to the next: 1 is in proportion."""
    return [
        math.log(larger["gathering"] / smaller["gathering"])
        / math.log(larger["articles"] / smaller["articles"])
        for smaller, larger in pairwise(measured)
    ]


def theirs(python: Path, program: str, seconds: float) -> list[tuple[int, float, float]]:
    """Articles, seconds and megabytes of each run of a peer, the last over `seconds` or the last
    before `MEGABYTES`."""
    found: list[tuple[int, float, float]] = []
    with tempfile.TemporaryDirectory() as place:
        # Twice the articles are four times the matrix.
        while not found or (found[-1][1] < seconds and 4 * found[-1][2] < MEGABYTES):
            size = 2 * found[-1][0] if found else 100
            lines = [json.dumps(article) for article in articles(size)]
            path = Path(place, "made.jsonl")
            path.write_text("\n".join(lines), "utf-8")
            usage = run([python, "-c", program, path], cwd=Path(place))
            if usage.status:
                print(f"ended with {usage.status} at {size} articles\n{usage.output[-500:]}")
                break
            found.append((size, usage.cpu, usage.largest))
    return found


def install(peers: Path) -> Path:
    python = peers / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(peers)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PEERS], check=True)
    return python


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--seconds", type=float, default=120.0, help="that a peer may take")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return
    measured = ours(options.sizes)
    head = ("articles", "stories", "reading, CPU s", "MB", "gathering, CPU s", "MB")
    keys = ("articles", "stories", "reading", "read", "gathering", "gathered")
    print_table(head, [[f"{each[key]:,.0f}" for key in keys] for each in measured])
    for each, larger in zip(exponents(measured), options.sizes[1:], strict=True):
        print(f"exponent up to {larger:,}: {each:.2f} (goal at the end: {EXPONENT:g} or less)")
    print(f"goal for 10,000 articles: {SECONDS:g} s of gathering or less")
    if options.peers:
        python = install(options.peers.resolve())
        for name, program in (("sumy LexRank", LEXRANK), ("scikit-learn", AGGLOMERATIVE)):
            print(f"\n{name}")
            rows = theirs(python, program, options.seconds)
            print_table(
                ("articles", "CPU s", "MB"), [[f"{each:,.0f}" for each in row] for row in rows]
            )


if __name__ == "__main__":
    main()
