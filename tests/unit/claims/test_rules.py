"""The rules as their reference shows them: each stands there, with examples that it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from support.quality import as_document

from digest.claims import find
from digest.claims.posts import POST
from digest.claims.rules import BESIDE, RULES

PAGE = (Path(__file__).parents[3] / "docs/reference/rules.md").read_text("utf-8")
ROW = re.compile(r"^\| `(?P<rule>[^`]+)` \| \[\w+\]\([^)]+\) \|(?P<examples>.*)\|$", re.MULTILINE)
HEAD = re.compile(r"^\| rule \| found by \|(?P<languages>.*)\|$", re.MULTILINE)
LANGUAGES = {"German": "de", "English": "en", "French": "fr"}


class Example(NamedTuple):
    rule: str
    language: str
    text: str


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split(" | ")]


def examples() -> Iterator[Example]:
    """Each example of the page; a dash says that a language does not have the rule."""
    names = next(HEAD.finditer(PAGE))["languages"]
    languages = [LANGUAGES[name] for name in cells(names)]
    for row in ROW.finditer(PAGE):
        for language, text in zip(languages, cells(row["examples"]), strict=True):
            if text != "–":
                yield Example(row["rule"], language, text)


def test_the_page_lists_the_rules_in_their_order() -> None:
    """Who asks why a claim was found looks its rule up there."""
    listed = [row["rule"] for row in ROW.finditer(PAGE)]
    assert listed == [*(rule.name for rule in RULES), *BESIDE]


def test_every_rule_has_an_example() -> None:
    """A rule that nobody can show an example of is one that nobody can correct."""
    shown = {example.rule for example in examples()}
    assert [row["rule"] for row in ROW.finditer(PAGE) if row["rule"] not in shown] == [POST]


@pytest.mark.parametrize(
    "example", list(examples()), ids=lambda each: f"{each.language} {each.rule}"
)
def test_an_example_is_found_by_its_rule(example: Example) -> None:
    """The page shows what the program does: the words in bold are claimed by the rule named."""
    text = example.text.replace("**", "")
    claims = find(as_document(text, example.language))
    found = [
        [span.of(text) for span in claim.quote] for claim in claims if claim.rule == example.rule
    ]
    assert re.findall(r"\*\*(.+?)\*\*", example.text) in found, [(c.rule, c.quote) for c in claims]
