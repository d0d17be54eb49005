"""`digest subscribers list`: who gets which digest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from digest.cli.common import config_option, json_option, load_settings, print_json
from digest.cli.tables import Row, show
from digest.models.subscribers import Standing, Subscriber

COLUMNS = ("Address", "Digest", "Standing", "Since", "Topics")
STYLES = {Standing.PENDING: "dim", Standing.UNSUBSCRIBED: "dim", Standing.BOUNCED: "red"}


@click.command(name="list")
@click.option("--digest", "digest_name", metavar="NAME", help="Of one digest.  [default: of all]")
@click.option(
    "--standing",
    "standings",
    type=click.Choice([str(each) for each in Standing]),
    multiple=True,
    help="Only who stands so; again for more.",
)
@config_option
@json_option
def command(
    digest_name: str | None, standings: tuple[str, ...], config_path: Path | None, *, as_json: bool
) -> None:
    """Show who gets which digest, and who does not any more and why."""
    from digest.storage import Store

    settings = load_settings(config_path)
    name = settings.digest(digest_name).brief.name if digest_name else None
    with Store.peek(settings.store) as store:
        found = [
            each
            for each in store.subscribers.of(name)
            if not standings or each.standing in standings
        ]
    if as_json:
        print_json({"subscribers": list(map(record, found))})
    elif found:
        show(COLUMNS, [Row(cells(each), STYLES.get(each.standing, "")) for each in found])
    else:
        click.echo("There is none. digest subscribers add ADDRESS adds one.")


def record(subscriber: Subscriber) -> dict[str, Any]:
    """Without the token, which is for nobody but the subscriber."""
    return {
        "address": subscriber.address,
        "digest": subscriber.digest,
        "topics": subscriber.topics,
        "standing": subscriber.standing,
        "origin": subscriber.origin,
        "added": subscriber.added.isoformat(),
        "changed": subscriber.changed.isoformat(),
        "detail": subscriber.detail,
    }


def cells(subscriber: Subscriber) -> Sequence[str]:
    """Dates are in the time zone of the machine."""
    detail = f": {subscriber.detail}" if subscriber.detail else ""
    return (
        subscriber.address,
        subscriber.digest,
        f"{subscriber.standing}{detail}",
        f"{subscriber.changed.astimezone():%Y-%m-%d}",
        ", ".join(subscriber.topics),
    )
