"""`digest new`: things of one's own, begun as copies of what comes with Digest."""

from __future__ import annotations

import click

from digest.cli.groups import Commands

COMMANDS = {"template": "Start a template from one that there is."}


@click.group(name="new", cls=Commands, package=__name__, table=COMMANDS)
def command() -> None:
    """Start something of your own from what comes with Digest."""
