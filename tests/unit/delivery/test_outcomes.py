"""What a try leads to: only what was taken is sent, and nothing is tried for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.delivery.outcomes import PAUSES, Patience, after, pause, pause_of_all
from digest.models.mail import Delivery, Outcome, Receipt, State, Unknown

CREATED = datetime(2026, 11, 22, 7, tzinfo=UTC)
PATIENCE = Patience(give_up=timedelta(hours=48), unknown=Unknown.ASK)
TRIED = Delivery(
    mailing="daily-2026-11-22",
    channel="smtp",
    recipient="ada@example.org",
    attempts=1,
    next_try=CREATED,
    changed=CREATED,
)


def outcome(
    of: Outcome, *, attempts: int = 1, hours: float = 0, patience: Patience = PATIENCE
) -> Delivery:
    receipt = Receipt(outcome=of, detail="as the server said")
    now = CREATED + timedelta(hours=hours)
    return after(replace(TRIED, attempts=attempts), receipt, patience, created=CREATED, now=now)


@pytest.mark.parametrize(
    ("of", "state"),
    [
        (Outcome.SENT, State.SENT),
        (Outcome.FAILED, State.FAILED),
        (Outcome.LATER, State.QUEUED),
        (Outcome.UNKNOWN, State.UNKNOWN),
    ],
)
def test_each_outcome_has_its_state(of: Outcome, state: State) -> None:
    """What was answered stays with it: that is what its owner asks for."""
    found = outcome(of)
    assert (found.state, found.detail) == (state, "as the server said")


def test_pauses_grow_to_an_hour() -> None:
    """A server in trouble is left alone longer and longer, but not for a day."""
    tries = [outcome(Outcome.LATER, attempts=n).next_try - CREATED for n in range(1, 7)]
    assert [each // timedelta(minutes=1) for each in tries] == [1, 5, 15, 60, 60, 60]


def test_a_server_that_takes_nothing_is_asked_less_and_less() -> None:
    """How long it has been so says how long to wait: nothing has to be remembered of a server."""
    waits = [0, 0.5, 3, 20, 60, 600]
    assert pauses(waits, for_good=False) == [1, 1, 3, 20, 60, 60]


def test_who_does_not_let_us_in_is_not_asked_every_minute() -> None:
    """A wrong password is as wrong a minute later, and many servers lock who tries it often."""
    assert pauses([0, 3, 20, 600], for_good=True) == [15, 15, 20, 60]


def pauses(waits: list[float], *, for_good: bool) -> list[float]:
    """In minutes."""
    minute = timedelta(minutes=1)
    return [pause_of_all(each * minute, for_good=for_good) / minute for each in waits]


def test_who_answers_may_ask_for_a_longer_pause() -> None:
    """And not for a shorter one."""
    waits = [(1, 600), (3, 600)]
    receipts = [Receipt(outcome=Outcome.LATER, wait=seconds) for _, seconds in waits]
    found = [
        after(replace(TRIED, attempts=n), each, PATIENCE, created=CREATED, now=CREATED)
        for (n, _), each in zip(waits, receipts, strict=True)
    ]
    assert [each.next_try - CREATED for each in found] == [
        timedelta(minutes=10),
        timedelta(minutes=15),
    ]


def test_one_that_is_never_taken_is_given_up() -> None:
    """It fails at the last try before the hours are over, not at one that never comes."""
    assert outcome(Outcome.LATER, attempts=9, hours=46.9).state is State.QUEUED
    found = outcome(Outcome.LATER, attempts=9, hours=47.1)
    assert found.state is State.FAILED
    assert found.detail == "given up after 48 hours: as the server said"


@pytest.mark.parametrize(
    ("unknown", "attempts", "state"),
    [
        (Unknown.ASK, 1, State.UNKNOWN),
        (Unknown.DROP, 1, State.CANCELLED),
        (Unknown.RETRY, 1, State.QUEUED),
        (Unknown.RETRY, 2, State.QUEUED),
        (Unknown.RETRY, 3, State.UNKNOWN),
    ],
)
def test_the_owner_says_what_is_done_about_unknown_ones(
    unknown: Unknown, attempts: int, state: State
) -> None:
    """Only who was told to may send again, and a server that never answers gets no fourth."""
    patience = replace(PATIENCE, unknown=unknown)
    assert outcome(Outcome.UNKNOWN, attempts=attempts, patience=patience).state is state


def test_the_first_pause_is_that_of_the_first_try() -> None:
    """Attempts are counted from one."""
    assert pause(1) == PAUSES[0]
