"""The command line: arguments in, tables, JSON and exit codes out."""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper

import click

from digest.cli.exits import Exit
from digest.cli.groups import Commands
from digest.errors import ConfigError, DigestError

COMMANDS = {
    "build": "Build an edition and write it as HTML, plain text and JSON.",
    "preview": "Show the edition in a browser while you write.",
    "new": "Start something of your own from what comes with Digest.",
    "claims": "Show who said what in articles. Stores nothing.",
    "stories": "Show articles by event, who is behind each claim, where figures differ.",
    "ingest": "Read articles into the store for later editions.",
    "feeds": "Follow feeds, refresh them, see how they do.",
    "send": "Send an edition to its recipients.",
    "outbox": "See what was sent and what was not; try again or cancel.",
    "schedule": "Show which editions are due when.",
    "run": "Build and send every edition when it is due.",
    "status": "Show what is due, what came of the last editions, what is in trouble.",
    "subscribers": "Say who gets a digest, and see who does not want it any more.",
    "serve": "Serve the pages on which people unsubscribe and confirm.",
    "prefer": "Say what you want more of, or less: a topic, a speaker, an outlet.",
    "decisions": "Show what an editor decided on an edition, or forget it.",
    "explain": "Say why each story and claim was chosen, and what was dropped.",
    "check": "Check all that an edition needs on its way to its readers.",
}


@click.group(
    cls=Commands,
    package=__name__,
    table=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
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
    finally:
        # At its end Python looks for cycles in all that is there, for a tenth of a second: what is
        # frozen it leaves to the system, which takes it back at once.
        gc.freeze()
