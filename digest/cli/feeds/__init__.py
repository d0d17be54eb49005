"""`digest feeds`: feeds are followed, looked at and refreshed."""

from __future__ import annotations

import click

from digest.cli.groups import Commands

COMMANDS = {
    "add": "Follow feeds, given by their address or that of their site.",
    "set": "Change the options of feeds.",
    "remove": "Follow feeds no longer.",
    "list": "Show the feeds and how they have been doing.",
    "import": "Follow the feeds of an OPML file.",
    "export": "Write the feeds, folders and options as OPML.",
    "refresh": "Fetch what is new in the feeds.",
    "test": "Show what feeds would bring. Stores nothing.",
}


@click.group(name="feeds", cls=Commands, package=__name__, table=COMMANDS)
def command() -> None:
    """Follow feeds (RSS, Atom, RDF, JSON Feed) and refresh them.

    What they bring is in later editions, as far back as the digest's recent_days.
    """
