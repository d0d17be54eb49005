"""Find the configuration file, read it, and say where each thing stands that is wrong in it."""

from __future__ import annotations

import glob
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from digest import __version__
from digest.config import delivery, templates
from digest.config.checks import DAYS, Context, usable
from digest.config.keys import TEMPLATES, DigestTable, FeedsTable, File
from digest.config.paths import under
from digest.config.reading import Reader, Wrong
from digest.config.settings import DigestSettings, FeedSettings, RunSettings, Settings
from digest.errors import ConfigError
from digest.models.schedule import CatchUp, NothingNew, Timetable
from digest.models.views import Archived
from digest.models.web import Manners
from digest.shipped import resource

SQLITE = "sqlite:///"


def load(path: Path | None, environ: Mapping[str, str]) -> Settings:
    file, base = _find(path, environ)
    keys = _read(file, base)
    is_shipped = file == resource("config.toml")
    return Settings(
        path=file,
        store=_store(keys.store, base, environ.get("DIGEST_STORE")),
        templates=templates.folders(under(base, keys.templates)),
        out=under(base, keys.out),
        feeds=_feeds(keys.feeds),
        mail=delivery.mail(keys.mail, base),
        smtp=delivery.smtp(keys.smtp, base),
        dkim=delivery.dkim(keys.dkim, base),
        delivery=delivery.delivery(keys.delivery, base),
        serve=delivery.serve(keys.serve),
        run=RunSettings(port=keys.run.port, minutes=keys.run.minutes),
        digests=tuple(
            replace(
                _digest(each, base, file, is_shipped=is_shipped), publishers=keys.publishers or {}
            )
            for each in keys.digest
        ),
    )


def template_folders(path: Path | None, environ: Mapping[str, str]) -> tuple[Path, ...]:
    file, base = _find(path, environ)
    return _template_folders(_parsed(_source(file), file), base)


def _find(path: Path | None, environ: Mapping[str, str]) -> tuple[Path, Path]:
    """The file to read, and the folder that paths in it start from.

    Nobody writes beside the shipped file: its paths start from the current folder.
    """
    named = path or environ.get("DIGEST_CONFIG")
    if not named and not Path("config.toml").is_file():
        return resource("config.toml"), Path()
    file = Path(named or "config.toml").expanduser()
    return file, file.parent


def _read(file: Path, base: Path) -> File:
    source = _source(file)
    data = _parsed(source, file)
    reader = Reader(Context(templates=_template_folders(data, base)))
    keys = reader.table(File, data)
    if keys is None:
        raise _error(reader.wrong, file, source)
    return keys


def _parsed(source: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(error, file, source) from error


def _template_folders(data: Mapping[str, Any], base: Path) -> tuple[Path, ...]:
    named = data.get("templates", TEMPLATES)
    # What is wrong with it is told by who reads all of the file.
    return templates.folders(under(base, named if isinstance(named, str) else TEMPLATES))


def _error(wrong: Sequence[Wrong], file: Path, source: str) -> ConfigError:
    from digest.config.locating import Lines
    from digest.config.reporting import report

    first, *others = report(wrong, Lines(source), file)
    return ConfigError(first.message, place=first.place, hint=first.hint, others=others)


def _source(file: Path) -> str:
    try:
        data = file.read_bytes()
    except FileNotFoundError as error:
        hint = "give --config FILE, or set DIGEST_CONFIG, or leave out both for the shipped one"
        raise ConfigError("there is no such file", place=str(file), hint=hint) from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", place=str(file)) from error
    try:
        return data.decode("utf-8-sig")  # Windows editors begin a file with a BOM
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            "is not UTF-8", place=f"{file}:{line}", hint="save it as UTF-8"
        ) from error


def _syntax_error(error: tomllib.TOMLDecodeError, file: Path, source: str) -> ConfigError:
    message, _, where = str(error).rpartition(" (at ")
    position = re.findall(r"\d+", where) or [str(source.count("\n") + 1)]
    return ConfigError(
        message, place=":".join([str(file), *position]), hint="see https://toml.io for the syntax"
    )


def _store(url: str, base: Path, environment: str | None) -> str:
    if environment is None:
        return SQLITE + str(under(base, url.removeprefix(SQLITE)))
    if not usable(environment):
        hint = f"allowed: {SQLITE} and a path"
        raise ConfigError("no such kind of database", place="DIGEST_STORE", hint=hint)
    return environment


def _feeds(table: FeedsTable) -> FeedSettings:
    contact = f" (+{table.contact})" if table.contact else ""
    return FeedSettings(
        manners=Manners(
            user_agent=f"Digest/{__version__}{contact}",
            private_networks=table.private_networks,
            per_host=table.per_host,
            at_once=table.at_once,
        ),
        wait=table.wait,
        keep_days=table.keep_days,
    )


def _digest(table: DigestTable, base: Path, file: Path, *, is_shipped: bool) -> DigestSettings:
    # Of a source and the folder it is looked for in, only the source may be a pattern.
    is_pattern = [any(sign in source for sign in "*?[") for source in table.sources]
    folders = [Path(glob.escape(str(base))) if each else base for each in is_pattern]
    paths = [under(*pair) for pair in zip(folders, table.sources, strict=True)]
    # Nobody who wrote no configuration asked for the articles that the shipped one names.
    sources = [path for path in paths if path.exists() or not is_shipped]
    return DigestSettings(
        brief=table.brief(),
        sources=tuple(map(str, sources)),
        recent_days=table.recent_days,
        story_days=table.story_days,
        feeds=table.feeds,
        recipients=table.recipients,
        timetable=_timetable(table, file),
        nothing_new=NothingNew(table.when_nothing_new),
        deliver=table.deliver,
        archive=Archived(table.archive),
    )


def _timetable(table: DigestTable, file: Path) -> Timetable | None:
    other = "at" if table.at else "days" if table.days != DAYS else ""
    if table.cron and other:
        message = f"digest {table.name} has both {other} and cron"
        raise ConfigError(message, place=str(file), hint="leave out one of them")
    if table.at:
        hour, minute = map(int, table.at.split(":"))
        cron = f"{minute} {hour} * * {','.join(table.days) if table.days != DAYS else '*'}"
    elif table.cron:
        cron = " ".join(table.cron.split())
    else:
        return None
    return Timetable(
        cron=cron,
        timezone=table.timezone,
        catch_up=CatchUp(table.catch_up),
        hours=table.catch_up_hours,
    )
