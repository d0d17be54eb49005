"""How the tables came to be, for Alembic: one file in `versions` for each change.

To add one, change `schema.py`, write the next file here, and set `schema.REVISION` to it. Each
runs in one transaction with the ones before it.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from digest.storage import lines


def config() -> Config:
    """What Alembic has to know to find this folder; there is no alembic.ini."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return settings


def upgrade(connection: Connection) -> None:
    """Bring the database to `schema.REVISION`; raises CommandError if it is newer than that.

    What is made of editions is made by the program as it is now, when all tables are there.
    """
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
    lines.fill(connection)
