"""`digest send`: an edition goes to its recipients."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.common import (
    config_option,
    digest_option,
    finish,
    json_option,
    load_settings,
    print_json,
    report,
)
from digest.cli.finding import stored_edition
from digest.cli.progress import Progress
from digest.cli.sent import Report
from digest.cli.stopping import stopping
from digest.errors import SourceError
from digest.models import Problem
from digest.models.mail import State

if TYPE_CHECKING:
    from digest.config import Settings
    from digest.pipeline.mail.mailing import Prepared
    from digest.pipeline.mail.press import Issue
    from digest.storage import Store

NOBODY = "set recipients in the configuration, or digest subscribers add ADDRESS"


@click.command(name="send")
@click.argument("edition", required=False)
@config_option
@digest_option
@click.option(
    "--to",
    "recipients",
    multiple=True,
    metavar="ADDRESS",
    help="A test: to this address alone, whoever that is. May be given again.",
)
@click.option("--dry-run", is_flag=True, help="Write the messages to files, and send nothing.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of a dry run.  [default: dry-run]",
)
@json_option
def command(
    edition: str | None,
    config_path: Path | None,
    digest_name: str | None,
    recipients: tuple[str, ...],
    out: Path | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Send an edition to its recipients, and whatever else is due in the outbox.

    EDITION is a date or an edition's id; by default it is the newest. Nobody gets an edition twice:
    sent again, it goes to those who have not had it, and what waits for another try is tried now.
    """
    if out and not dry_run:
        raise click.UsageError("--out is for --dry-run")
    from digest.storage import Store

    settings = load_settings(config_path)
    with Store.peek(settings.store) if dry_run else Store.open(settings.store) as store:
        issue, lost = decided(store, settings, digest_name, edition)
        prepared = prepare(store, settings, issue, recipients)
        if dry_run:
            show_files(write(store, settings, prepared, out or Path("dry-run")), as_json=as_json)
            return
        if not prepared.deliveries:
            raise SourceError("nobody gets it", place=prepared.mailing.id, hint=NOBODY)
        if not recipients and issue.edition != store.edition(issue.edition.id):
            store.save(issue.edition, issue.stories)
        done = send(store, settings, prepared, alone=bool(recipients))
    if as_json:
        print_json(done.record())
    else:
        click.echo(done.summary())
    report([*lost, *done.problems()])
    finish(done.problems(), read=done.sent.sent)


def decided(
    store: Store, settings: Settings, digest_name: str | None, edition: str | None
) -> tuple[Issue, tuple[Problem, ...]]:
    """The edition that is asked for, as it was decided since it was built, and what it does not
    follow of that.
    """
    from digest.pipeline.deciding import followed
    from digest.pipeline.mail import mailing

    found = stored_edition(store, settings.digest(digest_name).brief.name, edition)
    # An id names its digest too, and its readers are those who get it.
    digest = settings.digest(found.brief.name)
    return followed(store, mailing.issue_of(store, digest, found))


def prepare(store: Store, settings: Settings, issue: Issue, recipients: Sequence[str]) -> Prepared:
    """The mailing that is asked for: an edition's, or a test's."""
    from digest.pipeline.mail import mailing

    digest, now = settings.digest(issue.edition.brief.name), datetime.now(UTC)
    if recipients:
        return mailing.prepare_test(store, settings, digest, issue, recipients, now=now)
    return mailing.prepare(store, settings, digest, issue, now=now)


def send(store: Store, settings: Settings, prepared: Prepared, *, alone: bool) -> Report:
    """Queue what is not queued, and send what is due: of all mailings, or of this one `alone`."""
    from digest.pipeline import holders
    from digest.pipeline.mail import mailing
    from digest.pipeline.mail.dispatch import dispatch

    name, now = prepared.mailing.id, datetime.now(UTC)
    waiting = store.outbox.list(states=[State.QUEUED], mailing=name)
    store.outbox.retry([each.id for each in waiting if each.next_try > now], now=now)
    new = mailing.queue(store, prepared, now=now)
    with stopping() as stop, Progress("Sending") as progress:
        progress.expect(len(waiting) + new)
        sent = dispatch(
            store,
            settings,
            os.environ,
            holder=holders.name(),
            clock=lambda: datetime.now(UTC),
            stop=stop,
            mailing=name if alone else "",
            watch=lambda _: progress.advance(),
        )
    counts = store.outbox.counts(mailing=name)
    return Report(
        mailing=name,
        queued=new,
        waiting=counts.get((name, State.QUEUED), 0),
        sent=sent,
    )


def write(store: Store, settings: Settings, prepared: Prepared, folder: Path) -> list[Path]:
    """A file for each letter, as it is sent to the byte."""
    from digest.delivery.placing import file_name
    from digest.pipeline.mail.rehearsal import rehearse

    written = []
    try:
        for letter in rehearse(store, settings, prepared):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            written.append(folder / f"{file_name(letter.recipient)}.eml")
            written[-1].write_bytes(letter.data)
    except OSError as error:
        raise SourceError(
            f"cannot be written: {error.strerror}", place=str(folder), hint="choose another --out"
        ) from error
    return written


def show_files(written: Sequence[Path], *, as_json: bool) -> None:
    if as_json:
        print_json({"written": [str(path) for path in written]})
        return
    for path in written:
        click.echo(path)
    if not written:
        click.echo("Nothing would be sent: all have had it, or nobody gets it.")
