"""Feeds as they are named on the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.cli.common import finish, load_settings, report
from digest.errors import DigestError, SourceError
from digest.models import Problem

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

    with Store.open(load_settings(config_path).store) as store:
        known, problems = followed(store, urls)
        for url in known:
            act(store, url)
            click.echo(f"{done} {url}")
    report(problems)
    finish(problems, read=len(known))


def followed(store: Store, urls: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The addresses of the feeds that `urls` mean, and a problem for each that means none."""
    there = [each.url for each in store.feeds.all()]
    known, problems = [], []
    for written in urls:
        try:
            known.append(_followed(there, written))
        except DigestError as error:
            problems.append(error.problem())
    return known, problems


def _followed(there: Sequence[str], written: str) -> str:
    from digest.feeds.addresses import addresses  # which imports what reads feeds

    for url in (written, *addresses(written)):
        if url in there:
            return url
    near = get_close_matches(written, there, n=1)
    hint = f"did you mean {near[0]}?" if near else "digest feeds list shows those that are"
    raise SourceError("is not followed", place=written, hint=hint)
