"""The stories of `tests/data/stories/set`: a file is a story, with its articles and what is true.

An article is written as for JSON (docs/reference/formats.md) and is known as `file/id`. What is
true of it names its words as `[id, words]`: where they stand is looked up here, so nothing can be
wanted that is not in its article.

    copies       groups of articles with one text, lightly edited or shortened
    claims       `places` that say the same, and the `origins` independently behind them; names that
                 would both be right are divided by `|`
    conflicts    `values`: an article, the figure's words, what they mean
    denials      `claim` denies what `of` says; any of several places that say it will do
    retractions  `place` corrects an earlier report, or withdraws it
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

DATA = Path(__file__).parents[1] / "data" / "stories" / "set"

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


@dataclass(frozen=True, kw_only=True)
class Told:
    """One story as it should be told."""

    name: str
    articles: Sequence[Mapping[str, Any]]
    copies: Sequence[Sequence[str]]
    claims: Sequence[Group]
    conflicts: Sequence[Differing]
    denials: Sequence[tuple[Place, Sequence[Place]]]
    retractions: Sequence[tuple[str, Place]]

    def documents(self) -> list[str]:
        return [article["id"] for article in self.articles]

    def languages(self) -> set[str]:
        return {article["language"] for article in self.articles}


def paths() -> list[Path]:
    return sorted(DATA.glob("*.toml"))


def fingerprint() -> str:
    """A hash over the set: floors hold for this data and no other."""
    return sha256(b"".join(path.read_bytes() for path in paths())).hexdigest()[:16]


def load() -> list[Told]:
    return [_told(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in paths()]


def as_lines(stories: Sequence[Told]) -> bytes:
    """All articles as JSON lines, as `digest stories` reads them."""
    articles = [article for story in stories for article in story.articles]
    lines = (json.dumps(each, ensure_ascii=False, default=str) for each in articles)
    return "".join(f"{line}\n" for line in lines).encode()


def _several(places: list[Any]) -> list[Any]:
    return places if isinstance(places[0], list) else [places]


def amount(value: Any) -> Amount:
    """A value as two can be compared: 12 and 12.0 are one."""
    return float(value) if isinstance(value, int | float) else str(value)


def _told(name: str, table: Mapping[str, Any]) -> Told:
    articles = [
        {**each, "id": f"{name}/{each['id']}", "text": each["text"].strip()}
        for each in table["articles"]
    ]
    texts = {each["id"]: each["text"] for each in articles}

    def place(article: str, words: str) -> Place:
        document = f"{name}/{article}"
        start = texts[document].find(words)
        assert start >= 0, f"{document}: not in the text: {words}"
        return Place(document=document, span=Span(start, start + len(words)), words=words)

    return Told(
        name=name,
        articles=articles,
        copies=[[f"{name}/{each}" for each in group] for group in table.get("copies", ())],
        claims=[
            Group(
                places=[place(*each) for each in claim["places"]],
                origins=[frozenset(each.split("|")) for each in claim["origins"]],
            )
            for claim in table.get("claims", ())
        ],
        conflicts=[
            Differing(
                kind=each["kind"],
                resolution=each["resolution"],
                values=[
                    (place(article, words), amount(value))
                    for article, words, value in each["values"]
                ],
            )
            for each in table.get("conflicts", ())
        ],
        denials=[
            (place(*each["claim"]), [place(*one) for one in _several(each["of"])])
            for each in table.get("denials", ())
        ],
        retractions=[
            (each["notice"], place(*each["place"])) for each in table.get("retractions", ())
        ],
    )
