"""`digest feeds set`: options of feeds are changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from digest.cli.common import config_option
from digest.cli.feeds.naming import urls_argument, with_followed
from digest.cli.feeds.options import feed_options, given


@click.command(name="set")
@urls_argument("URL...")
@feed_options
@config_option
@click.pass_context
def command(
    ctx: click.Context, /, urls: tuple[str, ...], config_path: Path | None, **_options: Any
) -> None:
    """Change the options of feeds. What is given takes the place of all that was set, an empty
    value ("") takes it back; options that are not named stay.
    """
    change = given(ctx)
    if change is None:
        raise click.UsageError("Say what to set; --help shows what there is.")
    with_followed(urls, config_path, lambda store, url: store.feeds.change(url, change), "changed")
