"""Passwords, tokens and keys: from the environment, or from a file that nobody else may read."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from digest.errors import ConfigError
from digest.models.secrets import Secret

# More than any key has; a path that was mistaken may lead to anything.
_LARGEST = 64 * 1024


def secret(variable: str, file: Path | None, environ: Mapping[str, str]) -> Secret:
    """What `variable` says, or else the one line in `file`; none where there is neither.

    Raises ConfigError where the file cannot be read, is no such line, or others may read it.
    """
    if value := environ.get(variable, ""):
        return _line(value, place=variable)
    if file is None:
        return Secret()
    try:
        text = private(file).decode()
    except UnicodeDecodeError:
        raise ConfigError("is not UTF-8", place=str(file), hint="save it as UTF-8") from None
    return _line(text.removesuffix("\n").removesuffix("\r"), place=str(file))


def private(file: Path) -> bytes:
    """What is in `file`. Raises ConfigError where it cannot be read, or others may read it: those
    of its group as well, unless it is one that root lends us.
    """
    try:
        with file.open("rb") as opened:
            _require_privacy(file, os.fstat(opened.fileno()))
            return opened.read(_LARGEST)
    except OSError as error:
        hint = "look at its path and its owner"
        raise ConfigError(
            f"cannot be read: {error.strerror}", place=str(file), hint=hint
        ) from error


def _require_privacy(file: Path, status: os.stat_result) -> None:
    is_lent = status.st_uid == 0 != os.geteuid()
    others = stat.S_IRWXO | (stat.S_IWGRP if is_lent else stat.S_IRWXG)
    if status.st_mode & others:
        mode = stat.S_IMODE(status.st_mode)
        message = f"may be read or written by others than its owner (mode {mode:03o})"
        raise ConfigError(message, place=str(file), hint=f"chmod 600 {file}")


def _line(value: str, *, place: str) -> Secret:
    """Raises ConfigError without a word of what it is."""
    if not value or not value.isprintable():
        hint = "one line, without control characters"
        raise ConfigError("is empty or not one line", place=place, hint=hint)
    return Secret(value)
