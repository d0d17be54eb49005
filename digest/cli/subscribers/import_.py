"""`digest subscribers import`: the people of a CSV file are added."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from digest.cli.common import config_option, finish, report
from digest.cli.subscribers.adding import ask_option, joined, say_asked


@click.command(name="import")
@click.argument("path", metavar="CSV")
@click.option(
    "--digest",
    "digest_name",
    metavar="NAME",
    help="The digest of all of them.  [default: that of each line, or the first]",
)
@ask_option
@config_option
def command(path: str, digest_name: str | None, config_path: Path | None, *, ask: bool) -> None:
    """Add the people of a CSV file. CSV may be - for standard input.

    The file may come from here or from another program: it has a column of addresses (email), or is
    a list of them. Who is unsubscribed there gets nothing here, and who is unsubscribed here stays
    so.
    """
    from digest.pipeline.subscribers.subscribing import Terms, listed
    from digest.subscribers.joining import Fate

    terms = Terms(digest=digest_name or "", ask=ask)
    done = joined(listed(path, stdin=sys.stdin.buffer), terms, config_path)
    report(done.problems)
    shown = (f"{done.count(each)} {each}" for each in Fate)
    click.echo(", ".join(shown))
    say_asked(done, terms)
    finish(done.problems, read=len(done.people) - done.count(Fate.REFUSED))
