"""Feeds as they are named on the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.cli.common import finish, load_settings, report
from digest.errors import DigestError, SourceError
from digest.feeds.addresses import addresses

if TYPE_CHECKING:
    from digest.storage import Store

Command = Callable[..., Any]


def urls_argument(metavar: str) -> Callable[[Command], Command]:
    return click.argument("urls", nargs=-1, required=metavar[0] != "[", metavar=metavar)


def with_followed(
    urls: Sequence[str], config_path: Path | None, act: Callable[[Store, str], object], done: str
) -> None:
    """`act` on each feed that `urls` name, and say that it is `done`; others are reported."""
    from digest.storage import Store

    problems = []
    with Store.open(load_settings(config_path).store) as store:
        for written in urls:
            try:
                url = followed(store, written)
            except DigestError as error:
                problems.append(error.problem())
                continue
            act(store, url)
            click.echo(f"{done} {url}")
    report(problems)
    finish(problems, read=len(urls) - len(problems))


def followed(store: Store, written: str) -> str:
    """The address of the feed that `written` means. Raises DigestError where there is none."""
    known = [each.url for each in store.feeds.all()]
    for url in (written, *addresses(written)):
        if url in known:
            return url
    near = get_close_matches(written, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "digest feeds list shows those that are"
    raise SourceError("is not followed", place=written, hint=hint)
