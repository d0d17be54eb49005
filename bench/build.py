"""How long `digest build` takes for many articles, and how much memory.

    python bench/build.py [--articles 1000] [--from FOLDER | --from FILE.jsonl]

The articles are those of a folder of text files (or the `text` of JSON lines; default: seeds/),
repeated; in each repetition the capitalised words of five letters and more are replaced by others,
so that the copies tell other stories of the same shape.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"
NAME = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{4,}\b")
SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "po", "ra", "su", "ti", "vo", "wen")


def texts(source: Path) -> list[str]:
    if source.is_file():
        lines = source.read_text("utf-8").splitlines()
        return [json.loads(line)["text"] for line in lines]
    return [path.read_text("utf-8", errors="replace") for path in sorted(source.glob("*.txt"))]


def copies(originals: list[str], count: int) -> Iterator[str]:
    """`count` texts; the first ones as they are, the others with changed names."""
    for number in range(count):
        turn, text = divmod(number, len(originals))[0], originals[number % len(originals)]
        if not turn:
            yield text
            continue
        chance = random.Random(turn)  # noqa: S311  not a secret: the same articles every time
        names = {name: changed(name, chance) for name in sorted(set(NAME.findall(text)))}
        yield NAME.sub(lambda match, names=names: names[match[0]], text)


def changed(name: str, chance: random.Random) -> str:
    """Half of the words stay, so that cues and function words are as frequent as before."""
    if chance.random() < 0.5:
        return name
    return "".join(chance.choices(SYLLABLES, k=len(name) // 2)).capitalize()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--from", dest="source", type=Path, default=SEEDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "articles")
        folder.mkdir()
        for number, text in enumerate(copies(texts(options.source), options.articles)):
            Path(folder, f"{number:06}.txt").write_text(text, "utf-8")
        command = [sys.executable, "-m", "digest", "build", str(folder), "--out", f"{place}/out"]
        started = time.perf_counter()
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(done.stdout.splitlines()[0])
    print(f"{options.articles} articles in {seconds:.2f} s, peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
