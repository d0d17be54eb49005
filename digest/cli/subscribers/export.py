"""`digest subscribers export`: all of them as CSV."""

from __future__ import annotations

from pathlib import Path

import click

from digest.cli.common import config_option, load_settings
from digest.errors import SourceError


@click.command(name="export")
@click.argument("path", required=False, metavar="[CSV]", type=click.Path(path_type=Path))
@click.option("--digest", "digest_name", metavar="NAME", help="Of one digest.  [default: of all]")
@config_option
def command(path: Path | None, digest_name: str | None, config_path: Path | None) -> None:
    """Write all subscribers as CSV, to a file that only its owner may read or to standard output.

    digest subscribers import reads it, and programs for spreadsheets do.
    """
    from digest.pipeline.writing import replace_file
    from digest.storage import Store
    from digest.subscribers.csv_files import write

    settings = load_settings(config_path)
    name = settings.digest(digest_name).brief.name if digest_name else None
    with Store.peek(settings.store) as store:
        written = write(store.subscribers.of(name))
    if path is None:
        click.echo(written, nl=False)
        return
    try:
        replace_file(path, written.encode(), private=True)
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise SourceError(message, place=str(path), hint="choose another file") from error
