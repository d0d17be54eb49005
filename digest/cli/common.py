"""What the commands share: options, settings, progress and the report of a run."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from digest.cli.exits import Exit
from digest.cli.progress import Progress
from digest.models import Problem

if TYPE_CHECKING:
    from rich.console import Console

    from digest.config import DigestSettings, Settings

T = TypeVar("T")
Command = Callable[..., Any]


def config_option(command: Command) -> Command:
    return click.option(
        "--config",
        "config_path",
        type=click.Path(dir_okay=False, path_type=Path),
        help="The configuration.  [default: $DIGEST_CONFIG, else ./config.toml]",
    )(command)


def digest_option(command: Command) -> Command:
    return click.option(
        "--digest", "digest_name", metavar="NAME", help="Which digest.  [default: the first]"
    )(command)


def date_option(command: Command) -> Command:
    return click.option(
        "--date",
        "on",
        type=click.DateTime(["%Y-%m-%d"]),
        help="The edition's date.  [default: today in the digest's time zone]",
    )(command)


def slot_option(command: Command) -> Command:
    return click.option(
        "--slot",
        type=click.DateTime(["%H:%M"]),
        help="Which edition of its day, where it has several.  [default: the next one]",
    )(command)


def anew_option(command: Command) -> Command:
    return click.option(
        "--anew", is_flag=True, help="As if its readers had had no edition before."
    )(command)


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")(command)


def paths_argument(*, required: bool) -> Callable[[Command], Command]:
    name = "PATH..." if required else "[PATH...]"
    return click.argument("paths", nargs=-1, required=required, metavar=name)


def load_settings(path: Path | None) -> Settings:
    from digest.config import load

    return load(path, os.environ)


def edition_date(on: datetime | None, digest: DigestSettings) -> date:
    from zoneinfo import ZoneInfo

    return on.date() if on else datetime.now(ZoneInfo(digest.brief.timezone)).date()


def edition_slot(asked: datetime | None, digest: DigestSettings, day: date) -> str:
    """The time that stands in the name of an edition; "" where a day has one."""
    from digest import schedule

    name = digest.brief.name
    if asked is None:
        return schedule.coming(digest.timetable, name, day, now=datetime.now(UTC))
    if schedule.is_daily(digest.timetable):
        raise click.UsageError(f"{name} has one edition a day, which needs no --slot")
    return f"{asked:%H:%M}"


def stdout() -> Console:
    from rich.console import Console

    # Where nobody looks at a terminal, a row is a line: a pager wraps it, a program need not.
    return Console(width=None if sys.stdout.isatty() else 10_000, highlight=False)


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))


def counted(number: int, one: str, many: str) -> str:
    """`1 story`, `2 stories`"""
    return f"{number} {one if number == 1 else many}"


def track(found: Iterable[T]) -> Iterator[T]:
    """`found`, with its count shown while it comes."""
    with Progress("Reading") as progress:
        for each in found:
            yield each
            progress.advance()


def report(problems: Sequence[Problem]) -> None:
    """A line for each problem on standard error: where and what; below those in a row for which
    the same can be done, what that is.
    """
    for hint, alike in groupby(problems, key=lambda each: each.hint):
        for each in alike:
            click.echo(f"{each.place}: {each.message}", err=True)
        if hint:
            click.echo(f"  {hint}", err=True)


def finish(problems: Sequence[Problem], *, read: int) -> None:
    """Let the exit status say that something was left out, or that nothing could be read."""
    if problems:
        raise SystemExit(Exit.PARTIAL if read else Exit.FAILED)


def as_records(problems: Sequence[Problem]) -> list[dict[str, str]]:
    return [{"place": each.place, "message": each.message, "hint": each.hint} for each in problems]
