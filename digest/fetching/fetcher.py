"""The process that fetches, seen from the one that asks it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from digest.fetching import messages
from digest.models import Problem
from digest.models.web import Manners, Request, Response

# Seconds for the process to end by itself, which it does at once unless it was stopped.
_GRACE = 2.0


class Fetcher:
    """Fetches while the caller does other things.

    `deliver` is called with the response to each request, in the order in which they come, in a
    thread of the fetcher. While it waits, what is under way is fetched and nothing else; the end of
    the `with` block waits for it. The process ends there, or with the caller, however that ends.
    """

    def __init__(self, manners: Manners, deliver: Callable[[Response], None]) -> None:
        self._deliver = deliver
        self._lock = threading.Lock()
        self._asked: dict[str, Request] = {}
        self._ended = ""
        self._closing = False
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = _start(theirs.fileno())
        self._send(manners)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *raised: object) -> None:
        self._closing = True
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._reader.join()
        self._socket.close()

    def ask(self, request: Request) -> None:
        """Any number of requests can wait for their responses, each with a key of its own."""
        with self._lock:
            self._asked[request.key] = request
            ended = self._ended
        if ended:
            self._tell_end()
        else:
            self._send(request)

    def _send(self, message: object) -> None:
        with suppress(OSError):  # the process ended: the reader finds out how, and tells
            self._socket.sendall(messages.pack(message))

    def _read(self) -> None:
        with self._socket.makefile("rb") as stream, suppress(OSError):
            while response := _receive(stream):
                with self._lock:
                    self._asked.pop(response.key, None)
                self._deliver(response)
        status = self._process.wait()
        with self._lock:
            self._ended = f"was not fetched: the process that does it ended (status {status})"
        if not self._closing:
            self._tell_end()

    def _tell_end(self) -> None:
        """Answers what the process did not."""
        with self._lock:
            requests, self._asked = self._asked.values(), {}
        for request in requests:
            problem = Problem(place=request.url, message=self._ended, hint="run the command again")
            self._deliver(Response(key=request.key, url=request.url, problem=problem))


def _start(fd: int) -> subprocess.Popen[bytes]:
    """A process that imports from where this one does, and from nowhere else (-P).

    Ctrl-C at a terminal is for the caller, who ends it; the mask is inherited.
    """
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return subprocess.Popen(  # noqa: S603  nothing of the command comes from outside
            [sys.executable, "-P", "-m", "digest.fetching", str(fd)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.DEVNULL,
            pass_fds=[fd],
        )
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _receive(stream: IO[bytes]) -> Response | None:
    """The next response, None at the end of all."""
    head = stream.read(messages.LENGTH_BYTES)
    if len(head) < messages.LENGTH_BYTES:
        return None
    size = messages.length(head)
    data = stream.read(size)
    response: Response | None = messages.unpack(data) if len(data) == size else None
    return response
