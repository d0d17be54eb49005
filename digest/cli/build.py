"""`digest build`: an edition, written to files and kept in the store."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.common import (
    anew_option,
    as_records,
    config_option,
    counted,
    date_option,
    digest_option,
    edition_date,
    edition_slot,
    finish,
    json_option,
    load_settings,
    paths_argument,
    print_json,
    report,
    slot_option,
    track,
)
from digest.models import Problem
from digest.pipeline.writing import editions_in, write

if TYPE_CHECKING:
    from digest.config import DigestSettings, Settings
    from digest.pipeline.editions import Built


@click.command(name="build")
@paths_argument(required=False)
@config_option
@digest_option
@date_option
@slot_option
@anew_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to.  [default: out, or as configured]",
)
@json_option
def command(
    paths: tuple[str, ...],
    config_path: Path | None,
    digest_name: str | None,
    on: datetime | None,
    out: Path | None,
    *,
    slot: datetime | None,
    anew: bool,
    as_json: bool,
) -> None:
    """Build an edition and write it as edition.html, edition.txt and edition.json.

    PATH may be a file, a folder, a glob, or - for standard input. Without PATH the digest's
    sources are read, and what was ingested in its recent days. Stories go on from the editions
    before: what is new is marked, and what readers had is left out.
    """
    settings = load_settings(config_path)
    folder = out or settings.out
    digest = settings.digest(digest_name)
    day = edition_date(on, digest)
    name = edition_slot(slot, digest, day)
    built, kept = make(paths, settings, digest, folder, day=day, slot=name, anew=anew)
    report(built.remarks + kept)
    written = write(built.rendered, folder)
    if as_json:
        print_json(record(built, written, kept))
    else:
        click.echo(summary(built))
        for path in written:
            click.echo(path)
    # A shortened mail leaves nothing out: all of it stands in the other views.
    finish(built.material.problems, read=len(built.material.documents))


def make(
    paths: tuple[str, ...],
    settings: Settings,
    digest: DigestSettings,
    folder: Path,
    *,
    day: date,
    slot: str,
    anew: bool,
) -> tuple[Built, tuple[Problem, ...]]:
    """The edition, and what is to be told of keeping it in the store. What cannot be read is
    reported before it is built.
    """
    from digest.pipeline import editions
    from digest.storage import Store

    with Store.open(settings.store) as store:
        gathered = editions.gather(
            paths,
            digest,
            store,
            on=day,
            slot=slot,
            anew=anew,
            stdin=sys.stdin.buffer,
            leave_out=editions_in(folder),
            track=track,
        )
        report(gathered.material.problems)
        number = store.number(digest.brief.name, day, slot)
        built = editions.build(
            gathered,
            digest,
            settings.template(digest),
            links=settings.links(digest),
            on=day,
            slot=slot,
            number=number,
        )
        return built, editions.keep(store, built, now=datetime.now(UTC))


def summary(built: Built) -> str:
    edition = built.edition
    counts: tuple[str, ...] = (
        counted(edition.articles(), "article", "articles"),
        counted(len(edition.stories), "story", "stories"),
        counted(sum(1 for _ in edition.items()), "claim", "claims"),
        counted(edition.speakers(), "speaker", "speakers"),
    )
    decided = edition.decisions.count
    edited = [counted(decided, "decision of an editor", "decisions of an editor")] * bool(decided)
    told = f"{edition.id}: {', '.join((*counts, *edited))}"
    if edition.stories or not edition.since:
        return told
    return f"{told}\nNothing is new since the edition of {edition.since}."


def record(built: Built, written: Sequence[Path], kept: tuple[Problem, ...]) -> dict[str, object]:
    return {
        "edition": built.edition.id,
        "number": built.edition.number,
        "stories": len(built.edition.stories),
        "claims": sum(1 for _ in built.edition.items()),
        "decisions": built.edition.decisions.count,
        "written": [str(path) for path in written],
        "problems": as_records(built.material.problems + built.remarks + kept),
    }
