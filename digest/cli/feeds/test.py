"""`digest feeds test`: what feeds would bring; stores nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.cli.common import config_option, finish, json_option, load_settings, report, track
from digest.models.feeds import Item

if TYPE_CHECKING:
    from digest.pipeline.feeds.looking import Looked


@click.command(name="test")
@click.argument("targets", nargs=-1, required=True, metavar="URL|FILE|FOLDER...")
@config_option
@json_option
def command(targets: tuple[str, ...], config_path: Path | None, *, as_json: bool) -> None:
    """Show what feeds would bring. Stores nothing.

    Of a FOLDER every file is read. With --json each line is a feed.
    """
    from digest.pipeline.feeds.looking import look

    problems, read = [], 0
    show = show_json if as_json else show_text
    for each in track(look(targets, load_settings(config_path).feeds.manners)):
        show(each)
        if each.problem:
            problems.append(each.problem)
        else:
            read += 1
    if not as_json:
        report(problems)
    finish(problems, read=read)


def show_json(looked: Looked) -> None:
    channel, problem = looked.channel, looked.problem
    record = {
        "feed": looked.feed,
        "title": channel.title if channel else "",
        "error": problem.message if problem else None,
        "items": [record_of(each) for each in channel.items] if channel else [],
    }
    click.echo(json.dumps(record, ensure_ascii=False))


def record_of(item: Item) -> dict[str, Any]:
    """`id` is what the item is known by: its own, or its address."""
    return {
        "id": item.guid or item.url,
        "title": item.title,
        "url": item.url,
        "published": item.published.isoformat() if item.published else None,
        "text": item.text,
    }


def show_text(looked: Looked) -> None:
    channel = looked.channel
    if channel is None:
        return
    click.echo(f"{looked.feed}  ·  {channel.title or '(no title)'}")
    for each in channel.items:
        day = f"{each.published:%Y-%m-%d %H:%M}" if each.published else "(no date)"
        click.echo(f"  {day:16}  {each.title or '(no title)'}")
        click.echo(f"  {'':16}  {len(each.text):,} characters  {each.url}")
