"""Figures that differ, in articles written by hand (`tests/data/stories/conflicts`)."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from digest.claims import find, unsourced
from digest.documents import understand
from digest.models import Article, Cluster, Document, Story
from digest.stories import tell

DATA = Path(__file__).parents[2] / "data" / "stories" / "conflicts"
MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(DATA.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["cases"]
    ]


def document(number: int, told: dict[str, Any]) -> Document:
    """An article by its text, hours after Monday, language and outlet."""
    published = MONDAY + timedelta(hours=told.get("hours", number))
    metadata = {
        "outlet": told.get("outlet", f"Paper {number}"),
        "language": told.get("language", "de"),
        "title": told["text"].strip().split("\n")[0],
    }
    if told.get("dated", True):
        metadata["published"] = published.isoformat()
    name = f"article-{number}"
    return understand(
        Article(id=name, place=name, format="text", text=told["text"].strip(), metadata=metadata)
    )


def story(articles: list[dict[str, Any]]) -> tuple[Story, dict[str, Document]]:
    documents = {
        each.fingerprint: each for each in (document(n, told) for n, told in enumerate(articles))
    }
    claims = {name: find(each) for name, each in documents.items()}
    cluster = Cluster(id="story", documents=tuple(documents))
    return tell(cluster, documents, claims, unsourced=unsourced), documents


@pytest.mark.parametrize("case", cases())
def test_figures_that_differ_stand_side_by_side(case: dict[str, Any]) -> None:
    """A conflict that is none tells readers something false; one that is missed, too little."""
    found, documents = story(case["articles"])
    told = [
        {
            "kind": str(each.kind),
            "resolution": str(each.resolution),
            "values": [
                value.figure.span.of(documents[value.document].text) for value in each.values
            ],
        }
        for each in found.conflicts
    ]
    assert told == case.get("conflicts", [])
