"""The gate: how well the set of stories is told (`tests/data/stories/set`)."""

import tomllib
from pathlib import Path

import pytest
from support.story_quality import Tally, measure, records
from support.story_set import Told, fingerprint, load

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def stories() -> list[Told]:
    return load()


@pytest.fixture(scope="module")
def tally(stories: list[Told]) -> Tally:
    return measure(stories, records(stories))


def test_floors_are_for_this_data() -> None:
    """A share means nothing for other articles: whoever changes them measures again."""
    assert fingerprint() == FLOORS["data"]


# A floor of 0 says that nothing of a kind is found yet; there is nothing to hold.
HELD = [key for key, floor in FLOORS["shares"].items() if floor]


@pytest.mark.parametrize("key", HELD)
def test_share_is_not_below_its_floor(key: str, tally: Tally) -> None:
    """Quality may only rise, in each thing on its own: no gain pays for a loss."""
    errors = "\n".join(tally.errors)
    assert tally.shares()[key] >= FLOORS["shares"][key], errors


def test_everything_measured_has_a_floor(tally: Tally) -> None:
    """What has no floor could fall unseen."""
    assert tally.shares().keys() == FLOORS["shares"].keys()


def test_the_order_of_articles_makes_no_difference(stories: list[Told]) -> None:
    """Feeds and shells bring articles in any order; readers are told the same."""
    assert records(stories[::-1]) == records(stories)
