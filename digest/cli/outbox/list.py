"""`digest outbox list`: deliveries, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from digest.cli.common import config_option, json_option, load_settings, print_json
from digest.cli.outbox.rows import COLUMNS, NUMBERS, record, row
from digest.cli.tables import show
from digest.models.mail import State

# What somebody may have to look at. What was sent is as it should be, and may be thousands.
OPEN = tuple(each for each in State if each not in {State.SENT, State.CANCELLED})


@click.command(name="list")
@click.option(
    "--state",
    "states",
    type=click.Choice([each.value for each in State]),
    multiple=True,
    help="Those that stand so. May be given again.  [default: all but sent and cancelled]",
)
@click.option("--edition", metavar="ID", default="", help="Those of one edition.")
@click.option("--to", "recipient", metavar="ADDRESS", default="", help="All to one recipient.")
@config_option
@json_option
def command(
    states: tuple[str, ...],
    edition: str,
    recipient: str,
    config_path: Path | None,
    *,
    as_json: bool,
) -> None:
    """Show deliveries and what came of them, in the order in which they were queued.

    Each is queued, sending, sent, failed, cancelled, or unknown: nobody can tell whether it was
    taken.
    """
    from digest.storage import Store

    everything = () if recipient else OPEN
    with Store.peek(load_settings(config_path).store) as store:
        found = store.outbox.list(
            states=[State(each) for each in states] or everything,
            mailing=edition,
            recipient=recipient,
        )
        counts = store.outbox.counts(mailing=edition)
    if as_json:
        print_json({"deliveries": [record(each) for each in found]})
        return
    if found:
        show(COLUMNS, [row(each) for each in found], right=NUMBERS)
    click.echo(summary(counts))


def summary(counts: Mapping[tuple[str, State], int]) -> str:
    """`In all: 498 sent, 1 failed, 1 unknown.`"""
    totals = {
        state: sum(number for (_, each), number in counts.items() if each is state)
        for state in State
    }
    told = [f"{number} {state}" for state, number in totals.items() if number]
    return f"In all: {', '.join(told)}." if told else "Nothing was queued so far."
