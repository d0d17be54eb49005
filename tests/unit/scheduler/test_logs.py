"""What the log looks like, and what must never be able to stand in it."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from digest.scheduler.logs import Form, logger

HOSTILE = "a title\n2026-11-22 [info] edition built\x1b[2J"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def written(stream: io.StringIO, form: Form | None = None) -> str:
    log = logger(stream, form=form, environ={"NO_COLOR": "1"})
    log.info("feed failed", digest="daily", reason=HOSTILE)
    return stream.getvalue()


def test_machines_get_objects_and_people_lines() -> None:
    """Unless one says which: a terminal is looked at, a pipe is read."""
    assert json.loads(written(io.StringIO()))["digest"] == "daily"
    assert "[info     ] feed failed digest='daily'" in written(Terminal())
    assert json.loads(written(Terminal(), Form.JSON))["event"] == "feed failed"
    assert "feed failed digest='daily'" in written(io.StringIO(), Form.TEXT)


@pytest.mark.parametrize("form", Form)
def test_what_others_wrote_begins_no_line(form: Form) -> None:
    """A title of a feed could tell of an edition that never was, or clear a screen."""
    text = written(io.StringIO(), form)
    assert text.count("\n") == 1
    assert "\x1b" not in text


def test_a_traceback_shows_no_values() -> None:
    """The password is a local variable of whoever logs in."""
    stream = io.StringIO()
    password = "s3cr3t" * 3
    try:
        password.index("no")
    except ValueError:
        logger(stream, form=Form.TEXT, environ={}).exception("broken")
    assert "Traceback" in stream.getvalue()
    assert password not in stream.getvalue()


def test_the_journal_has_its_own_times(tmp_path: Path) -> None:
    """Two in a line, of which one is in another zone, are read wrongly; elsewhere one is needed."""
    with (tmp_path / "log").open("w+", encoding="utf-8") as stream:
        status = os.fstat(stream.fileno())
        journal = {"JOURNAL_STREAM": f"{status.st_dev}:{status.st_ino}"}
        for environ in (journal, {"JOURNAL_STREAM": "1:2"}):
            logger(stream, form=Form.JSON, environ=environ).info("leads")
        stream.seek(0)
        own, other = map(json.loads, stream)
    assert "timestamp" not in own
    assert other["timestamp"].endswith("Z")
