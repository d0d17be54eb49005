"""`digest feeds remove`: feeds are followed no longer."""

from __future__ import annotations

from pathlib import Path

import click

from digest.cli.common import config_option
from digest.cli.feeds.naming import urls_argument, with_followed


@click.command(name="remove")
@urls_argument("URL...")
@config_option
def command(urls: tuple[str, ...], config_path: Path | None) -> None:
    """Follow feeds no longer. The articles that they brought stay in the store."""
    with_followed(urls, config_path, lambda store, url: store.feeds.remove(url), "removed")
