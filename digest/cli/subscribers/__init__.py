"""`digest subscribers`: who gets a digest."""

from __future__ import annotations

import click

from digest.cli.groups import Commands

COMMANDS = {
    "add": "Add people to a digest.",
    "remove": "Forget people.",
    "list": "Show who gets which digest, and who does not any more.",
    "import": "Add the people of a CSV file.",
    "export": "Write all of them as CSV.",
    "bounces": "Read mail that came back, and stop addresses that are no more.",
}


@click.group(name="subscribers", cls=Commands, package=__name__, table=COMMANDS)
def command() -> None:
    """Say who gets a digest, besides the recipients of the configuration.

    Who unsubscribes, on the pages of digest serve or with the button of a mail program, stays
    unsubscribed.
    """
