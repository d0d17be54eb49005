"""`digest subscribers remove`: people are forgotten."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from digest.cli.common import config_option, digest_option, finish, load_settings, report
from digest.errors import DigestError


@click.command(name="remove")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@digest_option
@config_option
def command(addresses: tuple[str, ...], digest_name: str | None, config_path: Path | None) -> None:
    """Forget people: what is queued for them is not sent, and nothing is known of them.

    That they unsubscribed is forgotten as well, so leave those in the list.
    """
    from digest.pipeline.subscribers.subscribing import remove
    from digest.storage import Store

    settings = load_settings(config_path)
    name, problems = settings.digest(digest_name).brief.name, []
    with Store.open(settings.store) as store:
        for each in addresses:
            try:
                remove(store, settings, name, each, now=datetime.now(UTC))
            except DigestError as error:
                problems.append(error.problem())
            else:
                click.echo(f"removed {each}: {name}")
    report(problems)
    finish(problems, read=len(addresses) - len(problems))
