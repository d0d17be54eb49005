"""What `digest stories` writes of a story that has everything, and that the reference says it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from support.articles import build, find
from support.articles import figure as read_figure

from digest.cli.stories import write_table
from digest.cli.telling import Telling
from digest.models import (
    Alias,
    Certainty,
    Conflict,
    Counted,
    Document,
    How,
    Join,
    Link,
    Notice,
    Resolution,
    Retraction,
    Same,
    Statement,
    Story,
    Value,
)

PAGE = Path(__file__).parents[3] / "docs/reference/stories.md"
DAY = datetime(2026, 11, 10, 8, tzinfo=UTC)


@pytest.fixture
def telling() -> Telling:
    """Two articles that differ in a figure, with all that a story can have."""
    police = {"source": ["Polizei", "body"], "figures": ["12"]}
    documents, claims = build(
        [
            {
                "id": "first",
                "text": "Erste Meldung\n\n12 Boote sind gesunken, sagte die Polizei.",
                "published": DAY,
                "outlet": "Bote",
                "title": "Erste Meldung",
                "claims": [{"says": "12 Boote sind gesunken", **police}],
            },
            {
                "id": "second",
                "text": "14 Boote sind gesunken, sagte die Polizei. Es waren nicht 12.",
                "claims": [{"says": "14 Boote sind gesunken", **police, "figures": ["14"]}],
            },
        ]
    )
    first, second = documents
    (old,), (new,) = claims[first.fingerprint], claims[second.fingerprint]
    story = Story(
        id="s1",
        documents=(second.fingerprint, first.fingerprint),
        statements=(
            Statement(
                id="c1",
                claims=(new, old),
                origins=("Polizei",),
                certainty=Certainty.STATED,
                joins=(Join(to=0, how=How.REWORDED, likeness=0.5, shared=("boot",)),),
                denies="c2",
            ),
        ),
        origins=("Polizei",),
        conflicts=(
            Conflict(
                id="f1",
                kind=Counted.NUMBER,
                about="Boote",
                values=(
                    value(first, "12", replaced=True),
                    value(second, "14"),
                ),
                resolution=Resolution.CORRECTED,
            ),
        ),
        retractions=(
            Retraction(
                notice=Notice.CORRECTED,
                document=second.fingerprint,
                sentence=find(second, "Es waren nicht 12."),
                origin="Bote",
            ),
        ),
        copies=((first.fingerprint, second.fingerprint),),
        links=(
            Link(document=second.fingerprint, to=first.fingerprint, likeness=1.5, shared=("boot",)),
        ),
        aliases=(Alias(name="Bote", origin="Polizei", why=Same.CITED),),
    )
    return Telling(
        story=story,
        documents={each.fingerprint: each for each in documents},
        names={each.fingerprint: [each.id] for each in documents},
    )


def value(document: Document, words: str, *, replaced: bool = False) -> Value:
    return Value(
        figure=read_figure(document, words),
        document=document.fingerprint,
        sentence=find(document, f"{words} Boote sind gesunken"),
        language="de",
        source=None,
        origin="Polizei",
        certainty=Certainty.STATED,
        time=document.published.value if document.published else None,
        statement="c1",
        replaced=replaced,
    )


def test_articles_are_named_by_their_ids(telling: Telling) -> None:
    """Fingerprints are ours alone; who reads the JSON knows articles by id."""
    record = telling.record()
    assert record["title"] == "Erste Meldung"
    assert record["documents"] == ["first", "second"]
    assert record["copies"] == [["first", "second"]]
    assert record["links"][0] == {
        "document": "second",
        "to": "first",
        "likeness": 1.5,
        "shared": ["boot"],
    }
    assert record["retractions"][0]["document"] == "second"
    assert [each["document"] for each in record["claims"][0]["places"]] == ["second", "first"]


def test_figures_stand_side_by_side(telling: Telling) -> None:
    """A script compares the numbers, and shows the words that they were read from."""
    (conflict,) = telling.record()["conflicts"]
    assert [each["value"] for each in conflict["values"]] == [12, 14]
    assert [each["words"] for each in conflict["values"]] == ["12", "14"]
    assert [each["time"] for each in conflict["values"]] == ["2026-11-10T08:00:00+00:00", None]
    assert [each["replaced"] for each in conflict["values"]] == [True, False]
    assert conflict["resolution"] == "corrected"


def test_the_table_shows_figures_that_differ(
    telling: Telling, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is what a newsroom must see before all else."""
    write_table(telling)
    shown = capsys.readouterr().out
    assert "Corrected: number, “Boote”" in shown
    assert "2026-11-10 08:00" in shown


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from keys(each)
    elif isinstance(value, list):
        for each in value:
            yield from keys(each)


def test_every_key_is_in_the_reference(telling: Telling) -> None:
    """Scripts read these lines: a key that nobody explains is guessed at."""
    page = PAGE.read_text("utf-8")
    dates = telling.record()["days"].keys()
    assert sorted({key for key in keys(telling.record()) if f"`{key}`" not in page} - dates) == []


@pytest.mark.parametrize("kind", [How, Counted, Resolution, Notice, Same, Certainty])
def test_every_word_of_a_list_is_in_the_reference(kind: type[StrEnum]) -> None:
    """A script compares with them, so it must know them all."""
    page = PAGE.read_text("utf-8")
    assert [each for each in kind if f"`{each}`" not in page] == []
