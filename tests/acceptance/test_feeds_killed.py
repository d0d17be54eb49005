"""A refresh may be killed at any point: nothing is lost, nothing comes twice, nothing runs on."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from support.feed_server import Shape, serving
from support.following import Following
from support.hostile_list import serving as serving_hostile
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


def test_ctrl_c_keeps_what_came(trial: Trial, tmp_path: Path) -> None:
    """One feed hangs, the others are there by then: they stay, and the next refresh takes it up."""
    following = Following(tmp_path)
    with serving_hostile() as port:
        good = [f"http://127.0.0.1:{trial.port}/feeds/{number}.xml" for number in range(FEEDS)]
        following.start([f"http://127.0.0.1:{port}/hang", *good])
        ended = following.run("refresh", end=partial(_interrupted, following))
        (hanging, *others) = following.listed()
    assert ended.status == 130
    assert "Traceback" not in ended.output
    assert not ended.left
    assert not hanging["visits"]["visited"]
    assert all(feed["visits"]["etag"] for feed in others)


def _interrupted(following: Following, _: float) -> int:
    return signal.SIGINT if len(following.kept()["sightings"]) == FEEDS * ITEMS else 0
