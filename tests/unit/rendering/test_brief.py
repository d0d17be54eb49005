"""The brief: as much as a phone shows at once, and nothing that a reader has to know is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from support.editions import load, long

from digest.models.editions import Edition
from digest.rendering import render
from digest.rendering.gist import SHORT, gist
from digest.rendering.layout import Layout
from digest.rendering.lines import Mark
from digest.rendering.page import Card
from digest.rendering.wording import load as wording

BRIEF = Path(__file__).parents[3] / "templates" / "brief"


def cards(edition: Edition) -> tuple[Card, ...]:
    return Layout(edition, wording(edition.brief.language)).page().cards


def test_a_story_is_told_in_one_line_by_a_short_claim_that_somebody_made() -> None:
    """A claim is never cut, since what turns its meaning round may stand last."""
    for card in cards(long("en", stories=3, claims=3)[0]):
        (line,) = card.gist
        assert line.verbatim
        assert len(line.words) <= SHORT < len(card.groups[0].lines[0].words)


def test_of_short_claims_the_one_that_most_articles_have_is_told() -> None:
    """It is what the story is about; all else are comments on it."""
    first = cards(long("en", stories=1, claims=3)[0])[0].gist[0]
    often = replace(first, id="often", cited=first.cited * 2)
    nobody = replace(often, certainty="no_comment", cited=first.cited * 3)
    assert gist((nobody, first, often, first)) == (often,)


def test_what_was_wrong_goes_before_all_else() -> None:
    """It is what readers go on believing."""
    first, _ = cards(load("developing")[0])
    assert [mark.kind for line in first.gist for mark in line.marks] == ["withdrawn", "corrected"]


def test_what_is_taken_back_leaves_room_for_what_is_said() -> None:
    """That something was wrong does not tell what is so; a correction does."""
    card = cards(long("en", stories=1, claims=2)[0])[0]
    now, then = (line for group in card.groups for line in group.lines)
    withdrawn, corrected = (
        replace(then, marks=(Mark(kind=kind, text=kind),)) for kind in ("withdrawn", "corrected")
    )
    assert gist((now, withdrawn)) == (withdrawn, now)
    assert gist((now, corrected)) == (corrected,)
    assert gist((withdrawn,)) == (withdrawn,)
    assert gist(()) == ()


def test_a_denial_stays_with_what_it_denies() -> None:
    """Half of a quarrel is worse than none."""
    card = cards(long("en", stories=1, claims=3)[0])[0]
    said = card.gist[0]
    denies = replace(said, id="denial", marks=(Mark(kind="denies", text="denies"),))
    further = replace(said, id="further")
    assert gist((said, denies, further)) == (said, denies)


@pytest.mark.parametrize("name", ["developing", "english", "german"])
def test_a_line_keeps_its_hedge_its_marks_and_its_places(name: str) -> None:
    """In both parts; without them a rumour reads as a fact, and what was taken back as news."""
    edition, documents = load(name)
    rendered = render(edition, documents, BRIEF)
    text = re.sub(r"[ \n]+", " ", rendered.text)
    for line in (line for card in cards(edition) for line in card.gist):
        assert f"[{line.places}]" in text
        assert f"[{line.places}]".replace(" ¶", "\u00a0¶") in rendered.html
        marks = (mark.text for mark in line.marks)
        for said in (line.label, line.evidence, line.before, *marks):
            assert said.casefold() in text.casefold()
            assert said.casefold() in rendered.html.casefold()
