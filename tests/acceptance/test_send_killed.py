"""A send may be killed at any point: nobody is lost, and nobody gets it twice unasked."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from support.killed_sending import Trial, recipients, trials

RECIPIENTS = 100


@pytest.fixture(scope="module")
def trial() -> Iterator[Trial]:
    with trials(recipients(RECIPIENTS)) as made:
        yield made


@pytest.mark.parametrize("seed", range(2))
def test_a_killed_send_is_gone_on_with(trial: Trial, seed: int) -> None:
    """What the outbox tells is what the server took, whatever it did and wherever the kills came;
    the only ones in doubt are those that were on their way.
    """
    chance = random.Random(seed)  # noqa: S311  not a secret: the same points every time
    points = sorted(chance.randrange(RECIPIENTS // 2) for _ in range(2))
    found = trial.killed([(point, chance.uniform(0, 0.02)) for point in points])
    assert found.right, found
    assert found.unknown, "the server drops connections after the data"
