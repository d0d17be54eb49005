"""`digest schedule`: what is due when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from digest.cli import tables
from digest.cli.common import config_option, json_option, load_settings, print_json
from digest.models.schedule import Slot

if TYPE_CHECKING:
    from digest.config import DigestSettings

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)

# Digest, date, slot, local time and UTC.
Row = dict[str, str]
COLUMNS = ("Digest", "Date", "Slot", "Local time", "UTC")


@click.command(name="schedule")
@click.option(
    "--from",
    "first",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The first day, in the time zone of each digest.  [default: from now on]",
)
@click.option(
    "--to",
    "last",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The last day.  [default: seven days in all]",
)
@click.option("--digest", "digest_name", metavar="NAME", help="Which digest.  [default: all]")
@config_option
@json_option
def command(
    first: datetime | None,
    last: datetime | None,
    digest_name: str | None,
    config_path: Path | None,
    *,
    as_json: bool,
) -> None:
    """Show which editions are due when.

    Where clocks are changed, a time that is left out is due when they have been set forward, and
    one that comes twice at the first.
    """
    if first and last and last < first:
        raise click.UsageError("--to is before --from")
    settings = load_settings(config_path)
    digests = [settings.digest(digest_name)] if digest_name else settings.digests
    now = datetime.now(UTC)
    try:
        slots = [slot for each in digests for slot in due(each, first, last, now=now)]
    except OverflowError:
        raise click.UsageError("--from or --to is at the edge of the calendar") from None
    zones = {each.brief.name: ZoneInfo(each.brief.timezone) for each in digests}
    rows = [row(slot, zones[slot.digest]) for slot in sorted(slots, key=lambda slot: slot.due)]
    if as_json:
        print_json(rows)
    else:
        show(rows, never=[each.brief.name for each in digests if each.timetable is None])


def due(
    digest: DigestSettings, first: datetime | None, last: datetime | None, *, now: datetime
) -> Iterator[Slot]:
    """The slots of the days from `first` to `last`, both included; by default those of a week from
    `now` on. Raises OverflowError at the edge of the calendar.
    """
    from digest.schedule import midnight, slots

    if digest.timetable is None:
        return iter(())
    if first and not last:
        last = first + 6 * DAY
    zone = digest.timetable.timezone
    after = midnight(first.date(), zone) - SECOND if first else now
    until = midnight((last + DAY).date(), zone) - SECOND if last else now + 7 * DAY
    return slots(digest.timetable, digest.brief.name, after=after, until=until)


def row(slot: Slot, zone: ZoneInfo) -> Row:
    return {
        "digest": slot.digest,
        "local_date": slot.date.isoformat(),
        "slot": slot.slot,
        "local_time": slot.due.astimezone(zone).isoformat(),
        "utc_time": slot.due.isoformat(),
    }


def show(rows: Sequence[Row], *, never: Iterable[str]) -> None:
    if rows:
        tables.show(COLUMNS, list(map(cells, rows)))
    else:
        click.echo("Nothing is due then.")
    for name in never:
        click.echo(f"{name} is never due: it has neither `at` nor `cron` in the configuration.")


def cells(row: Row) -> tables.Row:
    local, utc = (datetime.fromisoformat(row[name]) for name in ("local_time", "utc_time"))
    moments = (local.isoformat(" ", "minutes"), f"{utc:%Y-%m-%d %H:%M}")
    return tables.Row((row["digest"], row["local_date"], row["slot"], *moments))
