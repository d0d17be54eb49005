"""Deliveries as commands show them."""

from __future__ import annotations

from datetime import datetime

from digest.cli.tables import Row
from digest.models.mail import Delivery, State

COLUMNS = ("Id", "Edition", "Recipient", "Channel", "State", "Tries", "Next try", "Answer")
NUMBERS = ("Id", "Tries")


def record(delivery: Delivery) -> dict[str, object]:
    """For machines; without what only a sender needs."""
    waits = delivery.state is State.QUEUED
    return {
        "id": delivery.id,
        "mailing": delivery.mailing,
        "channel": delivery.channel,
        "recipient": delivery.recipient,
        "state": delivery.state.value,
        "tries": delivery.attempts,
        "changed": delivery.changed.isoformat(),
        "next_try": delivery.next_try.isoformat() if waits else None,
        "answer": delivery.detail,
    }


def row(delivery: Delivery) -> Row:
    """For people, in `COLUMNS`."""
    cells = (
        str(delivery.id),
        delivery.mailing,
        delivery.recipient,
        delivery.channel,
        delivery.state.value,
        str(delivery.attempts),
        moment(delivery.next_try) if delivery.state is State.QUEUED else "",
        delivery.detail,
    )
    return Row(cells, "red" if delivery.state in {State.FAILED, State.UNKNOWN} else "")


def moment(time: datetime) -> str:
    """In the time zone of the machine, to the minute."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}"
