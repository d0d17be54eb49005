"""What the pages show now, kept up to date: builds run beside the server and never in its way."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from dataclasses import replace
from itertools import count
from typing import Any, TypeVar

from digest.errors import DigestError
from digest.models import Problem
from digest.web.preview.model import Preview, Shown

T = TypeVar("T")


class Current:
    """What is shown, and a way to wait for the next. To be used in one event loop.

    Who makes what is shown next holds `turn`, so that nothing is made of what is shown no more.
    """

    def __init__(self) -> None:
        run = secrets.token_hex(4)
        self._versions = (f"{run}-{number}" for number in count())
        self._next = asyncio.Event()
        self._closed = False
        self.turn = asyncio.Lock()
        self.shown = Shown(version=next(self._versions))

    def show(self, preview: Preview) -> None:
        """A new build: what was wrong with the one before is forgotten."""
        if self.shown.failure or preview != self.shown.preview:
            ids = {key: each.id for key, each in preview.documents.items()}
            self._change(preview=preview, failure=(), former={**self.shown.former, **ids})

    def amend(self, preview: Preview) -> None:
        """The same build with other decisions: why there is no newer one stays true."""
        self._change(preview=preview)

    def fail(self, *problems: Problem) -> None:
        """Keep what was shown, and say why there is nothing newer."""
        self._change(failure=problems)

    def close(self) -> None:
        """End all `versions`."""
        self._closed = True
        self._next.set()

    async def versions(self) -> AsyncIterator[str]:
        """The version shown now, and each that comes."""
        while not self._closed:
            following = self._next
            yield self.shown.version
            await following.wait()

    def _change(self, **changes: Any) -> None:
        self.shown = replace(self.shown, version=next(self._versions), **changes)
        turned, self._next = self._next, asyncio.Event()
        turned.set()


async def keep(
    current: Current,
    build: Callable[[], Preview],
    stale: asyncio.Event,
    *,
    patience: float,
    announce: Callable[[str], None],
) -> None:
    """Build, and build again whenever `stale` is set; changes during a build count as one.

    A build that takes longer than `patience` (seconds) is left behind: a thread cannot be ended,
    but nothing has to wait for it.
    """
    while True:
        stale.clear()
        try:
            async with current.turn, asyncio.timeout(patience):
                current.show(await in_thread(build))
        except TimeoutError:
            current.fail(_hung(patience))
        except DigestError as error:
            current.fail(*error.problems)
            announce(str(error))
        await stale.wait()


def _hung(patience: float) -> Problem:
    message = f"has not ended after {patience:g} seconds and was left behind"
    hint = "it is tried again at the next change; preview fewer articles to see which one it is"
    return Problem(place="the build", message=message, hint=hint)


async def in_thread(work: Callable[[], T]) -> T:
    """The result of `work`, done in a thread that does not keep the program from ending."""
    future: Future[T] = Future()

    def run() -> None:
        future.set_running_or_notify_cancel()
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is awaited
            future.set_exception(error)

    threading.Thread(target=run, name="build", daemon=True).start()
    return await asyncio.wrap_future(future)
