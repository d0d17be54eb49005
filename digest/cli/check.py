"""`digest check`: is everything that a run needs there and right?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.common import as_records, config_option, json_option, load_settings, print_json
from digest.cli.exits import Exit
from digest.errors import ConfigError, DigestError
from digest.models import Problem

if TYPE_CHECKING:
    from digest.config import Settings


# Seconds for each answer of a mail server: some let callers wait, and nobody waits for a minute to
# learn that the port is wrong.
_PATIENCE = 20.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """One thing that was looked at; right where there are no problems, whatever the `remarks`."""

    name: str
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...] = ()


@click.command(name="check")
@config_option
@click.option(
    "--smtp", "calls", is_flag=True, help="Call the mail server too and log in; nothing is sent."
)
@click.option("--reindex", is_flag=True, help="Make the index anew that editions are found by.")
@json_option
def command(config_path: Path | None, *, calls: bool, reindex: bool, as_json: bool) -> None:
    """Check all that an edition needs on its way to its readers; say what is wrong and where."""
    if reindex:
        make_index(load_settings(config_path))
    results = list(checks(config_path, calls=calls))
    if as_json:
        remarks = [remark for each in results for remark in each.remarks]
        found = {each.name: as_records(each.problems) for each in results}
        print_json(found | {"remarks": as_records(remarks)})
    else:
        for each in results:
            show(each)
    if any(each.problems for each in results):
        raise SystemExit(Exit.FAILED)


def checks(config_path: Path | None, *, calls: bool = False) -> Iterator[Checked]:
    """Each thing in turn; without a right configuration only the languages can be looked at. Where
    it `calls`, the mail server as well.
    """
    yield checked("languages", languages)
    try:
        settings = load_settings(config_path)
    except ConfigError as error:
        yield Checked(name="configuration", problems=error.problems)
        return
    yield checked("configuration", lambda: sources(settings))
    yield checked("templates", lambda: templates(settings))
    yield checked("store", lambda: store(settings))
    yield checked("feeds", lambda: feeds(settings))
    yield delivery(settings)
    if calls:
        yield checked("smtp", lambda: smtp(settings))


def checked(name: str, look: Callable[[], Iterator[Problem]]) -> Checked:
    try:
        return Checked(name=name, problems=tuple(look()))
    except DigestError as error:
        return Checked(name=name, problems=(error.problem(),))


def languages() -> Iterator[Problem]:
    from digest.languages import codes, load

    for code in codes():
        try:
            load(code)
        except DigestError as error:
            yield error.problem()


def sources(settings: Settings) -> Iterator[Problem]:
    from digest.pipeline.reading import unreadable

    yield from unreadable([path for digest in settings.digests for path in digest.sources])


def templates(settings: Settings) -> Iterator[Problem]:
    from digest.rendering import check

    for folder in sorted({settings.template(digest) for digest in settings.digests}):
        yield from check(folder)


def make_index(settings: Settings) -> None:
    from digest.storage import Store

    with Store.open(settings.store) as opened:
        opened.reindex()


def store(settings: Settings) -> Iterator[Problem]:
    from digest.storage import Store

    with Store.peek(settings.store) as opened:
        yield from opened.check()


def feeds(settings: Settings) -> Iterator[Problem]:
    """What digests call a feed or a folder, and nothing is called."""
    from digest.feeds.choosing import named, names
    from digest.storage import Store

    with Store.peek(settings.store) as opened:
        followed = opened.feeds.all()
    for digest in settings.digests:
        for name in digest.feeds or ():
            if not named(name, followed):
                near = get_close_matches(name, names(followed), n=1)
                yield Problem(
                    place=str(settings.path),
                    message=f"digest {digest.brief.name}: no feed or folder is called {name}",
                    hint=f"did you mean {near[0]}?" if near else "digest feeds list shows them all",
                )


def delivery(settings: Settings) -> Checked:
    """Whether all is there that channels need; passwords, and keys that nobody else may read."""
    from digest.pipeline.mail.channels import lacking, remarks

    problems = tuple(lacking(settings, os.environ))
    return Checked(name="delivery", problems=problems, remarks=tuple(remarks(settings)))


def smtp(settings: Settings) -> Iterator[Problem]:
    """Connects, encrypts and logs in as for mail, and sends none."""
    from digest.delivery.smtp import SmtpChannel
    from digest.pipeline.mail import channels

    server = channels.smtp(settings, os.environ)
    SmtpChannel(replace(server, timeout=min(server.timeout, _PATIENCE))).check()
    yield from ()


def show(result: Checked) -> None:
    click.echo(f"{'wrong' if result.problems else 'ok':6}{result.name}")
    for each in (*result.problems, *result.remarks):
        click.echo(f"      {each.place}: {each.message}")
        if each.hint:
            click.echo(f"        {each.hint}")
