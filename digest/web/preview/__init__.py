"""`digest preview`: serves what a build makes, on this machine only, until it is interrupted."""

from __future__ import annotations

import asyncio
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import uvicorn

from digest.errors import ServeError
from digest.web import serving
from digest.web.preview.app import app
from digest.web.preview.current import Current, keep
from digest.web.preview.model import Preview
from digest.web.preview.onweb import NearLinks
from digest.web.preview.watching import watch

__all__ = ["NearLinks", "Preview", "serve"]

HOSTS = ("127.0.0.1", "localhost", "::1")

# Seconds after which a build is taken to hang: 1,000 articles take about ten.
PATIENCE = 60.0


def serve(
    build: Callable[[], Preview],
    *,
    watched: Callable[[], Iterable[Path]],
    host: str = "127.0.0.1",
    port: int = 8765,
    open_browser: bool,
    announce: Callable[[str], None],
    patience: float = PATIENCE,
) -> None:
    """Show what `build` makes, and build again when something at `watched()` changes.

    These are files, folders and globs; port 0 takes a free one. What `build` raises as a
    DigestError is shown in the browser, anything else ends the preview. `announce` is told the
    address, and what goes wrong. Returns on Ctrl-C. Raises ServeError where `host` is not this
    machine alone, the port is not to be had, or a folder cannot be watched.
    """
    with listen(host, port) as listener:
        url = serving.url(host, listener)
        announce(f"Preview: {url}  (Ctrl-C ends it)")
        if open_browser:
            # In a thread: a browser of the terminal returns only when it is closed.
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        with suppress(KeyboardInterrupt):
            asyncio.run(_run(build, watched, listener, patience, announce))


async def _run(
    build: Callable[[], Preview],
    watched: Callable[[], Iterable[Path]],
    listener: socket.socket,
    patience: float,
    announce: Callable[[str], None],
) -> None:
    current, stale = Current(), asyncio.Event()

    async def work() -> None:
        # Watched before it is built, so that no change falls between.
        await asyncio.gather(
            watch(watched, stale),
            keep(current, build, stale, patience=patience, announce=announce),
        )

    server = _Server(current, port=listener.getsockname()[1], patience=patience)
    working = asyncio.create_task(work())
    working.add_done_callback(lambda _: server.stop())
    await server.serve(sockets=[listener])
    if working.done():
        working.result()  # it has no end but an error
    working.cancel()


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections of this machine only."""
    if host not in HOSTS:
        hint = f"use one of {', '.join(HOSTS)}: what it shows may be confidential"
        raise ServeError("is not this machine alone", place=host, hint=hint)
    hint = (
        "choose another with --port (0 takes a free one), "
        f"or look whether a preview runs at http://{host}:{port}/"
    )
    return serving.bind(host, port, hint=hint)


class _Server(uvicorn.Server):
    """Ends the streams of events first: it would wait for them to end by themselves."""

    def __init__(self, current: Current, *, port: int, patience: float) -> None:
        super().__init__(serving.quiet(app(current, port=port, patience=patience), grace=1))
        self._current = current

    def stop(self) -> None:
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._current.close()
        await super().shutdown(sockets)
