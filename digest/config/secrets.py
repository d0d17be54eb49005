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
    """What is in `file`. Raises ConfigError where it cannot be read, or others may read it."""
    try:
        with file.open("rb") as opened:
            status = os.fstat(opened.fileno())
            if not is_private(status.st_mode, owner=status.st_uid, user=os.geteuid()):
                mode = stat.S_IMODE(status.st_mode)
                message = f"may be read or written by others than its owner (mode {mode:03o})"
                raise ConfigError(message, place=str(file), hint=f"chmod 600 {file}")
            return opened.read(_LARGEST)
    except OSError as error:
        hint = "look at its path and its owner"
        raise ConfigError(
            f"cannot be read: {error.strerror}", place=str(file), hint=hint
        ) from error


def is_private(mode: int, *, owner: int, user: int) -> bool:
    """Whether a file is for `user` alone. Root may lend one to a group: systemd does so with the
    credentials of a service.
    """
    is_lent = owner == 0 != user
    others = stat.S_IRWXO | (stat.S_IWGRP | stat.S_IXGRP if is_lent else stat.S_IRWXG)
    return not mode & others


def _line(value: str, *, place: str) -> Secret:
    """Raises ConfigError without a word of what it is."""
    if not value or not value.isprintable():
        hint = "one line, without control characters"
        raise ConfigError("is empty or not one line", place=place, hint=hint)
    return Secret(value)
