"""`digest feeds add`: feeds are followed, given by their address or that of their site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from digest.cli.common import config_option, finish, load_settings, report
from digest.cli.feeds.naming import urls_argument
from digest.cli.feeds.options import feed_options, given
from digest.errors import FormatError
from digest.feeds.addresses import addresses
from digest.models import Problem
from digest.models.feeds import Feed


@click.command(name="add")
@urls_argument("URL|SITE...")
@feed_options
@click.option("--no-check", is_flag=True, help="Ask nothing of the web: the address is a feed's.")
@config_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    urls: tuple[str, ...],
    config_path: Path | None,
    *,
    no_check: bool,
    **_options: Any,
) -> None:
    """Follow feeds, given by their address or that of their site.

    Where a site has several feeds they are shown, and you say which.
    """
    from digest.pipeline.feeds.following import find
    from digest.storage import Store

    settings, change = load_settings(config_path), given(ctx)
    problems, followed = [a_file(each) for each in urls if Path(each).is_file()], 0
    urls = tuple(each for each in urls if not Path(each).is_file())
    with Store.open(settings.store) as store:
        for each in unchecked(urls) if no_check else find(urls, settings.feeds.manners):
            if isinstance(each, Problem):
                problems.append(each)
                continue
            added = store.feeds.add([change(each) if change else each])
            click.echo(said(each, known=bool(added.known), options=change is not None))
            followed += 1
    report(problems)
    finish(problems, read=followed)


def a_file(path: str) -> Problem:
    hint = "digest feeds import follows the feeds of an OPML file"
    return Problem(place=path, message="is a file", hint=hint)


def said(feed: Feed, *, known: bool, options: bool) -> str:
    """A feed that is known stays as it is; who gave options has to hear that."""
    if not known:
        return f"added {feed.url}"
    unchanged = " (unchanged; digest feeds set changes it)" if options else ""
    return f"known already: {feed.url}{unchanged}"


def unchecked(urls: Sequence[str]) -> Iterator[Feed | Problem]:
    for each in urls:
        try:
            yield Feed(url=addresses(each)[0])
        except FormatError as error:
            yield error.problem()
