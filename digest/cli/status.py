"""`digest status`: how things stand, for people and for what watches over them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from digest.cli import tables
from digest.cli.common import (
    as_records,
    config_option,
    json_option,
    load_settings,
    print_json,
    report,
)
from digest.cli.exits import Exit
from digest.cli.feeds.list import state
from digest.models.schedule import Progress

COLUMNS = ("Digest", "Next", "Last", "Result", "Deliveries")

if TYPE_CHECKING:
    from digest.models.mail import State
    from digest.models.schedule import Slot, Turn
    from digest.pipeline.status import DigestStatus, Status


@click.command(name="status")
@config_option
@json_option
def command(config_path: Path | None, *, as_json: bool) -> None:
    """Show what is due next, what came of the last editions, and what is in trouble.

    The exit status is 1 where somebody has to look at something: an edition is overdue or failed,
    a channel takes nothing, or nobody can tell whether a message arrived. Nothing is changed.
    """
    from digest.pipeline.status import status
    from digest.storage import Store

    settings = load_settings(config_path)
    with Store.peek(settings.store) as store:
        found = status(store, settings, now=datetime.now(UTC))
    print_json(record(found)) if as_json else show(found)
    if found.problems:
        raise SystemExit(Exit.FAILED)


def show(found: Status) -> None:
    tables.show(COLUMNS, [row(each) for each in found.digests])
    click.echo(f"daemon   {'runs: ' + found.leader if found.leader else 'none runs'}")
    click.echo(f"outbox   {counts(found.outbox) or 'empty'}")
    click.echo(f"feeds    {len(found.feeds)} in trouble")
    for feed in found.feeds:
        click.echo(f"         {feed.title or feed.url}: {state(feed.visits)}")
    report(found.problems)


def row(digest: DigestStatus) -> tables.Row:
    return tables.Row(
        (
            digest.name,
            local(digest.next, digest.timezone) if digest.next else "never",
            local(digest.last.slot, digest.timezone) if digest.last else "",
            result(digest.last, digest.timezone) if digest.last else "",
            counts(digest.deliveries),
        )
    )


def local(slot: Slot, zone: str) -> str:
    """When it is due where its readers are: `2026-11-23 07:00 CET`"""
    return f"{slot.due.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"


def result(turn: Turn, zone: str) -> str:
    """`done 07:00:04`; `failed 07:00:04, again at 07:01`; `skipped 07:00:04, nothing new`"""
    ended = f"{turn.progress} {turn.changed.astimezone(ZoneInfo(zone)):%H:%M:%S}"
    if turn.progress is Progress.FAILED and turn.next_try:
        return f"{ended}, again at {turn.next_try.astimezone(ZoneInfo(zone)):%H:%M}"
    if turn.progress is Progress.SKIPPED:
        return f"{ended}, {turn.detail}"
    return ended


def counts(deliveries: Mapping[State, int]) -> str:
    """`2 queued, 498 sent`"""
    return ", ".join(f"{number} {state.value}" for state, number in deliveries.items())


def record(found: Status) -> dict[str, Any]:
    return {
        "now": found.now.isoformat(),
        "daemon": found.leader,
        "digests": [
            {
                "name": each.name,
                "timezone": each.timezone,
                "next": each.next and slot_record(each.next, each.timezone),
                "last": each.last and turn_record(each.last, each.timezone),
                "overdue": [slot_record(slot, each.timezone) for slot in each.overdue],
                "deliveries": each.deliveries,
            }
            for each in found.digests
        ],
        "outbox": found.outbox,
        "feeds": [
            {"url": each.url, "title": each.title, "state": state(each.visits)}
            for each in found.feeds
        ],
        "problems": as_records(found.problems),
    }


def slot_record(slot: Slot, zone: str) -> dict[str, str]:
    """As `digest schedule --json` has it."""
    local = slot.due.astimezone(ZoneInfo(zone))
    return {
        "local_date": str(slot.date),
        "slot": slot.slot,
        "local_time": local.isoformat(),
        "utc_time": slot.due.isoformat(),
    }


def turn_record(turn: Turn, zone: str) -> dict[str, Any]:
    return slot_record(turn.slot, zone) | {
        "progress": turn.progress,
        "attempts": turn.attempts,
        "edition": turn.edition,
        "detail": turn.detail,
        "next_try": turn.next_try and turn.next_try.isoformat(),
        "changed": turn.changed.isoformat(),
    }
