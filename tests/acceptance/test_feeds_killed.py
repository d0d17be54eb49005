"""A refresh may be killed at any point: nothing is lost, nothing comes twice, nothing runs on."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from support.feed_server import Shape, serving
from support.killing import Reference, Trial

FEEDS, ITEMS = 40, 10


@pytest.fixture(scope="module")
def trial() -> Iterator[Trial]:
    with serving(Shape(items=ITEMS)) as port:
        yield Trial(port, FEEDS)


@pytest.fixture(scope="module")
def reference(trial: Trial) -> Reference:
    return trial.undisturbed()


def test_all_items_come_without_a_kill(reference: Reference) -> None:
    """What the others are compared with is all that the feeds have: five items came later."""
    assert len(reference.kept["sightings"]) == FEEDS * (ITEMS + 5)
    assert len(reference.kept["unread"]) == FEEDS * (ITEMS + 5)


@pytest.mark.parametrize("seed", range(5))
def test_a_killed_refresh_is_taken_up(trial: Trial, reference: Reference, seed: int) -> None:
    """A feed is marked as visited with its items or not at all, wherever the kill comes."""
    chance = random.Random(seed)  # noqa: S311  not a secret: the same points every time
    points = chance.uniform(0, reference.first), chance.uniform(0, reference.second)
    found = trial.killed(points, reference)
    assert found.right, found
