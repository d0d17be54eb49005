"""What the daemon says while it works: an event in a line on standard error.

The words of an event are fixed, what varies are its fields. They name digests, slots, editions,
counts; recipients only where something is wrong with their address. What others wrote (titles of
feeds, answers of servers) is escaped, so that it can neither begin a line nor move a cursor.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, TextIO

import structlog

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger, Processor


class Form(StrEnum):
    """`text` is for people: `key='value'`; `json` for machines: an object a line."""

    TEXT = "text"
    JSON = "json"


def logger(
    stream: TextIO, *, form: Form | None, environ: Mapping[str, str]
) -> FilteringBoundLogger:
    """Writes to `stream`, where no `form` is given in that for people if it is a terminal.

    Whoever keeps the lines with their time, as systemd's journal does, gets none from us.
    """
    if form is None:
        form = Form.TEXT if stream.isatty() else Form.JSON
    stamp: list[Processor] = [structlog.processors.TimeStamper(fmt="iso", utc=True)]
    logger: FilteringBoundLogger = structlog.wrap_logger(
        structlog.PrintLogger(stream),
        processors=[
            structlog.processors.add_log_level,
            *([] if _is_journal(stream, environ) else stamp),
            structlog.processors.format_exc_info,
            _text(stream, environ) if form is Form.TEXT else _json(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger("info"),
    )
    return logger


def _text(stream: TextIO, environ: Mapping[str, str]) -> Processor:
    return structlog.dev.ConsoleRenderer(
        colors=stream.isatty() and not environ.get("NO_COLOR"),
        repr_native_str=True,
        # The default shows the values of local variables, of which one may be a password.
        exception_formatter=structlog.dev.plain_traceback,
        pad_event_to=0,
        sort_keys=False,
    )


def _json() -> Processor:
    return structlog.processors.JSONRenderer(partial(json.dumps, ensure_ascii=False))


def _is_journal(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether `stream` is what systemd says it has connected to its journal (systemd.exec(5))."""
    try:
        status = os.fstat(stream.fileno())
    except OSError:  # no file at all
        return False
    return environ.get("JOURNAL_STREAM") == f"{status.st_dev}:{status.st_ino}"
