"""Mailboxes that mail comes back to: a Maildir, an mbox file, or a folder of messages.

Nothing is deleted. What was read is marked as mail programs mark it, so that each is read once.
"""

from __future__ import annotations

import mailbox
from collections.abc import Callable, Iterator
from pathlib import Path

from digest.errors import SourceError

# More than any notification has; what is longer is cut.
_LONGEST = 1_000_000
# Where a folder keeps what was read.
READ = "read"


def unread(place: Path) -> Iterator[bytes]:
    """The messages in `place` that were not read before, by name.

    Each is marked as read when the next is asked for: who stops before finds it again. A file that
    is one message is not marked. Raises SourceError where something cannot be read or marked.
    """
    try:
        yield from _kind(place)(place)
    except (OSError, mailbox.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise SourceError(
            f"cannot be read as a mailbox: {reason}",
            place=str(place),
            hint="give a Maildir, mbox file or folder of messages that may be read and written",
        ) from error


def _kind(place: Path) -> Callable[[Path], Iterator[bytes]]:
    if (place / "cur").is_dir() and (place / "new").is_dir():
        return _maildir
    if place.is_dir():
        return _folder
    return _mbox if _start(place).startswith(b"From ") else _message


def _maildir(place: Path) -> Iterator[bytes]:
    """In a Maildir the name of a file ends in its flags, of which S is "seen"."""
    for file in sorted([*(place / "new").iterdir(), *(place / "cur").iterdir()]):
        name, _, flags = file.name.partition(":2,")
        if "S" not in flags and not name.startswith("."):
            yield _start(file)
            file.rename(place / "cur" / f"{name}:2,{''.join(sorted({*flags, 'S'}))}")


def _folder(place: Path) -> Iterator[bytes]:
    for file in sorted(place.glob("*.eml")):
        yield _start(file)
        kept = place / READ
        kept.mkdir(exist_ok=True)
        file.rename(kept / file.name)


def _mbox(place: Path) -> Iterator[bytes]:
    """In an mbox a header Status says R, "read"."""
    box = mailbox.mbox(place, create=False)
    box.lock()
    try:
        for key, message in box.iteritems():
            if "R" not in message.get_flags():
                yield box.get_bytes(key)[:_LONGEST]
                message.add_flag("R")
                box[key] = message
    finally:
        box.close()


def _message(file: Path) -> Iterator[bytes]:
    yield _start(file)


def _start(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_LONGEST)
