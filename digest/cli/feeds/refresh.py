"""`digest feeds refresh`: what is new in the feeds is fetched and stored."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.common import (
    config_option,
    counted,
    finish,
    json_option,
    load_settings,
    print_json,
    report,
)
from digest.cli.exits import Exit
from digest.cli.feeds.naming import followed, urls_argument
from digest.cli.progress import Progress
from digest.pipeline.feeds.refreshed import OFFLINE

if TYPE_CHECKING:
    from digest.pipeline.feeds.refreshed import Report, Visited


@click.command(name="refresh")
@urls_argument("[URL...]")
@click.option("--all", "everything", is_flag=True, help="Visit those that are not due as well.")
@config_option
@json_option
def command(
    urls: tuple[str, ...], config_path: Path | None, *, everything: bool, as_json: bool
) -> None:
    """Fetch what is new in the feeds, for the next editions.

    Without URL those are visited that are due. A refresh that was interrupted is gone on with.
    """
    from digest.pipeline.feeds.web import Web

    settings = load_settings(config_path)
    with Web(settings.feeds.manners) as web:
        # While its processes start, for this takes as long.
        from digest.pipeline.feeds.refresh import refresh
        from digest.storage import Store

        with Store.open(settings.store) as store, Progress("Feeds") as progress:
            only, unknown = followed(store, urls)
            report(unknown)
            if unknown and not only:
                raise SystemExit(Exit.FAILED)
            done = refresh(
                store,
                web,
                settings.feeds,
                now=datetime.now(UTC),
                everything=everything,
                only=only,
                expect=progress.expect,
                watch=lambda _: progress.advance(),
            )
    show_json(done) if as_json else show_text(done)
    finish([*unknown, *done.problems], read=len(done.visited) - len(done.problems))


def show_json(done: Report) -> None:
    from digest.models.serial import dump

    print_json(dump(done))


def show_text(done: Report) -> None:
    for visited in done.visited:
        if line := said(visited):
            click.echo(line)
        report(visited.notes)
    report([OFFLINE] if done.offline else done.problems)
    click.echo(summary(done))


def said(visited: Visited) -> str:
    """What came of a visit, in a line; nothing where that is nothing."""
    counts = {"new": visited.new, "changed": visited.changed, "left out": visited.left_out}
    news = [f"{number} {name}" for name, number in counts.items() if number]
    news += [f"moved to {visited.moved_to}"] if visited.moved_to else []
    news += ["not visited any more"] if visited.stopped else []
    return f"{visited.title or visited.feed}: {', '.join(news)}" if news else ""


def summary(done: Report) -> str:
    """`3 feeds visited, 1 failed, 9 left for later: 12 new articles, 2 changed`"""
    if not done.visited:
        return "No feed is due. digest feeds list says when each is visited."
    feeds = counted(len(done.visited), "feed", "feeds")
    new = counted(sum(each.new for each in done.visited), "new article", "new articles")
    changed = sum(each.changed for each in done.visited)
    failed, later = len(done.problems), done.waiting
    return f"{feeds} visited, {failed} failed, {later} left for later: {new}, {changed} changed"
