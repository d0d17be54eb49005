"""The command line: arguments in, tables, JSON and exit codes out.

Each command is a module of its own that is imported when it is called, so that `digest --help`
answers at once.
"""

from __future__ import annotations

import gc
import importlib
import sys
from io import TextIOWrapper
from typing import Any

import click
from click.exceptions import NoSuchCommand

from digest.cli.exits import Exit
from digest.errors import ConfigError, DigestError

COMMANDS = {
    "build": "Build an edition and write it as HTML, plain text and JSON.",
    "preview": "Show the edition in a browser while you write.",
    "claims": "Show who said what in articles. Stores nothing.",
    "ingest": "Read articles into the store for later editions.",
    "explain": "Say why each story and claim was chosen, and what was dropped.",
    "check": "Check configuration, templates, languages and store.",
}


class Commands(click.Group):
    """The table of commands above, each loaded when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  as above
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"digest.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but its suggestions come from the table."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as error:
            raise NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx) from error

    def invoke(self, ctx: click.Context) -> Any:
        """As click does, but Ctrl-C has the exit status that shells give it."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(err=True)  # ends the line of the terminal's ^C
            sys.exit(Exit.INTERRUPTED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  as above
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="digest")
def program() -> None:
    """The brief whose every line names its source.

    Reads article files, finds who said what, and makes one edition of them: HTML, plain text
    and JSON.

    \b
    Exit status:
      0    done
      1    failed; nothing was made
      2    wrong use, or a wrong configuration
      3    done, but something was left out; the report names it
      130  interrupted with Ctrl-C
    """


# In objects. Reading makes many small ones that stay and hardly any cycles: with Python's 700, a
# tenth of the time goes into looking for them.
_COLLECT_EVERY = 500_000


def main() -> None:
    """Run the program: an expected error ends in a sentence and an exit code, not a traceback."""
    gc.set_threshold(_COLLECT_EVERY)
    for stream in (sys.stdout, sys.stderr):
        # Articles have letters that no older encoding has, and JSON is UTF-8 (RFC 8259, 8.1).
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        program()
    except ConfigError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(Exit.USAGE)
    except DigestError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(Exit.FAILED)
