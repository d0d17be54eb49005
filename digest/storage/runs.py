"""Runs: refreshes of feeds, the last of which may have been interrupted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from digest.storage.records import Run
from digest.storage.schema import runs


def start(connection: Connection, now: datetime, *, everything: bool) -> Run:
    """The last run if it was interrupted, else a new one."""
    run = last(connection)
    if run is not None and run.finished is None:
        everything |= run.everything
        change = update(runs).where(runs.c.id == run.id).values(everything=everything)
        connection.execute(change)
        return Run(id=run.id, started=run.started, everything=everything)
    row = insert(runs).values(started=now, everything=everything).returning(runs.c.id)
    return Run(id=connection.scalars(row).one(), started=now, everything=everything)


def finish(connection: Connection, run: Run, now: datetime, report: Mapping[str, Any]) -> None:
    change = update(runs).where(runs.c.id == run.id)
    connection.execute(change.values(finished=now, payload=dict(report)))


def last(connection: Connection) -> Run | None:
    row = connection.execute(select(runs).order_by(runs.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    return Run(
        id=row.id,
        started=row.started,
        everything=row.everything,
        finished=row.finished,
        report=row.payload,
    )


def forget(connection: Connection, before: datetime) -> None:
    """All that were finished before then but the last, which tells how things stand."""
    newest = select(func.max(runs.c.id)).scalar_subquery()
    connection.execute(delete(runs).where(runs.c.finished < before, runs.c.id != newest))
