"""A database that is open: its transactions, and errors that people understand.

SQLAlchemy is imported when a store is opened, not before: `digest claims` never opens one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


class Database:
    def __init__(self, engine: Engine, file: Path) -> None:
        from digest.storage.engine import WRITE, WRITE_AGAIN

        self.engine = engine
        self.file = file
        # Made anew for each transaction, SQLAlchemy would look for their listeners each time.
        self._writing = engine.execution_options(**WRITE)
        self._writing_again = engine.execution_options(**WRITE_AGAIN)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        from digest.storage.engine import plain_errors

        with plain_errors(self.file), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, *, again: bool = False) -> Iterator[Connection]:
        """One transaction: it is done when the block ends, or nothing of it is.

        `again` is for what could be had again: it does not wait for the disk.
        """
        from digest.storage.engine import plain_errors

        engine = self._writing_again if again else self._writing
        with plain_errors(self.file), engine.begin() as connection:
            yield connection
