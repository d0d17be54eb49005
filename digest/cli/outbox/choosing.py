"""Which deliveries a command is about: some by their ids, or all that stand so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.common import Command, config_option, counted, finish, load_settings, report
from digest.models import Problem
from digest.models.mail import State

if TYPE_CHECKING:
    from digest.storage import Store


def chosen_by(*states: State) -> Callable[[Command], Command]:
    """The arguments ID..., --edition, --config, and a flag for each of `states`."""

    def add(command: Command) -> Command:
        options: Sequence[Callable[[Command], Command]] = (
            config_option,
            click.option("--edition", metavar="ID", default="", help="Of these, one edition's."),
            *map(_flag, reversed(states)),
            click.argument("ids", nargs=-1, type=int, metavar="[ID...]"),
        )
        for option in options:
            command = option(command)
        return command

    return add


def _flag(state: State) -> Callable[[Command], Command]:
    return click.option(
        f"--{state}", "states", flag_value=state.value, multiple=True, help=f"All that are {state}."
    )


def change(
    config_path: Path | None,
    ids: Sequence[int],
    states: Sequence[str],
    edition: str,
    *,
    how: Callable[[Store, Sequence[int]], int],
    done: str,
    otherwise: Problem,
) -> None:
    """Change what is asked for, and say how many that were; `otherwise` is said of what stays as it
    is. Raises UsageError where nothing is asked for.
    """
    if bool(ids) == bool(states):
        raise click.UsageError("name deliveries by their ids, or say which by --failed and such")
    from digest.storage import Store

    with Store.open(load_settings(config_path).store) as store:
        if states:
            wanted = [State(each) for each in states]
            ids = [each.id for each in store.outbox.list(states=wanted, mailing=edition)]
        changed = how(store, ids)
    click.echo(f"{counted(changed, 'delivery', 'deliveries')} {done}.")
    left = [otherwise] if changed < len({*ids}) else []
    report(left)
    finish(left, read=changed)
