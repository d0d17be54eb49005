"""Files, folders, globs and standard input to bytes.

A file that is named, or matched by a glob, is read whatever it is called. A folder gives the files
below it whose names end as a known format's do, in the order of their names, without hidden ones.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO

from digest.errors import SourceError
from digest.formats import SUFFIXES
from digest.formats.format import UNWRITTEN
from digest.models import Problem, Raw

STDIN = "-"

# An article is some kilobytes; a file of JSON lines with ten thousand of them about 20 MB. What is
# larger is a mistake (a video, a dump), and would be held in memory whole.
MAX_BYTES = 20_000_000

Identity = tuple[int, int]

NOT_FILES = {
    stat.S_IFDIR: "is a folder",
    stat.S_IFIFO: "is a named pipe",
    stat.S_IFSOCK: "is a socket",
    stat.S_IFCHR: "is a device",
    stat.S_IFBLK: "is a device",
}


def find(
    paths: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    leave_out: Iterable[Path] = (),
    may_be_empty: bool = False,
    max_bytes: int = MAX_BYTES,
    suffixes: tuple[str, ...] = SUFFIXES,
) -> Iterator[Raw | Problem]:
    """The bytes of every file that `paths` name, but `leave_out`, read one by one, each once.

    Of a folder, files are those whose names end in one of `suffixes`; with `("",)` all of them.

    A path is a file, a folder, a glob (`**` is any folders) or `-` for `stdin`. What cannot be read
    is a Problem that names it, and the rest goes on; so is a folder or glob that stands for no
    file, unless they `may_be_empty`.
    """
    seen = {os.path.realpath(path) for path in leave_out}
    for found in (
        file for path in paths for file in _files(path, suffixes, may_be_empty=may_be_empty)
    ):
        if isinstance(found, Problem):
            yield replace(found, place=_legible(found.place))
            continue
        if UNWRITTEN.search(found):
            message = "has a name that is not text"
            yield Problem(place=_legible(found), message=message, hint="rename it")
            continue
        real = found if found == STDIN else os.path.realpath(found)
        if real in seen:
            continue
        seen.add(real)
        try:
            yield Raw(place=found, data=_bytes(found, stdin, max_bytes))
        except SourceError as error:
            yield error.problem()


def _legible(path: str) -> str:
    """`path` as a report can show it: without bytes that are no UTF-8, or that move a terminal."""
    return UNWRITTEN.sub("\N{REPLACEMENT CHARACTER}", path)


def _files(path: str, suffixes: tuple[str, ...], *, may_be_empty: bool) -> Iterator[str | Problem]:
    """The files that one path stands for. One that exists is itself, whatever is in its name."""
    if path == STDIN or os.path.lexists(path) or not has_magic(path):
        matches = [path]
    else:
        matches = sorted(glob(path, recursive=True))  # noqa: PTH207 - Path.glob takes no "/a/*"
    if not (matches or may_be_empty):
        hint = "put it in quotes if the shell should not touch it; ** is any folders"
        yield Problem(place=path, message="matches no file", hint=hint)
    for match in matches:
        if _is_folder(match):
            yield from _folder(match, suffixes, may_be_empty=may_be_empty)
        else:
            yield match


def _folder(
    folder: str, suffixes: tuple[str, ...], *, may_be_empty: bool
) -> Iterator[str | Problem]:
    """The articles below `folder`; each folder in turn, by name, on a stack of what is to do.

    `above` are the folders on the way to an entry: one met again is a loop.
    """
    empty = True
    stack: list[tuple[str, frozenset[Identity]]] = [(folder, frozenset())]
    while stack:
        path, above = stack.pop()
        if not _is_folder(path):
            empty = False
            yield path
            continue
        try:
            here = _identity(path)
            if here in above:
                hint = "remove the link"
                yield Problem(place=path, message="is a link to a folder it is in", hint=hint)
            else:
                stack += [(entry, above | {here}) for entry in reversed(_entries(path, suffixes))]
        except OSError as error:
            empty = False
            yield _unreadable(path, error).problem()
    if empty and not may_be_empty:
        hint = f"their names end in {', '.join(suffixes)}" if any(suffixes) else ""
        yield Problem(place=folder, message="holds no articles", hint=hint)


def _is_folder(path: str) -> bool:
    """Path.is_dir raises where a folder above may not be entered; here, opening will tell."""
    return os.path.isdir(path)  # noqa: PTH112


def _identity(path: str) -> Identity:
    found = Path(path).stat()
    return found.st_dev, found.st_ino


def _entries(folder: str, suffixes: tuple[str, ...]) -> list[str]:
    """The folders and articles in `folder`, sorted, without hidden ones."""
    with os.scandir(folder) as found:
        entries = [entry for entry in found if not entry.name.startswith(".")]
    chosen = (e.path for e in entries if e.name.lower().endswith(suffixes) or _is_folder(e.path))
    return sorted(chosen)


def _bytes(path: str, stdin: BinaryIO | None, max_bytes: int) -> bytes:
    """What is in a file, or SourceError where it cannot be had."""
    if path == STDIN:
        if stdin is None:
            raise SourceError("there is no standard input", place=path, hint="name a file")
        data = stdin.read(max_bytes + 1)
    else:
        data = _file_bytes(path, max_bytes)
    if len(data) > max_bytes:
        hint = "split it, or name the articles in it one by one"
        limit = f"is larger than {max_bytes / 1_000_000:g} MB"
        raise SourceError(limit, place=path, hint=hint)
    return data


def _file_bytes(path: str, max_bytes: int) -> bytes:
    try:
        kind = stat.S_IFMT(Path(path).stat().st_mode)
        if kind not in NOT_FILES:
            with Path(path).open("rb") as file:
                return file.read(max_bytes + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    raise SourceError(f"{NOT_FILES[kind]}, not a file", place=path, hint="name a file")


def _unreadable(path: str, error: OSError) -> SourceError:
    """The system's reason in a sentence that begins with the path."""
    reason = (error.strerror or str(error)).lower()
    hint = "correct the path or its rights"
    return SourceError(f"cannot be read: {reason}", place=path, hint=hint)
