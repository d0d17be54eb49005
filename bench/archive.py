"""Finding again what editions said: milliseconds a question, and what the index costs.

    python bench/archive.py [--editions 1000] [--stories 12] [--items 8] [--questions 500]

The editions are made up (`tests/support/made_news.py`), with words as texts have them: few are
common. A third of the stories goes on from day to day, and few speakers are often quoted. Questions
are words of lines that are there, drawn at random, so that common words are asked for often. Times
are of the processor: nothing waits for anything, and other programs do not count.
"""

from __future__ import annotations

import argparse
import gc
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from printing import print_table
from support import made_news
from support.archived import DOCUMENTS, NOW, edition, item, story

from digest.models import Certainty, Claim, ClaimType, Document, Span, Statement, Story
from digest.models.editions import Edition, EditionStory
from digest.storage import Store, lines
from digest.storage.engine import writable
from digest.storage.schema import lines as table

DAY = date(2024, 1, 1)
# Goals: milliseconds for 99 of 100 questions, and for what a page is made of.
SEARCH, PAGE = 20.0, 50.0
SPEAKERS = 5000

Ask = Callable[[], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name, default in (("editions", 1000), ("stories", 12), ("items", 8), ("questions", 500)):
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    chance = Random(0)  # noqa: S311  the same editions every time
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "digest.db")
        with Store.open(f"sqlite:///{file}") as store:
            made = list(editions(chance, args.editions, args.stories, args.items))
            gc.freeze()  # whoever asks has none of these in memory
            keeping(store, file, made)
            sizes(file, len(made))
            asking(store, made, chance, args.questions)


def editions(chance: Random, count: int, stories: int, items: int) -> Iterator[Edition]:
    names = [made_news.name(chance) + " " + made_news.name(chance) for _ in range(SPEAKERS)]
    told: list[EditionStory] = []
    events: dict[str, made_news.Event] = {}
    for day in range(count):
        told = told[: stories // 3]
        while len(told) < stories:
            name = f"{chance.getrandbits(40):010x}"
            events[name] = made_news.event(chance, 1)
            told.append(story(name, made_news.title(events[name], chance)))
        told = [
            replace(each, items=tuple(said(chance, events[each.id], names, items)))
            for each in chance.sample(told, stories)
        ]
        yield edition(DAY + timedelta(days=day), *told)


def said(chance: Random, event: made_news.Event, names: list[str], items: int) -> Iterator[object]:
    for _ in range(items):
        speaker = names[int(SPEAKERS * chance.random() ** 3)]
        language = chance.choice(made_news.LANGUAGES)
        words = made_news.sentence(event, chance.choice(event.facts), language, chance)
        more = (chance.randrange(5), speaker, chance.randrange(999), [made_news.rank(chance)] * 3)
        words += " " + made_news.sentence(event, more, language, chance)
        yield item(f"{chance.getrandbits(40):010x}", words, speaker=speaker)


def behind(made: Edition) -> list[Story]:
    """What it was chosen from: three times of what is shown, as far as later questions ask."""
    name = next(iter(DOCUMENTS))
    claim = Claim(
        document=name,
        type=ClaimType.DIRECT,
        quote=(Span(0, 9),),
        language="de",
        sentence=Span(0, 9),
        rule="made",
    )
    return [
        Story(
            id=each.id,
            documents=(fingerprint(each),),
            statements=tuple(
                Statement(
                    id=shown.id if not n else f"{shown.id}{n}",
                    claims=(claim,),
                    origins=(),
                    certainty=Certainty.STATED,
                    keys=(f"{shown.id}{n}".ljust(32, "0"), f"{shown.id}{n}".ljust(32, "1")),
                )
                for shown in each.items
                for n in range(3)
            ),
            origins=(),
        )
        for each in made.stories
    ]


def fingerprint(told: EditionStory) -> str:
    return told.id.rjust(32, "0")


def articles(made: Sequence[Edition]) -> list[Document]:
    """Of each story one."""
    first, *others = DOCUMENTS.values()
    told = {fingerprint(each) for edition in made for each in edition.stories}
    return [first, *others, *(replace(first, id=each, fingerprint=each) for each in told)]


def keeping(store: Store, file: Path, made: list[Edition]) -> None:
    store.add([(each, ()) for each in articles(made)], now=NOW)
    started = time.process_time()
    for each in made:
        store.save(each, behind(each))
    saved = time.process_time() - started
    engine = writable(file, wait=1)
    with engine.begin() as connection:
        connection.execute(table.delete())
        started = time.process_time()
        lines.fill(connection)
        filled = time.process_time() - started
    engine.dispose()
    print_table(
        ("an edition of " + str(len(list(made[0].items()))) + " lines", "milliseconds"),
        [
            ("kept, all in all", f"{1000 * saved / len(made):.1f}"),
            ("read, and its lines written anew", f"{1000 * filled / len(made):.1f}"),
        ],
    )


def sizes(file: Path, count: int) -> None:
    with closing(sqlite3.connect(file)) as raw:
        rows = raw.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
    by_name: Mapping[str, int] = dict(rows)
    groups = {
        "full-text index": [each for each in by_name if each.startswith("search")],
        "lines and their look-ups": [each for each in by_name if "lines" in each],
        "editions": [each for each in by_name if each in {"editions", "stories"}],
        "all": list(by_name),
    }
    print_table(
        ("kept", "kilobytes an edition"),
        [
            (name, f"{sum(by_name[each] for each in tables) / 1000 / count:.1f}")
            for name, tables in groups.items()
        ],
    )


def asking(store: Store, made: list[Edition], chance: Random, times: int) -> None:
    archive = store.archive
    shown = [item for each in made for item in each.items()]

    def words() -> list[str]:
        return [w for w in chance.choice(shown).words[0].text.split() if w.isalpha()]

    def phrase() -> str:
        there = chance.choice(shown).words[0].text.split()
        return '"' + " ".join(there[1:4]) + '"'

    def speaker() -> str:
        return chance.choice(shown).attribution.name.text

    searches: dict[str, Callable[[], str]] = {
        "a word": lambda: chance.choice(words()),
        "two words": lambda: " ".join(chance.sample(words(), 2)),
        "a phrase": phrase,
        "a beginning (ab*)": lambda: chance.choice(words())[:2] + "*",
        "speaker:NAME": lambda: f'speaker:"{speaker()}"',
        "the commonest word": lambda: "die",
    }
    asked: dict[str, Ask] = {
        f"search: {name}": lambda query=query: archive.search("daily", query(), limit=20)
        for name, query in searches.items()
    }
    asked |= {
        "50 editions": lambda: archive.editions("daily", before=chance.choice(made).id),
        "a story": lambda: archive.of_story("daily", chance.choice(chance.choice(made).stories).id),
        "a claim": lambda: archive.of_claim("daily", chance.choice(shown).id),
        "a speaker, 10 editions": lambda: archive.of_speaker(
            "daily", speaker().casefold(), limit=10
        ),
        "100 speakers": lambda: archive.voices("daily", limit=100),
    }
    rows = []
    for name, ask in asked.items():
        took = sorted(timed(ask) for _ in range(times if name.startswith("search") else times // 5))
        goal = SEARCH if name.startswith("search") else PAGE
        cuts = quantiles(took, n=100)
        rows.append((name, f"{cuts[49]:.1f}", f"{cuts[98]:.1f}", "" if cuts[98] < goal else "slow"))
    print_table(("milliseconds", "median", "99 of 100", f"{SEARCH:.0f}, {PAGE:.0f}"), rows)


def timed(ask: Ask) -> float:
    started = time.process_time()
    ask()
    return 1000 * (time.process_time() - started)


if __name__ == "__main__":
    main()
