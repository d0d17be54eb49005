"""The stories of `tests/data/stories/set` and `held`: a file is a story, with its articles and what
is true. Those of `held` are for measuring alone: no rule is made from their words.

An article is written as for JSON (docs/reference/formats.md) and is known as `file/id`. What is
true of it names its words as `[id, words]`: where they stand is looked up here, so nothing can be
wanted that is not in its article.

    copies       groups of articles with one text, lightly edited or shortened
    claims       `places` that say the same, and the `origins` independently behind them, unless
                 that may be seen in two ways; names that would both be right are divided by `|`
    conflicts    `values`: an article, the figure's words, what they mean
    denials      `claim` denies what `of` says
    retractions  `place` corrects an earlier report, or withdraws it

Where several places would be right there is a list of them. What is `optional` is not wanted, and
right all the same.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from digest.models import Span

DATA = Path(__file__).parents[1] / "data" / "stories"
SETS = ("set", "held")

Names = frozenset[str]  # that one origin may be shown by
Amount = float | str  # a number, or a day


@dataclass(frozen=True, kw_only=True)
class Place:
    document: str
    span: Span
    words: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """A claim: its places and the names of its independent origins."""

    places: Sequence[Place]
    origins: Sequence[Names]


@dataclass(frozen=True, kw_only=True)
class Differing:
    """A conflict: what its figures mean, by article."""

    kind: str
    resolution: str
    values: Sequence[tuple[Place, Amount]]
    optional: bool


@dataclass(frozen=True, kw_only=True)
class Denial:
    claim: Sequence[Place]
    of: Sequence[Place]
    optional: bool


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A correction or withdrawal: any of `places` tells it."""

    kind: str
    places: Sequence[Place]
    optional: bool


@dataclass(frozen=True, kw_only=True)
class Told:
    """One story as it should be told."""

    name: str
    articles: Sequence[Mapping[str, Any]]
    copies: Sequence[Sequence[str]]
    claims: Sequence[Group]
    conflicts: Sequence[Differing]
    denials: Sequence[Denial]
    retractions: Sequence[Notice]

    def documents(self) -> list[str]:
        return [article["id"] for article in self.articles]

    def languages(self) -> set[str]:
        return {article["language"] for article in self.articles}


def paths(name: str) -> list[Path]:
    return sorted((DATA / name).glob("*.toml"))


def fingerprint(name: str) -> str:
    """A hash over a set: floors hold for this data and no other."""
    return sha256(b"".join(path.read_bytes() for path in paths(name))).hexdigest()[:16]


def load(name: str) -> list[Told]:
    return [_told(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in paths(name)]


def as_lines(stories: Sequence[Told]) -> bytes:
    """All articles as JSON lines, as `digest stories` reads them."""
    articles = [article for story in stories for article in story.articles]
    lines = (json.dumps(each, ensure_ascii=False, default=str) for each in articles)
    return "".join(f"{line}\n" for line in lines).encode()


def _told(name: str, table: Mapping[str, Any]) -> Told:
    articles = [
        {**each, "id": f"{name}/{each['id']}", "text": each["text"].strip()}
        for each in table["articles"]
    ]
    find = _Finder({each["id"]: each["text"] for each in articles}, name)
    return Told(
        name=name,
        articles=articles,
        copies=[[f"{name}/{each}" for each in group] for group in table.get("copies", ())],
        claims=[_group(each, find) for each in table.get("claims", ())],
        conflicts=[_differing(each, find) for each in table.get("conflicts", ())],
        denials=[
            Denial(
                claim=find.any_of(each["claim"]),
                of=find.any_of(each["of"]),
                optional=each.get("optional", False),
            )
            for each in table.get("denials", ())
        ],
        retractions=[
            Notice(
                kind=each["notice"],
                places=find.any_of(each["place"]),
                optional=each.get("optional", False),
            )
            for each in table.get("retractions", ())
        ],
    )


class _Finder:
    """Places in the articles of one story."""

    def __init__(self, texts: Mapping[str, str], story: str) -> None:
        self._texts, self._story = texts, story

    def place(self, article: str, words: str) -> Place:
        document = f"{self._story}/{article}"
        start = self._texts[document].find(words)
        assert start >= 0, f"{document}: not in the text: {words}"
        return Place(document=document, span=Span(start, start + len(words)), words=words)

    def any_of(self, places: list[Any]) -> list[Place]:
        several = places if isinstance(places[0], list) else [places]
        return [self.place(*each) for each in several]


def _group(claim: Mapping[str, Any], find: _Finder) -> Group:
    return Group(
        places=[find.place(*each) for each in claim["places"]],
        origins=[frozenset(each.split("|")) for each in claim.get("origins", ())],
    )


def _differing(conflict: Mapping[str, Any], find: _Finder) -> Differing:
    return Differing(
        kind=conflict["kind"],
        resolution=conflict["resolution"],
        values=[
            (find.place(article, words), amount(value))
            for article, words, value in conflict["values"]
        ],
        optional=conflict.get("optional", False),
    )


def amount(value: Any) -> Amount:
    """A value as two can be compared: 12 and 12.0 are one."""
    return float(value) if isinstance(value, int | float) else str(value)
