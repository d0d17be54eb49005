"""A database that is open: its transactions, and errors that people understand.

SQLAlchemy is imported when a store is opened, not before: `digest claims` never opens one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


@dataclass(frozen=True, slots=True)
class Database:
    engine: Engine
    file: Path

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
        from digest.storage.engine import WRITE, WRITE_AGAIN, plain_errors

        engine = self.engine.execution_options(**(WRITE_AGAIN if again else WRITE))
        with plain_errors(self.file), engine.begin() as connection:
            yield connection
