"""The gate: how well stories written for it are told (`tests/data/stories/set` and `held`)."""

import tomllib
from pathlib import Path

import pytest
from support.story_quality import Tally, measure, records
from support.story_set import SETS, Told, fingerprint, load

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))


@pytest.fixture(scope="module", params=SETS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def stories(name: str) -> list[Told]:
    return load(name)


@pytest.fixture(scope="module")
def tally(stories: list[Told]) -> Tally:
    return measure(stories, records(stories))


def test_floors_are_for_this_data(name: str) -> None:
    """A share means nothing for other articles: whoever changes them measures again."""
    assert fingerprint(name) == FLOORS[name]["data"]


def test_no_share_is_below_its_floor(name: str, tally: Tally) -> None:
    """Quality may only rise, in each thing on its own: no gain pays for a loss."""
    shares, floors = tally.shares(), FLOORS[name]["shares"]
    fallen = {key: share for key, share in shares.items() if share < floors[key]}
    assert not fallen, "\n".join(tally.errors)


def test_everything_measured_has_a_floor(name: str, tally: Tally) -> None:
    """What has no floor could fall unseen."""
    assert tally.shares().keys() == FLOORS[name]["shares"].keys()


def test_the_order_of_articles_makes_no_difference(stories: list[Told]) -> None:
    """Feeds and shells bring articles in any order; readers are told the same."""
    assert records(stories[::-1]) == records(stories)
