"""Stories: what `digest stories` makes of those written for it (`tests/data/stories`).

    python bench/stories_quality.py [--held] [--given] [--errors [WORD]] [--articles FILE]

What is printed can stand in `tests/unit/stories/floors.toml`. `--held` measures the stories that no
rule was made from: look at their figures, not at their errors. `--given` tells each story of its
own articles alone, so that what clustering does wrong does not count against the rest; `--errors`
lists what is wrong, that with WORD in it; `--articles` writes the articles as JSON lines.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.story_quality import measure, records
from support.story_set import as_lines, fingerprint, load


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--given", action="store_true")
    parser.add_argument("--errors", nargs="?", const="")
    parser.add_argument("--articles", type=Path)
    options = parser.parse_args()
    name = "held" if options.held else "set"
    stories = load(name)
    if options.articles:
        options.articles.write_bytes(as_lines(stories))
    started = time.process_time()
    tally = measure(stories, records(stories, given=options.given))
    seconds = time.process_time() - started
    articles = sum(len(story.articles) for story in stories)
    print(f"# {articles} articles in {len(stories)} stories, {seconds:.1f} s")
    print(f'[{name}]\ndata = "{fingerprint(name)}"\n\n[{name}.shares]')
    for key, share in tally.shares().items():
        print(f'"{key}" = {share}')
    if options.errors is not None:
        print(*(f"# {each}" for each in tally.errors if options.errors in each), sep="\n")


if __name__ == "__main__":
    main()
