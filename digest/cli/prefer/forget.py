"""`digest prefer forget`: neither more nor less of something."""

from __future__ import annotations

from pathlib import Path

import click

from digest.cli.common import config_option, digest_option, load_settings
from digest.errors import SourceError, suggest


@click.command(name="forget")
@click.argument("name")
@digest_option
@config_option
def command(name: str, digest_name: str | None, config_path: Path | None) -> None:
    """Want neither more nor less of NAME, however often that was said."""
    from digest.storage import Store

    settings = load_settings(config_path)
    digest, name = settings.digest(digest_name).brief.name, " ".join(name.split())
    with Store.open(settings.store) as store:
        if not store.preferences.forget(digest, name):
            known = [each.name for each in store.preferences.of(digest)]
            hint = suggest(name, known) if known else "digest prefer more NAME asks for something"
            raise SourceError("is no preference", place=name, hint=hint)
    click.echo(f"{digest}: neither more nor less of {name}")
