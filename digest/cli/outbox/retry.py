"""`digest outbox retry`: deliveries are tried again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from digest.cli.outbox.choosing import change, chosen_by
from digest.models import Problem
from digest.models.mail import State


@click.command(name="retry")
@chosen_by(State.FAILED, State.UNKNOWN)
def command(
    ids: tuple[int, ...], states: tuple[str, ...], edition: str, config_path: Path | None
) -> None:
    """Have deliveries tried again: now due are those with these ids, or all that stand so.

    An unknown one may have been taken: then it comes twice. digest run or digest send sends them.
    """
    change(
        config_path,
        ids,
        states,
        edition,
        how=lambda store, chosen: store.outbox.retry(chosen, now=datetime.now(UTC)),
        done="due now",
        otherwise=Problem(
            place="the others",
            message="are not tried again: they were sent or are on their way, their recipients "
            "are gone, or there are none with such ids",
            hint="digest outbox list shows what there is",
        ),
    )
