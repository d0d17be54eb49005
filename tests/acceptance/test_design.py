"""The edition that was written by hand from two real articles, beside the one that is composed.

Both stand outside the project; without them there is nothing to compare.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from digest.edition import compose, prove
from digest.models import Certainty
from digest.models.briefs import Brief
from digest.models.editions import (
    Edition,
    Item,
    Section,
)
from digest.pipeline import reading
from digest.stories import gather

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs ../shared/seeds and ../shared/design, not part of it"
)

SECTIONS = {
    "BERICHTET": Section.REPORTED,
    "IM WORTLAUT": Section.VERBATIM,
    "ZAHLEN": Section.FIGURES,
    "OFFEN": Section.OPEN,
}
ITEM = re.compile(
    r"   · (?:(?P<who>[^\n]*?(?:\n     [^\n]*?)??):\n)?(?P<words>.*?)\s\[\d", re.DOTALL
)


class Line(NamedTuple):
    """A claim of the design: where it stands, who says it, and its words."""

    section: Section
    who: str
    words: str


def design() -> Iterator[Line]:
    text = (SHARED / "design" / "edition-de.txt").read_text("utf-8")
    parts = re.split(rf"^   ({'|'.join(SECTIONS)})$", text, flags=re.MULTILINE)
    for name, part in zip(parts[1::2], parts[2::2], strict=True):
        for item in ITEM.finditer(part):
            who = re.split(r",| \(", (item["who"] or "").removeprefix("Bericht der "))[0]
            yield Line(SECTIONS[name], plain(who), plain(item["words"]))


def plain(text: str) -> str:
    """`text` on one line, without the marks around quotations and the full stop."""
    return " ".join(re.sub(r"[\"„“”]", "", text).split()).rstrip(".")


def shows(item: Item, line: Line) -> bool:
    said = plain(" ".join(words.text for words in item.words))
    return (
        item.section is line.section
        and line.who in plain(item.attribution.name.text)
        and (line.words in said or said in line.words)
    )


@pytest.fixture(scope="module")
def edition() -> Edition:
    material = reading.read(reading.articles([str(SHARED / "seeds")]))
    brief = Brief(
        name="daily", title="Tagesdigest", language="de", timezone="Europe/Berlin", template="daily"
    )
    stories = gather(list(material.documents.values()), material.claims)
    made = compose(stories, material.documents, brief, date=date(2023, 9, 6), number=1)
    prove(made, material.documents)
    return made


def test_the_design_is_read_whole() -> None:
    """A comparison with nothing would pass."""
    lines = list(design())
    assert [line.section for line in lines].count(Section.REPORTED) == 4
    assert len(lines) == 12


def test_two_articles_are_one_story_with_one_origin(edition: Edition) -> None:
    """Both lean on one paper, and neither is surer than its headline."""
    (story,) = edition.stories
    assert story.origins == ("New York Times",)
    assert story.references == (1, 2)
    assert story.certainty is Certainty.ALLEGED
    head = (SHARED / "design" / "edition-de.txt").read_text("utf-8")
    assert f"1  {story.headline.text}\n" in head


def test_the_claims_are_those_of_the_design(edition: Edition) -> None:
    """At least ten of its twelve, in their sections, under the right name."""
    missed = [line for line in design() if not any(shows(item, line) for item in edition.items())]
    assert len(missed) <= 2, missed


def test_what_is_said_in_both_articles_has_both_places(edition: Edition) -> None:
    """The plan that one article has from the paper and the other from reports is one claim."""
    first = next(iter(edition.items()))
    assert {place.number for place in first.places} == {1, 2}
    assert first.origins == ("New York Times",)
