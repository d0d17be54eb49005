"""A lock that the kernel takes back when its holder ends, however it ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from digest.errors import StoreError


@contextmanager
def alone(store: Path, work: str, *, patience: float = 0) -> Iterator[None]:
    """Only one program at a time does `work` with `store`; for others StoreError is raised, when
    they have waited for so many seconds.

    What is locked is an empty SQLite database beside it: SQLite knows how each system does that,
    and processes that are started meanwhile do not keep the lock alive.
    """
    file = store.with_name(f"{store.name}-{work}")
    file.touch(mode=0o600)
    with closing(sqlite3.connect(file, timeout=patience, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            hint = "wait until it is done, or stop it"
            raise StoreError(f"another {work} is running", place=str(store), hint=hint) from error
        yield
