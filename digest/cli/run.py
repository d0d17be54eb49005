"""`digest run`: every edition when it is due."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from digest.cli.common import config_option
from digest.cli.exits import Exit

if TYPE_CHECKING:
    from digest.config import Settings
    from digest.scheduler.tally import Tally
    from digest.storage import Store


@click.command(name="run")
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@click.option(
    "--log",
    "form",
    type=click.Choice(["text", "json"]),
    help="How it writes its log.  [default: text on a terminal, else json]",
)
@config_option
def command(config_path: Path | None, *, once: bool, form: str | None) -> None:
    """Build and send every edition when it is due, and refresh the feeds.

    What fell due while nothing ran is caught up on as the configuration says. A timetable counts
    from when it is first seen. Any number of these may run on one store: each edition is made once.

    SIGTERM ends it: letters that have begun are sent, the rest waits for the next start. SIGHUP
    reads the configuration, and so does a change of its file.
    """
    from digest.scheduler import logs, loop
    from digest.scheduler.configuration import Configuration
    from digest.storage import Store

    log = logs.logger(sys.stderr, form=logs.Form(form) if form else None, environ=os.environ)
    configuration = Configuration(config_path, os.environ, log=log)
    with Store.open(configuration.settings.store) as store:
        if not once:
            loop.run(store, configuration, log=log)
            return
        tally = loop.run_once(store, configuration, log=log)
        for line in coming(store, configuration.settings):
            click.echo(line)
    finish(tally)


def coming(store: Store, settings: Settings) -> list[str]:
    """`daily: next edition 2026-11-23 07:00 (Europe/Berlin)`"""
    from digest.pipeline.status import status

    found = status(store, settings, now=datetime.now(UTC))
    slots = [(each.name, each.timezone, each.next) for each in found.digests if each.next]
    if not slots:
        return ["No digest is ever due. Set at or cron in the configuration."]
    return [
        f"{name}: next edition {slot.due.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"
        for name, zone, slot in slots
    ]


def finish(tally: Tally) -> None:
    failed, built = tally.failed.total(), tally.built.total()
    if failed or tally.wrong:
        raise SystemExit(Exit.PARTIAL if built or not failed else Exit.FAILED)
