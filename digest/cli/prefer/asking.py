"""To want more of something, or less."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.common import (
    as_records,
    config_option,
    counted,
    digest_option,
    edition_date,
    json_option,
    load_settings,
    print_json,
    report,
)
from digest.models import Problem
from digest.models.briefs import Preference

if TYPE_CHECKING:
    from digest.pipeline.preferring import Reach

# Stories that are named as examples.
SHOWN = 3


def asking(name: str, by: int, told: str) -> click.Command:
    """The command that wants `by` steps more of a name."""

    @click.command(name=name, help=told)
    @click.argument("name")
    @digest_option
    @config_option
    @json_option
    def command(
        name: str, digest_name: str | None, config_path: Path | None, *, as_json: bool
    ) -> None:
        ask(" ".join(name.split()), by, digest_name, config_path, as_json=as_json)

    return command


def ask(
    name: str, by: int, digest_name: str | None, config_path: Path | None, *, as_json: bool
) -> None:
    from digest.pipeline.preferring import reach
    from digest.storage import Store

    if not name:
        raise click.UsageError("NAME is empty")
    settings = load_settings(config_path)
    digest = settings.digest(digest_name)
    with Store.open(settings.store) as store:
        asked = store.preferences.step(digest.brief.name, name, by, now=datetime.now(UTC))
        found = reach(store, digest.brief.name, name, on=edition_date(None, digest))
    remarks = [] if found.named else [unknown(name)]
    if as_json:
        print_json({**record(asked), "stories": len(found.named), "problems": as_records(remarks)})
        return
    click.echo(f"{digest.brief.name}: {wanted(asked)}")
    if found.named:
        click.echo(where(found))
    report(remarks)


def wanted(preference: Preference) -> str:
    """`more of Ada Quill, 2 steps`"""
    steps = abs(preference.steps)
    if not steps:
        return f"neither more nor less of {preference.name}"
    way = "more" if preference.steps > 0 else "less"
    return f"{way} of {preference.name}, {counted(steps, 'step', 'steps')}"


def where(found: Reach) -> str:
    """`It would have counted for 2 of 31 stories of the last editions: ...; ...`"""
    had = counted(found.stories, "story", "stories")
    shown = "; ".join(" ".join(each.headline.text.split()) for each in found.named[:SHOWN])
    return f"It would have counted for {len(found.named)} of {had} of the last editions: {shown}"


def unknown(name: str) -> Problem:
    return Problem(
        place=name,
        message="is named in no story so far; it counts as soon as it is",
        hint="digest prefer forget takes it back where it is not what you meant",
    )


def record(preference: Preference) -> dict[str, object]:
    return {"name": preference.name, "steps": preference.steps}
