"""`digest decisions`: what an editor decided on an edition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from digest.cli import tables
from digest.cli.common import (
    config_option,
    counted,
    digest_option,
    json_option,
    load_settings,
    print_json,
)
from digest.cli.finding import named_edition
from digest.cli.reasons import said
from digest.models.editions import Decisions
from digest.models.rulings import Ruling
from digest.models.serial import dump


@click.command(name="decisions")
@click.argument("edition", required=False)
@click.option("--forget", is_flag=True, help="Forget all that was decided on it.")
@config_option
@digest_option
@json_option
def command(
    edition: str | None,
    config_path: Path | None,
    digest_name: str | None,
    *,
    forget: bool,
    as_json: bool,
) -> None:
    """Show what an editor decided on an edition, and what the edition does not follow of it.

    EDITION is a date or an edition's id; by default it is the edition of today. One that is not
    built yet is made as digest build would make it now, and not stored.
    """
    from digest.pipeline import deciding
    from digest.storage import Store

    settings = load_settings(config_path)
    which = named_edition(settings, digest_name, edition)
    if forget:
        with Store.open(settings.store) as store:
            deciding.keep(store, *which, Decisions(), now=datetime.now(UTC))
        found: Sequence[Ruling] = ()
    else:
        with Store.peek(settings.store) as store:
            found = deciding.told(store, settings, *which)
    if as_json:
        print_json({"edition": which.id, "decisions": [dump(each) for each in found]})
    else:
        show(which.id, found)


def show(edition: str, found: Sequence[Ruling]) -> None:
    if not found:
        click.echo(f"{edition}: nothing is decided on it")
        return
    click.echo(f"{edition}: {counted(len(found), 'decision', 'decisions')}")
    rows = [tables.Row((each.kind, each.id, _words(each), each.why)) for each in found]
    tables.show(("Decision", "Id", "Words", "Not followed"), rows)


def _words(ruling: Ruling) -> str:
    name = f"{ruling.name}: " if ruling.name else ""
    return name + (said(ruling.words) or "–")
