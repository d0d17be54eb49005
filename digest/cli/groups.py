"""Groups of commands, each a module of its own that is imported when it is called, so that `--help`
answers at once.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from keyword import iskeyword
from typing import Any

import click
from click.exceptions import NoSuchCommand

from digest.cli.exits import Exit


class Commands(click.Group):
    """The commands of `table`, with what they do; the `command` of each module of `package`."""

    def __init__(self, *, package: str, table: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self.package = package
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  as above
        if cmd_name not in self.table:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = importlib.import_module(f"{self.package}.{name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but its suggestions come from the table."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as error:
            raise NoSuchCommand(args[0], possibilities=self.table, ctx=ctx) from error

    def invoke(self, ctx: click.Context) -> Any:
        """As click does, but Ctrl-C has the exit status that shells give it."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(err=True)  # ends the line of the terminal's ^C
            sys.exit(Exit.INTERRUPTED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  as above
        with formatter.section("Commands"):
            formatter.write_dl(list(self.table.items()))
