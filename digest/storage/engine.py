"""What is special about SQLite: its file, its transactions, its errors."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, StaticPool, Table, create_engine, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from digest.errors import StoreError
from digest.storage import searching
from digest.storage.schema import metadata

T = TypeVar("T")

# SQLite takes 32,766 values in a statement.
BATCH = 10_000

# A transaction that writes takes its lock at once: two that read first and then want to write
# would each wait for the other, and SQLite ends one of them without waiting.
WRITE = {"writes": {"synchronous": "FULL"}}

# The same without waiting for the disk. When the power fails, the last of these transactions may be
# undone, each as a whole; a process that is killed loses nothing.
WRITE_AGAIN = {"writes": {"synchronous": "NORMAL"}}

# A table that is made anew is copied and dropped, which must not take with it what refers to it.
MIGRATE = {"writes": {"synchronous": "FULL", "foreign_keys": "OFF"}}

# Seconds until a lock is tried again. SQLite itself tries ever more rarely: while somebody sends,
# and writes without a pause, others would wait for seconds.
PAUSE = 0.002

RIGHTS = "see that you may write to it and to its folder, or set DIGEST_STORE to another"
MEANINGS = {
    sqlite3.SQLITE_BUSY: (
        "another program is writing to it",
        "wait until that is done, or stop it",
    ),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", RIGHTS),
    sqlite3.SQLITE_CORRUPT: (
        "is damaged",
        "put back a copy, or move it away and ingest the articles again",
    ),
    sqlite3.SQLITE_FULL: ("the disk is full", "make room and try again: nothing is half done"),
    sqlite3.SQLITE_NOTADB: ("is no SQLite database", "set DIGEST_STORE to another path"),
    sqlite3.SQLITE_READONLY: ("cannot be written to", RIGHTS),
}


def writable(file: Path, wait: float) -> Engine:
    """An engine on `file`, which is made, for its owner alone, if it is not there."""
    try:
        if not file.exists():
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.touch(mode=0o600)
    except OSError as error:
        raise StoreError(
            f"cannot be made: {error.strerror}", place=str(file), hint=RIGHTS
        ) from error
    return _engine(_url(file, "rw"), wait, wal=True)


def read_only(file: Path, wait: float) -> Engine:
    return _engine(_url(file, "ro"), wait, wal=False)


def empty() -> Engine:
    """An engine on a store with nothing in it, which takes nothing either."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(engine)
    with engine.begin() as connection:
        searching.create(connection)
        connection.exec_driver_sql("PRAGMA query_only = ON")
    return engine


def batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """`values` in parts that a statement takes."""
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]


@contextmanager
def plain_errors(file: Path) -> Iterator[None]:
    """StoreError for what the database reports: what is the matter with `file`, what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = str(getattr(error, "orig", error))
        message, hint = MEANINGS.get(_code(error), (said, "digest check may say more"))
        raise StoreError(message, place=str(file), hint=hint) from error
    except ValueError as error:  # of `serial.load`, or of what is no JSON
        message = f"holds something that cannot be read: {error}"
        raise StoreError(message, place=str(file), hint="digest check says what") from error


def _url(file: Path, mode: str) -> URL:
    query = {"mode": mode, "uri": "true"}
    return URL.create("sqlite", database=file.absolute().as_uri(), query=query)


def _as_soon_as_free(execute: Callable[[str], object], statement: str, wait: float) -> None:
    """Do what needs a lock that others may hold, for `wait` seconds at most."""
    end = time.monotonic() + wait
    while True:
        try:
            execute(statement)
        except (sqlite3.OperationalError, OperationalError) as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(PAUSE)
        else:
            return


def _code(error: Exception) -> int:
    """Of SQLite, without what says more than we need."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return int(getattr(cause, "sqlite_errorcode", 0)) & 0xFF


def _engine(url: URL, wait: float, *, wal: bool) -> Engine:
    # Tokens and addresses are values of statements: no error repeats them.
    engine = create_engine(url, connect_args={"timeout": wait}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        # In KiB. What is written is not read again soon, and the system keeps files in memory too.
        cursor.execute("PRAGMA cache_size = -256")
        if wal:
            # SQLite itself does not wait for others who change the mode of a new file.
            _as_soon_as_free(cursor.execute, "PRAGMA journal_mode = WAL", wait)
        cursor.close()

    # sqlite3 by itself would begin at the first change of a row, and leave out those of tables.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Without SQLAlchemy: these few words come before each letter that is sent.
        execute = connection.connection.cursor().execute
        pragmas = connection.get_execution_options().get("writes")
        if pragmas is None:
            execute("BEGIN")
            return
        for name, value in pragmas.items():
            execute(f"PRAGMA {name} = {value}")
        execute("PRAGMA busy_timeout = 0")
        try:
            _as_soon_as_free(execute, "BEGIN IMMEDIATE", wait)
        finally:
            execute(f"PRAGMA busy_timeout = {wait * 1000:.0f}")

    return engine


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Rows, each in the place of the one with its primary key, where there is one.

    PostgreSQL says this in the same words, in a module of its own.
    """
    if not rows:
        return
    statement = insert(table)
    values = {each.name: statement.excluded[each.name] for each in table.c if not each.primary_key}
    keys = list(table.primary_key.columns)
    change = statement.on_conflict_do_update(index_elements=keys, set_=values)
    connection.execute(change, list(rows))


def add(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Rows, without those of which a key is there already."""
    if rows:
        connection.execute(insert(table).on_conflict_do_nothing(), list(rows))
