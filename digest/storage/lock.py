"""A lock that the kernel takes back when its holder ends, however it ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from digest.errors import StoreError


@contextmanager
def alone(file: Path, work: str) -> Iterator[None]:
    """Hold `file` for the time of the block. Raises StoreError where another program does.

    It is an empty SQLite database, locked: SQLite knows how each system does that, and processes
    that are started meanwhile do not keep the lock alive.
    """
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            hint = "wait until it is done, or stop it"
            raise StoreError(f"another {work} is running", place=str(file), hint=hint) from error
        yield
