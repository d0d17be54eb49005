"""Stories of articles written by hand, as `tests/data/stories` expects them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from support.articles import build

from digest.models import Document, Statement, Story
from digest.stories import gather

DATA = Path(__file__).parents[2] / "data" / "stories"
FIXTURES = sorted(path.stem for path in DATA.glob("*.toml"))


def load(name: str) -> tuple[dict[str, Any], dict[str, Document], tuple[Story, ...]]:
    data = tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))
    documents, claims = build(data["articles"])
    known = {document.fingerprint: document for document in documents}
    return data["expected"], known, gather(documents, claims)


def told(statement: Statement, documents: dict[str, Document]) -> list[str]:
    return [claim.quote[0].of(documents[claim.document].text) for claim in statement.claims]


@pytest.mark.parametrize("name", FIXTURES)
def test_articles_on_one_event_are_one_story(name: str) -> None:
    """Each pair that is wrongly joined or parted is a story that a reader sees."""
    expected, documents, stories = load(name)
    found = {
        tuple(sorted(documents[key].id for key in story.documents)): story.origins
        for story in stories
    }
    assert found == {
        tuple(sorted(story["documents"])): tuple(story["origins"]) for story in expected["stories"]
    }


@pytest.mark.parametrize("name", FIXTURES)
def test_the_same_claim_is_one_statement(name: str) -> None:
    """The best wording first, all places, every origin once, no surer than the least sure."""
    expected, documents, stories = load(name)
    statements = [statement for story in stories for statement in story.statements]
    for wanted in expected.get("statements", ()):
        found = [
            statement
            for statement in statements
            if len(told(statement, documents)) == len(wanted["says"])
            and all(map(str.startswith, told(statement, documents), wanted["says"]))
        ]
        assert found, f"no statement has {wanted['says']} and nothing else"
        assert found[0].origins == tuple(wanted["origins"])
        assert found[0].certainty == wanted.get("certainty", "stated")
        if "how" in wanted:
            assert [join.how for join in found[0].joins] == wanted["how"]


@pytest.mark.parametrize("name", FIXTURES)
def test_a_denial_is_tied_to_what_it_denies(name: str) -> None:
    """A wrong tie has somebody deny what nobody asked them; so all others are tied to nothing."""
    expected, documents, stories = load(name)
    statements = {statement.id: statement for story in stories for statement in story.statements}
    tied = {
        (told(each, documents)[0], told(statements[each.denies], documents)[0])
        for each in statements.values()
        if each.denies
    }
    wanted = [each for each in expected.get("statements", ()) if "denies" in each]
    assert len(tied) == len(wanted)
    for each in wanted:
        assert any(
            denial.startswith(each["says"][0]) and denied.startswith(each["denies"])
            for denial, denied in tied
        ), f"{each['says'][0]} is not tied to {each['denies']}"


def with_key(key: str) -> list[str]:
    """The fixtures whose stories say what their `key` must be."""
    return [name for name in FIXTURES if any(key in each for each in load(name)[0]["stories"])]


@pytest.mark.parametrize("name", with_key("copies"))
def test_copies_of_one_text_are_found(name: str) -> None:
    """Nine mastheads with one agency's text are one report, whoever credits it."""
    expected, documents, stories = load(name)
    found = [[documents[key].id for key in group] for story in stories for group in story.copies]
    assert found == [group for story in expected["stories"] for group in story["copies"]]


@pytest.mark.parametrize("name", with_key("aliases"))
def test_names_that_count_as_another_say_why(name: str) -> None:
    """Who wonders why three papers are one origin must be told, and nothing besides."""
    expected, _, stories = load(name)
    found = {(each.name, each.why, each.origin) for story in stories for each in story.aliases}
    wanted = {tuple(each) for story in expected["stories"] for each in story["aliases"]}
    assert found == wanted
