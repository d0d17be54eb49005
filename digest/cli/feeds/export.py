"""`digest feeds export`: the feeds as OPML."""

from __future__ import annotations

from pathlib import Path

import click

from digest.cli.common import config_option, load_settings
from digest.errors import SourceError
from digest.pipeline.writing import replace_file


@click.command(name="export")
@click.argument("path", required=False, metavar="[FILE]", type=click.Path(path_type=Path))
@config_option
def command(path: Path | None, config_path: Path | None) -> None:
    """Write the feeds with their folders and options as OPML, to FILE or to standard output."""
    from digest.feeds import opml
    from digest.storage import Store

    with Store.peek(load_settings(config_path).store) as store:
        written = opml.write(store.feeds.all()).decode("utf-8")
    if path is None:
        click.echo(written, nl=False)
        return
    try:
        replace_file(path, written.encode())
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise SourceError(message, place=str(path), hint="choose another file") from error
