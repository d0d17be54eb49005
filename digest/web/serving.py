"""What the servers of this program have in common: a socket, and how uvicorn is told to be quiet.

No request is logged: addresses hold tokens. What a proxy says of a request is not believed.
"""

from __future__ import annotations

import asyncio
import os
import socket

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from digest.errors import ServeError

# Seconds that a connection may be open without a request that is being answered. uvicorn would wait
# for ever for the rest of a head, and two hundred such connections keep everybody else out.
HEAD_SECONDS = 10.0


def bind(host: str, port: int, *, hint: str) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises ServeError, with `hint`."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        # Of names that are not found (gaierror) the numbers are below zero, and no system's.
        number = error.errno or 0
        reason = os.strerror(number) if number > 0 else error.strerror or str(error)
        place = f"{host}, port {port}"
        raise ServeError(f"cannot be used: {reason.lower()}", place=place, hint=hint) from error
    # The connections have it too: head and body are sent apart, and one would wait for the other.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def url(host: str, listener: socket.socket) -> str:
    """Where a browser of this machine finds what is served, with a slash at the end."""
    port = listener.getsockname()[1]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def quiet(app: ASGIApp, *, grace: int, at_once: int | None = None) -> uvicorn.Config:
    """How `app` is served: requests have `grace` seconds at the end, and there are no more than
    `at_once` at a time.
    """
    return uvicorn.Config(
        app,
        access_log=False,
        http=_Protocol,
        lifespan="off",
        limit_concurrency=at_once,
        log_config=None,
        log_level="error",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=grace,
        ws="none",
    )


class _Protocol(H11Protocol):
    """Closes connections on which nothing is asked, however many bytes they bring meanwhile."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def on_response_complete(self) -> None:
        self._wait()  # before the next request, which may be there already, is begun
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self._waiting:
            self._waiting.cancel()

    def _wait(self) -> None:
        if self._waiting:
            self._waiting.cancel()
        self._waiting = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _give_up(self) -> None:
        # The first request makes the cycle, whatever its type says.
        if self.cycle is None or self.cycle.response_complete:  # type: ignore[redundant-expr]
            self.transport.close()
