"""`digest outbox cancel`: deliveries are not sent."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from digest.cli.outbox.choosing import change, chosen_by
from digest.models import Problem
from digest.models.mail import State


@click.command(name="cancel")
@chosen_by(State.QUEUED, State.FAILED, State.UNKNOWN)
def command(
    ids: tuple[int, ...], states: tuple[str, ...], edition: str, config_path: Path | None
) -> None:
    """Have deliveries not sent: those with these ids, or all that stand so.

    Of failed and unknown ones it says that nothing more is to be done about them.
    """
    change(
        config_path,
        ids,
        states,
        edition,
        how=lambda store, chosen: store.outbox.cancel(chosen, now=datetime.now(UTC)),
        done="cancelled",
        otherwise=Problem(
            place="the others",
            message="stay as they are: they were sent or are on their way, or there are none with "
            "such ids",
            hint="digest outbox list shows what there is",
        ),
    )
