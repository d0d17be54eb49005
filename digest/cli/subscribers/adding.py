"""What the commands that add people have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.cli.common import counted, load_settings

if TYPE_CHECKING:
    from digest.models import Problem
    from digest.pipeline.subscribers.subscribing import Joined, Terms
    from digest.subscribers.csv_files import Row

Command = Callable[..., Any]


def ask_option(command: Command) -> Command:
    return click.option(
        "--ask", is_flag=True, help="Ask them by mail first: who does not confirm gets nothing."
    )(command)


def joined(rows: Iterable[Row | Problem], terms: Terms, config_path: Path | None) -> Joined:
    """What came of adding the people of `rows`."""
    from digest.pipeline.subscribers.subscribing import add
    from digest.storage import Store

    settings = load_settings(config_path)
    with Store.open(settings.store) as store:
        return add(store, settings, rows, terms, now=datetime.now(UTC))


def say_asked(done: Joined, terms: Terms) -> None:
    """What happens next, where people are asked."""
    if not terms.ask:
        return
    mails = counted(done.asked, "mail asks", "mails ask")
    click.echo(f"{mails} for confirmation; digest run or digest send sends what is queued")
    if done.asked < done.pending:
        click.echo("Who was asked today already is not asked twice.")
