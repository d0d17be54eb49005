"""Deliveries as commands show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from digest.models.mail import Delivery, State

if TYPE_CHECKING:
    from rich.table import Table


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


def table(deliveries: Iterable[Delivery]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    drawn.add_column("Id", justify="right")
    for name in ("Edition", "Recipient", "Channel", "State"):
        drawn.add_column(name, overflow="fold")
    drawn.add_column("Tries", justify="right")
    drawn.add_column("Next try")
    drawn.add_column("Answer", overflow="fold")
    for each in deliveries:
        style = "red" if each.state in {State.FAILED, State.UNKNOWN} else ""
        drawn.add_row(*map(Text, _cells(each)), style=style)
    return drawn


def _cells(delivery: Delivery) -> Sequence[str]:
    return (
        str(delivery.id),
        delivery.mailing,
        delivery.recipient,
        delivery.channel,
        delivery.state.value,
        str(delivery.attempts),
        moment(delivery.next_try) if delivery.state is State.QUEUED else "",
        delivery.detail,
    )


def moment(time: datetime) -> str:
    """In the time zone of the machine, to the minute."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}"
