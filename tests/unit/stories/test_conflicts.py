"""Figures that differ, in articles written by hand (`tests/data/stories/conflicts`)."""

import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import permutations, zip_longest
from pathlib import Path
from typing import Any

import pytest

from digest.claims import find, unsourced
from digest.documents import understand
from digest.models import Article, Cluster, Document, Story, Value
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

    def words(values: Iterable[Value]) -> list[str]:
        return [each.figure.span.of(documents[each.document].text) for each in values]

    told = [
        {
            "kind": str(each.kind),
            "resolution": str(each.resolution),
            "values": words(each.values),
            "standing": words(value for value in each.values if not value.replaced),
        }
        for each in found.conflicts
    ]
    wanted = case.get("conflicts", [])
    assert [
        {key: had.get(key) for key in one} for had, one in zip_longest(told, wanted, fillvalue={})
    ] == wanted


BLAST = [
    {"text": "Bei der Explosion in Marwede starben drei Menschen, teilte die Polizei mit."},
    {"text": "Bei der Explosion in Marwede starben fünf Menschen, sagte das Klinikum Altstadt."},
    {
        "hours": 30,
        "text": "Nach der Explosion in Marwede seien sieben Menschen gestorben, so die Polizei.",
    },
]


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_order_of_claims_makes_no_difference(order: tuple[int, ...]) -> None:
    """Articles come in order of time; who reads them first is chance."""
    wanted, _ = story(BLAST)
    documents = [document(n, told) for n, told in enumerate(BLAST)]
    shuffled = {documents[n].fingerprint: documents[n] for n in order}
    claims = {name: find(each) for name, each in shuffled.items()}
    cluster = Cluster(id="story", documents=tuple(each.fingerprint for each in documents))
    assert tell(cluster, shuffled, claims, unsourced=unsourced) == wanted


def test_a_conflict_keeps_its_id_when_a_figure_joins() -> None:
    """The next edition marks what is new in it, and not the whole as another one."""
    before, _ = story(BLAST[:2])
    after, _ = story(BLAST)
    assert [each.id for each in before.conflicts] == [each.id for each in after.conflicts]
    assert len(after.conflicts[0].values) > len(before.conflicts[0].values)


def test_two_conflicts_of_a_story_have_two_ids() -> None:
    """Dead and injured of one blast, and the dead of another story, are told apart by it."""
    told = (
        "Bei der Explosion starben {} Menschen, teilte die Polizei mit. {} Menschen sind verletzt."
    )
    found, _ = story([{"text": told.format(2, 10)}, {"hours": 30, "text": told.format(4, 12)}])
    assert len({each.id for each in found.conflicts}) == 2


def test_a_value_says_who_gives_it_when_and_where() -> None:
    """Side by side means nothing without source, time and place."""
    found, documents = story(BLAST)
    first, second, third = found.conflicts[0].values
    assert [each.source and each.source.name for each in (first, second, third)] == [
        "Polizei",
        "Klinikum Altstadt",
        "Polizei",
    ]
    assert first.time is not None
    assert third.time is not None
    assert third.time > first.time
    assert [first.replaced, second.replaced, third.replaced] == [True, False, False]
    statement = next(each for each in found.statements if each.id == first.statement)
    assert any(claim.document == first.document for claim in statement.claims)
    assert "drei" in first.sentence.of(documents[first.document].text)


def test_one_article_is_not_read_for_figures() -> None:
    """It has nothing to be held against, and most stories have one article only."""
    only = document(0, BLAST[0])

    def asked(_: Document) -> tuple[Any, ...]:
        raise AssertionError

    cluster = Cluster(id="story", documents=(only.fingerprint,))
    claims = {only.fingerprint: find(only)}
    assert not tell(cluster, {only.fingerprint: only}, claims, unsourced=asked).conflicts
