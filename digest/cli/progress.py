"""How far work has come, on a terminal."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

# A bar that flashes up and is gone tells nobody anything.
SECONDS_BEFORE_PROGRESS = 1.0


class Progress:
    """A bar on standard error, shown once `work` has taken a second; none where nobody looks."""

    def __init__(self, work: str) -> None:
        self._work = work
        self._total: int | None = None
        self._done = 0
        self._bar: Bar | None = None
        self._show_from = time.monotonic() + SECONDS_BEFORE_PROGRESS

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *raised: object) -> None:
        if self._bar:
            self._bar.stop()

    def expect(self, total: int) -> None:
        """How much there is to do, where that is known."""
        self._total = total

    def advance(self) -> None:
        self._done += 1
        if not self._bar and sys.stderr.isatty() and time.monotonic() > self._show_from:
            self._bar = _bar(self._work)
        if self._bar:
            self._bar.update(self._bar.task_ids[0], total=self._total, completed=self._done)


def _bar(work: str) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    bar = Bar(*columns, TimeElapsedColumn(), console=console, transient=True)
    bar.add_task(work, total=None)
    bar.start()
    return bar
