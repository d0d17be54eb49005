"""`digest feeds list`: the feeds, and how they have been doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli import tables
from digest.cli.common import config_option, json_option, load_settings, print_json, stdout
from digest.feeds.visits import DAY, rate
from digest.models.feeds import Feed, Visits

if TYPE_CHECKING:
    from rich.table import Table

    from digest.storage import Came

# Long enough for feeds that bring something on some days only.
LOOKED_BACK = timedelta(weeks=4)

# Characters of a terminal in which each name can have a column.
WIDE = 140

# In others these have the width of a date, and of their first words.
NARROW = {"Last success": 10, "Next visit": 10, "Items a week": 7}


@click.command(name="list")
@config_option
@json_option
def command(config_path: Path | None, *, as_json: bool) -> None:
    """Show the feeds that are followed and how they have been doing.

    A feed that fails is tried again later and later; one that is gone for good is stopped.
    """
    from digest.models.serial import dump
    from digest.storage import Store

    now = datetime.now(UTC)
    with Store.peek(load_settings(config_path).store) as store:
        feeds = store.feeds.all()
        arrived = store.feeds.arrived(now - LOOKED_BACK)
    rates = {url: items_a_week(came, now) for url, came in arrived.items()}
    if as_json:
        shown = [{**dump(each), "items_a_week": rates.get(each.url)} for each in feeds]
        print_json({"feeds": shown})
    elif feeds:
        in_folders = sorted(feeds, key=lambda each: each.folders)
        console = stdout()
        console.print(table(in_folders, rates, width=console.width))
    else:
        click.echo("No feed is followed yet. digest feeds add URL follows one.")


def items_a_week(came: Came, now: datetime) -> float | None:
    """What a feed has had before it was followed says nothing of how much it brings."""
    found = rate(came.items, since=max(came.first + DAY, now - LOOKED_BACK), now=now)
    return None if found is None else round(found, 1)


def table(feeds: Sequence[Feed], rates: Mapping[str, float | None], *, width: int) -> Table:
    """In so many characters; a narrow one has folder, title and address below each other."""
    wide = width >= WIDE
    columns = ("Folder", "Feed", "Address") if wide else ("Feed",)
    rows = []
    for feed in feeds:
        names = (" / ".join(feed.folders), feed.title, feed.url)
        visits = feed.visits
        style = "dim" if visits.stopped else "red" if visits.error else ""
        cells = (
            *(names if wide else ["\n".join(filter(None, names))]),
            state(visits),
            moment(visits.succeeded),
            "" if visits.stopped else moment(visits.next_try),
            number(rates.get(feed.url)),
        )
        rows.append(tables.Row(cells, style))
    names = (*columns, "State", "Last success", "Next visit", "Items a week")
    return tables.drawn(names, rows, right=names[-1:], widths={} if wide else NARROW)


def state(visits: Visits) -> str:
    if visits.stopped:
        return f"stopped: {visits.error}"
    if visits.error:
        return f"{visits.error} ({visits.errors} in a row)" if visits.errors > 1 else visits.error
    return "ok" if visits.visited else "new"


def number(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:g}"


def moment(time: datetime | None) -> str:
    """In the time zone of the machine, to the minute."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}" if time else ""
