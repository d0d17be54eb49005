"""Which folders to watch for the files an edition is made of, and waiting for them to change.

A file is watched through its folder: editors write a new file and rename it, and a watch on the
old one would see nothing more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from glob import has_magic
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

from digest.errors import DigestError, ServeError

# Milliseconds without a change before the changes so far count as one: a checkout or a
# synchronisation writes many files in a row.
QUIET = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """Folders to watch: `deep` ones with all that is below them, `shallow` ones for `files` and
    what matches `globs`.
    """

    deep: frozenset[Path]
    shallow: frozenset[Path]
    files: frozenset[str]
    globs: frozenset[str]

    def concerns(self, _change: Change, path: str) -> bool:
        """Whether a change in a shallow folder is one that is waited for."""
        return path in self.files or any(fnmatch(path, pattern) for pattern in self.globs)


def plan(paths: Iterable[Path]) -> Watch:
    """How to watch `paths`: files, folders and globs. Folders that are not there are left out."""
    deep, files, globs = set(), set(), set()
    for path in map(Path.resolve, paths):
        if path.is_dir():
            deep.add(path)
        elif path.exists() or not has_magic(str(path)):
            files.add(path)
        elif has_magic(str(path.parent)):
            deep.add(next(above for above in path.parents if not has_magic(str(above))))
        else:
            globs.add(path)
    return Watch(
        deep=frozenset(filter(Path.is_dir, deep)),
        shallow=frozenset(path.parent for path in files | globs if path.parent.is_dir()),
        files=frozenset(map(str, files)),
        globs=frozenset(map(str, globs)),
    )


async def watch(paths: Callable[[], Iterable[Path]], stale: asyncio.Event) -> None:
    """Set `stale` whenever something changes at `paths()`. Raises ServeError where it cannot.

    They are asked for again after each change, for one of the configuration may change them; while
    that raises a DigestError, they stay what they were.
    """
    planned, moved = plan(paths()), asyncio.Event()

    def note() -> None:
        nonlocal planned
        stale.set()
        before = planned
        with suppress(DigestError):
            planned = plan(paths())
        if planned != before:
            moved.set()

    while planned.deep or planned.shallow:
        moved.clear()
        await asyncio.gather(
            _watch(planned.deep, DefaultFilter(), note, moved, recursive=True),
            _watch(planned.shallow, planned.concerns, note, moved, recursive=False),
        )
        stale.set()  # for what changed while nothing was watched


async def _watch(
    folders: Collection[Path],
    concerns: Callable[[Change, str], bool],
    note: Callable[[], None],
    moved: asyncio.Event,
    *,
    recursive: bool,
) -> None:
    """Call `note` at every change, until something else is to be watched: `moved` is set."""
    while folders and not moved.is_set():
        changes = awatch(
            *folders,
            watch_filter=concerns,
            step=QUIET,
            recursive=recursive,
            stop_event=moved,
            ignore_permission_denied=True,  # what cannot be read is a problem of the run already
        )
        try:
            async for _ in changes:
                note()
        except (OSError, RuntimeError) as error:
            hint = "set WATCHFILES_FORCE_POLLING=1 to do without the system's notifications"
            raise ServeError(f"folders cannot be watched: {error}", hint=hint) from error
        except ExceptionGroup as group:
            # Raised while it watches: by a name that is no text, or a folder too many. It is a
            # change all the same; if it cannot go on, it cannot begin again either.
            if group.split(RuntimeError)[1]:
                raise
            note()
