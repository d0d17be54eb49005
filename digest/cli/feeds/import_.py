"""`digest feeds import`: the feeds of an OPML file are followed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from digest.cli.common import config_option, finish, load_settings, report
from digest.models import Problem


@click.command(name="import")
@click.argument("path", metavar="FILE")
@config_option
def command(path: str, config_path: Path | None) -> None:
    """Follow the feeds of an OPML file, with their folders and titles.

    FILE may be - for standard input. A feed that is followed already stays as it is.
    """
    from digest.pipeline.feeds.following import listed
    from digest.storage import Store

    settings = load_settings(config_path)
    found = listed(path, stdin=sys.stdin.buffer)
    problems = [each for each in found if isinstance(each, Problem)]
    with Store.open(settings.store) as store:
        added = store.feeds.add([each for each in found if not isinstance(each, Problem)])
    report(problems)
    click.echo(f"{len(added.new)} new, {len(added.known)} known already")
    finish(problems, read=len(found) - len(problems))
