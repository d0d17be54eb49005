"""`digest serve`: the pages of readers: the archive, and where they unsubscribe."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from digest.cli.common import config_option, load_settings


@click.command(name="serve")
@click.option("--host", help="What it listens on.  [default: host in [serve]]")
@click.option("--port", type=click.IntRange(0, 65535), help="The port.  [default: port in [serve]]")
@config_option
def command(host: str | None, port: int | None, config_path: Path | None) -> None:
    """Serve the pages of readers, for a web server in front of it: the archive of digests that have
    one, and those on which people unsubscribe and confirm.

    The links to them in mails begin with the address in [serve]. Port 0 takes a free one.
    """
    from digest.pipeline.archive import Archive
    from digest.pipeline.subscribers.answering import Subscriptions
    from digest.storage import Store
    from digest.web.site.app import serve
    from digest.web.site.model import Site

    settings = load_settings(config_path)
    if not settings.serve.address:
        click.echo("No mail leads to these pages: there is no address in [serve].", err=True)
    with Store.open(settings.store) as store:
        answers = Subscriptions(store, settings, partial(datetime.now, UTC))
        brief = settings.digest().brief
        site = Site(
            find=answers.find,
            act=answers.act,
            archive=Archive(settings),
            address=settings.serve.address,
            title=brief.title,
            language=brief.language,
            announce=click.echo,
        )
        serve(
            site,
            host=host or settings.serve.host,
            port=settings.serve.port if port is None else port,
        )
