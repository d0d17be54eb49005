"""The gate: how much of the articles annotated by hand is found, and with the right parts."""

import tomllib
from pathlib import Path

import pytest
from support.quality import Tally, fingerprint, measure, paths

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def tally() -> Tally:
    return measure(paths())


def test_floors_are_for_this_data() -> None:
    """A share means nothing for other articles: whoever changes them measures again."""
    assert fingerprint() == FLOORS["data"]


# A floor of 0 says that nothing of a kind is found yet; there is nothing to hold.
HELD = [key for key, floor in FLOORS["shares"].items() if floor]


@pytest.mark.parametrize("key", HELD)
def test_share_is_not_below_its_floor(key: str, tally: Tally) -> None:
    """Quality may only rise, in every kind and part on its own: no gain pays for a loss."""
    errors = "\n".join(tally.errors)
    assert tally.shares()[key] >= FLOORS["shares"][key], errors


def test_every_kind_and_part_has_a_floor(tally: Tally) -> None:
    """A kind without a floor could fall unseen."""
    assert tally.shares().keys() == FLOORS["shares"].keys()


def test_hardly_anything_is_found_that_is_not_annotated(tally: Tally) -> None:
    """Finding everything is easy for an engine that calls every sentence a claim."""
    assert tally.surplus <= FLOORS["surplus"], "\n".join(tally.errors)
