"""`digest new template`: a folder to change, which looks as another template does."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from digest.cli.common import config_option
from digest.errors import ConfigError, SourceError, suggest
from digest.shipped import resource

# What every file system takes, and no other name is the same as where case does not count.
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
# Colours and fonts, which most change first: a template that has its own needs none of the others.
_LOOK = Path("parts/look.j2")


@click.command(name="template")
@click.argument("name", metavar="NAME")
@click.option(
    "--from",
    "source",
    default="daily",
    show_default=True,
    metavar="TEMPLATE",
    help="The template to start from.",
)
@config_option
def command(name: str, source: str, config_path: Path | None) -> None:
    """Start the template NAME as a copy of another, in the configuration's folder of templates.

    Then change its files: nothing else uses them.
    """
    from digest.config import template_folders, templates

    folders = template_folders(config_path, os.environ)
    known = templates.names(folders)
    if source not in known:
        raise ConfigError(f"there is no template {source!r}", hint=suggest(source, known))
    folder = folders[0] / _free(name, folders)
    copy(templates.find(source, folders), folder)
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        click.echo(path)
    click.echo(f'In a [[digest]] of your configuration:  template = "{name}"')
    click.echo("Then `digest preview` shows what you change, `digest check` what is wrong with it.")


def _free(name: str, folders: Sequence[Path]) -> str:
    """`name`, where there can be a template of that name and nothing else has it, in any of
    `folders`. Raises ConfigError.
    """
    if not _NAME.fullmatch(name):
        hint = "take lower-case letters, digits, hyphens and underscores"
        raise ConfigError(f"{name!r:.80} cannot be the name of a template", hint=hint)
    if any((folder / name).exists() for folder in folders):
        hint = "take another; what there is stays as it is"
        raise ConfigError(f"the name {name} is taken", place=str(folders[0]), hint=hint)
    return name


def copy(source: Path, folder: Path) -> None:
    """Copy the template `source` to `folder`, which is there as a whole then or not at all.

    Colours and fonts come along: its own, those beside it, or those that are shipped. Raises
    SourceError.
    """
    files = {path.relative_to(source): path for path in source.rglob("*") if path.is_file()}
    looks = (source.parent / _LOOK, resource("templates") / _LOOK)
    files.setdefault(_LOOK, next(path for path in looks if path.is_file()))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as made:
            for name, path in files.items():
                copied = Path(made) / folder.name / name
                copied.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copied)
            (Path(made) / folder.name).rename(folder)
    except OSError as error:
        raise SourceError(
            f"cannot be written: {error.strerror or error}",
            place=str(folder),
            hint="see that you may write there, or name another folder as `templates`",
        ) from error
