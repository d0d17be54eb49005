"""`digest subscribers bounces`: mail that came back stops addresses that are no more."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from digest.cli.common import config_option, counted, finish, load_settings, report
from digest.errors import DigestError


@click.command(name="bounces")
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=click.Path(path_type=Path))
@config_option
def command(paths: tuple[Path, ...], config_path: Path | None) -> None:
    """Read mail that came back, and send nothing more to addresses that are no more.

    A PATH is a Maildir, an mbox file, or a folder or file of messages; by default it is bounces in
    [mail]. What was read is marked, and not read again.
    """
    from digest.pipeline.subscribers.bouncing import Verdict, stop_bounced
    from digest.storage import Store

    settings = load_settings(config_path)
    places = paths or tuple(filter(None, [settings.mail.bounces]))
    if not places:
        raise click.UsageError("Give a PATH, or set bounces in [mail].")
    problems, foreign = [], 0
    with Store.open(settings.store) as store:
        for place in places:
            try:
                for each in stop_bounced(store, place, now=datetime.now(UTC)):
                    if each.verdict is Verdict.FOREIGN:
                        foreign += 1
                    else:
                        click.echo(f"{each.verdict} {each.address}: {each.detail}")
            except DigestError as error:
                problems.append(error.problem())
    if foreign:
        click.echo(f"{counted(foreign, 'bounce is', 'bounces are')} of no message of ours")
    report(problems)
    finish(problems, read=len(places) - len(problems))
