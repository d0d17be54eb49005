"""Open a database and see that its tables are the ones that this program knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from digest.errors import StoreError
from digest.storage import engine as sqlite
from digest.storage.schema import REVISION


@contextmanager
def writable(file: Path, wait: float) -> Iterator[Engine]:
    """The database in `file`, made or brought up to date if need be."""
    with _closed(sqlite.writable(file, wait)) as engine:
        current = _revision(engine, file)
        _refuse_newer(current, file)
        if current != REVISION:
            from digest.storage.migrations import upgrade

            with engine.execution_options(**sqlite.MIGRATE).begin() as connection:
                upgrade(connection)
            engine.dispose()  # connections that follow refuse what belongs to nothing
        yield engine


@contextmanager
def read_only(file: Path, wait: float) -> Iterator[Engine]:
    """The database in `file` as it is, or an empty one if there is none."""
    if not file.exists():
        with _closed(sqlite.empty()) as engine:
            yield engine
        return
    with _closed(sqlite.read_only(file, wait)) as engine:
        current = _revision(engine, file)
        _refuse_newer(current, file)
        if current != REVISION:
            message = "was made by an older Digest" if current else "has no tables yet"
            hint = "digest build or digest ingest brings it up to date"
            raise StoreError(message, place=str(file), hint=hint)
        yield engine


@contextmanager
def _closed(engine: Engine) -> Iterator[Engine]:
    try:
        yield engine
    finally:
        engine.dispose()


def _refuse_newer(revision: str | None, file: Path) -> None:
    if revision and revision > REVISION:  # they are counted, with leading zeros
        hint = "update Digest, or set DIGEST_STORE to another path"
        raise StoreError("was made by a newer Digest", place=str(file), hint=hint)


def _revision(engine: Engine, file: Path) -> str | None:
    """The revision of the tables; None where there are none yet."""
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if "alembic_version" in tables:
            return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
    if tables:
        hint = "set DIGEST_STORE to another path"
        raise StoreError("is the database of another program", place=str(file), hint=hint)
    return None
