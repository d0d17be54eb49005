"""Four editions with everything that readers may meet, written as TOML (`tests/data/fixtures`).

    english   20 stories of one morning, one of them told by 300 copies of one report
    german    40 stories with long words: more than a mail may hold
    arabic    from right to left, with Latin names and quotations between
    hindi     Devanagari, and emoji of several code points in every place that words can have

An item says the sentence of the article in three parts, `before`, `says` and `after`; the articles
of a story are made of these sentences, so that all words stand in them. What is `old`, and what
readers had of a claim (`earlier`), stands in an earlier version of the first article.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from support.editions import Fixture, build

FOLDER = Path(__file__).parents[1] / "data" / "fixtures"
Table = dict[str, Any]
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def fixture(name: str) -> Fixture:
    """The edition called `name`, and its documents by fingerprint."""
    return made(tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")))


def made(data: Table) -> Fixture:
    """The edition that `data` tells, and its documents by fingerprint."""
    documents: list[Table] = []
    stories = [_story(n, each, data, documents) for n, each in enumerate(_repeated(data), 1)]
    return build(data | {"documents": documents, "stories": stories})


def _repeated(data: Table) -> Iterator[Table]:
    """The stories; where the file says `repeat`, once for each of its tables of values."""
    for story in data["stories"]:
        for values in data.get("repeat", [{}]):
            yield _filled(story, values)


def _filled(value: Any, values: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return value.format_map(values) if values else value
    if isinstance(value, dict):
        return {key: _filled(each, values) for key, each in value.items()}
    return [_filled(each, values) for each in value] if isinstance(value, list) else value


def _story(number: int, story: Table, edition: Table, documents: list[Table]) -> Table:
    """`story` as `support.editions` reads it; its articles are added to `documents`."""
    first, story = len(documents) + 1, story | {"number": number}
    told = [each for each in story["items"] if not each.get("old")]
    old = list(_old(story["items"]))
    articles = list(_articles(story, edition, told, old))
    documents += ({"id": f"articles/{n:03}.txt"} | each for n, each in enumerate(articles, first))
    current = len(articles) - bool(old)
    days = story.get("days", {str(edition["date"]): current})
    place = {"story": number, "first": first, "old": first + current, "since": edition["since"]}
    return story | {
        "documents": list(range(first, len(documents) + 1)),
        "articles": sum(days.values()),
        "days": days,
        "items": [_item(each, told, old, place) for each in story["items"]],
        "disputes": [
            _dispute(each, len(told), first, current) for each in story.get("disputes", ())
        ],
    }


def _old(items: Iterable[Table]) -> Iterator[str]:
    """What only the earlier version of an article says."""
    for each in items:
        if each.get("old"):
            yield f"{each['says']} ({each['by']})"
        elif "earlier" in each:
            yield f"{each['earlier']['words']}."


def _articles(story: Table, edition: Table, told: list[Table], old: list[str]) -> Iterator[Table]:
    """The articles of `story`, of which each has all that is told; last the earlier version."""
    values = [each for table in story.get("disputes", ()) for each in table["values"]]
    lines = [f"{each.get('before', '')}{each['says']}{each.get('after', '')}" for each in told]
    lines += [f"{each['by'][0]}{each['tell']}{each['figure']}." for each in values]
    lines += [each["says"] for each in story.get("dropped", ())]
    outlets = story["outlets"] * story.get("copies", 1)
    morning = datetime.combine(edition["date"], time(6), UTC)
    known = {"title": story["headline"], "language": story.get("language", edition["language"])}
    for hours, outlet in enumerate([*outlets, *outlets[: bool(old)]]):
        is_old = hours == len(outlets)
        given = {"outlet": outlet} if isinstance(outlet, str) else outlet
        found = {
            "url": f"https://news.example/{story['number']}/{hours}?from=digest&by=mail",
            "published": morning - timedelta(hours=30 if is_old else hours % 24),
            "superseded": is_old,
            "text": "\n\n".join([story["headline"], *(old if is_old else lines)]),
        }
        yield {key: value for key, value in (known | found | given).items() if value is not False}


def _item(item: Table, told: list[Table], old: list[str], place: Table) -> Table:
    made = {
        "section": item["s"],
        "type": "direct" if item["s"] == "verbatim" else "indirect",
        "words": [item["says"]],
        "told": item.get("told", False),
        "speaker": [item["by"], item.get("kind", "person")],
        "role": item.get("role"),
        "certainty": item.get("sure", "stated"),
        "evidence": item.get("hedge", []),
        "places": _places(item, told, old, place),
        "origins": item.get("origins", [item["by"]]),
    }
    made |= {key: item[key] for key in ("language", "citing", "figures", "change") if key in item}
    made |= {"medium": [item["to"], "outlet"]} if "to" in item else {}
    made |= {"denies": f"{place['story']}-{item['denies']}"} if "denies" in item else {}
    had = (
        {"words": item["says"], "origins": [item["by"]]} if item.get("old") else item.get("earlier")
    )
    if had:
        made["earlier"] = {
            "certainty": had.get("sure", "stated"),
            "origins": had["origins"],
            "words": [had["words"]],
            "document": place["old"],
            "date": place["since"],
        }
    return made


def _places(item: Table, told: list[Table], old: list[str], place: Table) -> list[list[int]]:
    """Article and paragraph; the first paragraph is the headline."""
    if item.get("old"):
        (nth,) = (n for n, line in enumerate(old, start=2) if line.startswith(item["says"]))
        return [[place["old"], nth]]
    paragraph = told.index(item) + 2
    return [[place["first"] + nth, paragraph] for nth in range(item.get("articles", 1))]


def _dispute(table: Table, told: int, first: int, articles: int) -> Table:
    """The sentences of figures stand behind those of items; each figure is led to in an article of
    its own, as far as there are any."""
    values = [
        value
        | {"speaker": value["by"], "certainty": value.get("sure", "stated")}
        | {"place": [first + min(nth, articles - 1), told + 2 + nth]}
        for nth, value in enumerate(table["values"])
    ]
    return table | {"values": values}
