"""`digest subscribers add`: people are added to a digest."""

from __future__ import annotations

from pathlib import Path

import click

from digest.cli.common import config_option, digest_option, finish, report
from digest.cli.subscribers.adding import ask_option, joined, say_asked


@click.command(name="add")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@digest_option
@click.option(
    "--topic",
    "topics",
    metavar="WORDS",
    multiple=True,
    help="Stories in which they stand come up for them; again for more.",
)
@ask_option
@click.option("--again", is_flag=True, help="Also who unsubscribed, bounced, or was asked in vain.")
@config_option
def command(
    addresses: tuple[str, ...],
    digest_name: str | None,
    topics: tuple[str, ...],
    config_path: Path | None,
    *,
    ask: bool,
    again: bool,
) -> None:
    """Add people to a digest. Who gets it already keeps it, with the topics that are given now."""
    from digest.pipeline.subscribers.subscribing import Terms, named
    from digest.subscribers.joining import Fate

    terms = Terms(digest=digest_name or "", ask=ask, again=again)
    done = joined(named(addresses, topics), terms, config_path)
    for fate, each in done.people:
        if fate is not Fate.REFUSED:
            click.echo(f"{fate} {each.address}: {each.digest}, {each.standing}")
    say_asked(done, terms)
    report(done.problems)
    finish(done.problems, read=len(done.people) - done.count(Fate.REFUSED))
