"""`digest ingest`: articles into the store."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from digest.cli.common import (
    as_records,
    config_option,
    finish,
    json_option,
    load_settings,
    paths_argument,
    print_json,
    report,
    track,
)


@click.command(name="ingest")
@paths_argument(required=True)
@config_option
@json_option
def command(paths: tuple[str, ...], config_path: Path | None, *, as_json: bool) -> None:
    """Read articles into the store for later editions.

    PATH may be a file, a folder, a glob, or - for standard input. What is known already stays
    as it is, so it does no harm to ingest twice.
    """
    from digest.pipeline import editions, reading
    from digest.pipeline.writing import editions_in
    from digest.storage import Store

    settings = load_settings(config_path)
    found = reading.articles(paths, stdin=sys.stdin.buffer, leave_out=editions_in(settings.out))
    with Store.open(settings.store) as store:
        material = reading.read(track(found))
        report(material.problems)
        added = editions.ingest(store, material, now=datetime.now(UTC))
    if as_json:
        counts = {"new": len(added.new), "known": len(added.known)}
        print_json({**counts, "problems": as_records(material.problems)})
    else:
        click.echo(f"{len(added.new)} new, {len(added.known)} known already")
    finish(material.problems, read=len(material.documents))
