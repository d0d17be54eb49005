"""The configuration while the daemon runs: read again when its file changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.config import Settings, load
from digest.errors import ConfigError
from digest.pipeline.mail.channels import lacking, remarks
from digest.scheduler.jobs import fields_of

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger


class Configuration:
    """The settings of the file at `path` (see `config.load`), which stay as they are for as long as
    what stands there is wrong. Raises ConfigError where it is wrong at the start.
    """

    def __init__(
        self, path: Path | None, environ: Mapping[str, str], *, log: FilteringBoundLogger
    ) -> None:
        self._environ = environ
        self._log = log
        self.settings = load(path, environ)
        self._tell_lacking()
        self._seen = self._state()

    def has_changed(self) -> bool:
        """Whether the file is another than the one that was last read, right or wrong."""
        return self._state() != self._seen

    def read(self) -> bool:
        """Whether there are new settings. What is wrong is told, each thing with its line."""
        self._seen = self._state()
        try:
            # Where it is gone, the one that is shipped must not take its place.
            read = load(self.settings.path, self._environ)
        except ConfigError as error:
            for each in error.problems:
                self._log.error("configuration stays as it was", **fields_of(each))
            return False
        self.settings = self._within_this_run(read)
        self._log.info("configuration read", file=str(read.path))
        self._tell_lacking()
        return True

    def _tell_lacking(self) -> None:
        """Now, and not in the morning when the first edition is to leave."""
        for each in lacking(self.settings, self._environ):
            self._log.warning("channel lacks something", **fields_of(each))
        for each in remarks(self.settings):
            self._log.info("remark", **fields_of(each))

    def _within_this_run(self, read: Settings) -> Settings:
        """What is open stays open."""
        kept = replace(
            read, store=self.settings.store, run=replace(read.run, port=self.settings.run.port)
        )
        if kept != read:
            self._log.warning("another store or port is taken at the next start")
        return kept

    def _state(self) -> tuple[int, int, int] | None:
        """What differs where somebody has written the file, or put another in its place."""
        try:
            status = self.settings.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino
