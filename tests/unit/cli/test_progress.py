"""Progress is for people who wait, and for nobody else."""

from __future__ import annotations

import io
import os
import pty
import sys

import pytest

from digest.cli import progress
from digest.cli.progress import Progress


def shown(monkeypatch: pytest.MonkeyPatch) -> str:
    """What a terminal shows of work in three parts, of which two are done."""
    monkeypatch.setenv("TERM", "xterm")
    terminal, program = pty.openpty()
    with os.fdopen(program, "w") as stderr, os.fdopen(terminal, "rb", buffering=0) as screen:
        monkeypatch.setattr(sys, "stderr", stderr)
        with Progress("Feeds") as bar:
            bar.expect(3)
            bar.advance()
            bar.advance()
        stderr.write("\nthe end")
        stderr.flush()
        seen = b""
        while b"the end" not in seen:
            seen += screen.read(1_000)
    return seen.decode()


def test_who_waits_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred feeds take a while; a silent program looks like one that hangs."""
    monkeypatch.setattr(progress, "SECONDS_BEFORE_PROGRESS", 0)
    assert "2/3" in shown(monkeypatch)


def test_what_is_done_at_once_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar that flashes up and is gone tells nobody anything."""
    monkeypatch.setattr(progress, "SECONDS_BEFORE_PROGRESS", 3_600)
    assert shown(monkeypatch).strip() == "the end"


def test_a_log_has_no_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cron mails must be what went wrong."""
    monkeypatch.setattr(progress, "SECONDS_BEFORE_PROGRESS", 0)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with Progress("Feeds") as bar:
        bar.advance()
    assert sys.stderr.getvalue() == ""
