"""What the servers of this program have in common: a socket, and how uvicorn is told to be quiet.

No request is logged: addresses hold tokens. What a proxy says of a request is not believed.
"""

from __future__ import annotations

import os
import socket

import uvicorn
from starlette.types import ASGIApp

from digest.errors import ServeError


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
        http="h11",
        lifespan="off",
        limit_concurrency=at_once,
        log_config=None,
        log_level="error",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=grace,
        ws="none",
    )
