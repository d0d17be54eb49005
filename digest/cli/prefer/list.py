"""`digest prefer list`: what is wanted more and less."""

from __future__ import annotations

from pathlib import Path

import click

from digest.cli import tables
from digest.cli.common import (
    config_option,
    digest_option,
    json_option,
    load_settings,
    print_json,
)
from digest.cli.prefer.asking import record

COLUMNS = ("Name", "Steps")


@click.command(name="list")
@digest_option
@config_option
@json_option
def command(digest_name: str | None, config_path: Path | None, *, as_json: bool) -> None:
    """Show what is wanted more, and less: then steps are below zero."""
    from digest.storage import Store

    settings = load_settings(config_path)
    name = settings.digest(digest_name).brief.name
    with Store.peek(settings.store) as store:
        found = store.preferences.of(name)
    if as_json:
        print_json([record(each) for each in found])
    elif found:
        rows = [tables.Row((each.name, f"{each.steps:+}")) for each in found]
        tables.show(COLUMNS, rows, right=COLUMNS[1:])
    else:
        click.echo(f"{name}: neither more nor less of anything")
