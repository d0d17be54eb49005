"""A mail server on loopback that takes everything at once and keeps the bytes.

It is as fast as one process can be, so that a benchmark measures who sends and not who takes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from support.processes import apart

END = b"\r\n.\r\n"
DATA, DOT = b"DATA", b"."
ANSWERS = {
    b"EHLO": b"250-sink\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 100000000\r\n",
    b"DATA": b"354 go on\r\n",
    b"QUIT": b"221 bye\r\n",
}


class Session(asyncio.Protocol):
    """One connection. A message is kept as a line with its length, and its bytes."""

    def __init__(self, kept: BinaryIO) -> None:
        self._kept = kept
        self._buffer = bytearray()
        self._in_data = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        # The end of a message may come in two parts.
        looked = max(0, len(self._buffer) - len(END))
        self._buffer += data
        while (end := self._buffer.find(END if self._in_data else b"\r\n", looked)) >= 0:
            self._take(end)
            looked = 0

    def _take(self, end: int) -> None:
        if self._in_data:
            message = bytes(self._buffer[: end + 2])
            del self._buffer[: end + len(END)]
            self._kept.write(b"%d\n" % len(message) + message)
            self._kept.flush()
            self._in_data = False
            self._transport.write(b"250 kept\r\n")
        else:
            verb = bytes(self._buffer[:4]).upper()
            del self._buffer[: end + 2]
            self._in_data = verb == DATA
            self._transport.write(ANSWERS.get(verb, b"250 ok\r\n"))
            if verb == b"QUIT":
                self._transport.close()


async def _serve(file: Path, told: Callable[[int], None]) -> None:
    with file.open("wb") as kept:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(partial(Session, kept), "127.0.0.1", 0)
        told(server.sockets[0].getsockname()[1])
        await server.serve_forever()


def serving(file: Path) -> AbstractContextManager[int]:
    """The sink in a process of its own, and its port; `file` has what it took."""
    return apart(lambda told: asyncio.run(_serve(file, told)))


def messages(file: Path, start: int = 0) -> Iterator[bytes]:
    """What the sink took from so many bytes of `file` on, as it came: with CRLF, and dots doubled
    at the beginning of a line.
    """
    with file.open("rb") as kept:
        kept.seek(start)
        while length := kept.readline():
            yield kept.read(int(length))
