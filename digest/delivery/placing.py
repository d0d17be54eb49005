"""Letters as files: under names that lead nowhere else, and whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from digest.errors import DeliveryError
from digest.models.mail import Outcome, Receipt

# All else becomes %XX, the percent sign too: no two names become one, and none is a path.
_OTHER = re.compile(r"[^A-Za-z0-9@._+-]|^\.")
# File systems take 255 bytes; ends and the names of temporary files need some of them.
_LONGEST = 150

# What stays so until somebody changes something.
_FOR_GOOD = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.ELOOP}


def file_name(name: str) -> str:
    """The name of a file or folder for `name`, whatever that is: an address, an id, or hostile."""
    encoded = _OTHER.sub(lambda match: _percent(match[0]), name) or "%"
    if len(encoded) <= _LONGEST:
        return encoded
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{encoded[: _LONGEST - 65]}~{digest}"


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def make(*folders: Path) -> None:
    """Make `folders` for their owner alone: letters have addresses and tokens in them. Raises
    DeliveryError where they cannot be written to.
    """
    for folder in folders:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise DeliveryError(
                f"cannot be written to: {error.strerror}",
                place=str(folder),
                hint="see that you may write there and that there is space",
                for_good=error.errno in _FOR_GOOD,
            ) from error


def place(
    files: Mapping[Path, bytes], about_to: Callable[[], None], *, temporary: Path | None = None
) -> Receipt:
    """Write `files`, call `about_to`, and let each appear under its name, on disk for good.
    `temporary` is a folder beside theirs to write them in; by default each is written in its own.
    """
    with ExitStack() as stack:
        try:
            written = {
                path: stack.enter_context(_written(data, temporary or path.parent))
                for path, data in files.items()
            }
        except OSError as error:
            return _later(error)
        about_to()
        try:
            for path, file in written.items():
                file.replace(path)
            for folder in {path.parent for path in files}:
                _sync(folder)
        except OSError as error:  # what is there already is written over at the next try
            return _later(error)
    return Receipt(outcome=Outcome.SENT)


def _later(error: OSError) -> Receipt:
    return Receipt(outcome=Outcome.LATER, detail=f"cannot be written: {error.strerror}")


@contextmanager
def _written(data: bytes, folder: Path) -> Iterator[Path]:
    """A file with `data`, gone in the end unless it was given another name."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Names are kept in the folder, apart from the bytes of files."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
