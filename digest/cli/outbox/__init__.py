"""`digest outbox`: deliveries are looked at, tried again and cancelled."""

from __future__ import annotations

import click

from digest.cli.groups import Commands

COMMANDS = {
    "list": "Show deliveries and what came of them.",
    "retry": "Have deliveries tried again.",
    "cancel": "Have deliveries not sent.",
}


@click.group(name="outbox", cls=Commands, package=__name__, table=COMMANDS)
def command() -> None:
    """Look at what was sent and what was not, and say what becomes of it.

    A delivery is one edition for one recipient on one channel. What is due is sent by digest run
    and digest send.
    """
