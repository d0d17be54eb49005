"""`digest prefer`: what readers want more of, or less."""

from __future__ import annotations

import click

from digest.cli.groups import Commands

COMMANDS = {
    "more": "Want more of a topic, speaker or outlet.",
    "less": "Want less of one.",
    "list": "Show what is wanted more and less.",
    "forget": "Want neither more nor less of one.",
}


@click.group(name="prefer", cls=Commands, package=__name__, table=COMMANDS)
def command() -> None:
    """Say what you want more of, or less: a topic, a speaker, an outlet.

    It raises or lowers stories and claims that name it, in each edition from now on. Said again, it
    counts for more.
    """
