"""Connections to addresses that were checked, for httpcore, which speaks HTTP over them.

httpcore asks for a connection to a name. The name is resolved here, once a connection, and what is
connected to is an address that was checked: a name that means another address a moment later
(rebinding DNS) gains nothing. Certificates are checked against the name all the same.
"""

# ruff: noqa: ARG002  the signatures are those of httpcore
from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import httpcore

from digest.errors import FetchError
from digest.fetching import addresses
from digest.fetching.failures import LEAVE_OUT, PASSES, UnreachableError

# Seconds for an address, where the host has others.
_CONNECT = 5.0

# Bytes that may come before a body is begun: headers, what announces them, and a read beyond them.
_HEAD = 96 * 1024


_QUICKACK: int | None = getattr(socket, "TCP_QUICKACK", None)


class Resolver(Protocol):
    """Addresses of a host, the best first; OSError where there are none."""

    async def __call__(self, host: str, port: int, /) -> Sequence[str]: ...


async def resolve(host: str, port: int, /) -> Sequence[str]:
    """Asks the system, which also reads spellings such as 0x7f.1 and 2130706433.

    It does so in a thread, which what is an address already can do without.
    """
    if addresses.is_address(host):
        return [host]
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class Stream(httpcore.AsyncNetworkStream):
    """A connection. All waiting is bounded by the deadline of the request, so that timeouts of
    single operations are not looked at.
    """

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._head: int | None = _HEAD

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            data = await self._reader.read(max_bytes)
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error
        if self._head is not None:
            self._head -= len(data)
            if self._head < 0:
                raise FetchError("sends headers without end", hint=LEAVE_OUT)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._head = _HEAD
        try:
            self._writer.write(buffer)
            await self._writer.drain()
            self._acknowledge_at_once()
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def _acknowledge_at_once(self) -> None:
        """A server that writes head and body apart sends the body when the head is acknowledged,
        for which systems take 40 ms on a connection that was kept. Linux forgets it at each turn.
        """
        if _QUICKACK is not None:
            self._writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, _QUICKACK, 1)

    def head_is_read(self) -> None:
        """What comes now is the body, which has a limit of its own."""
        self._head = None

    async def aclose(self) -> None:
        self._writer.transport.abort()  # nothing is left to say, and nobody waits for an answer

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
        except BaseException:
            await self.aclose()
            raise
        return self

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            return self._reader.at_eof()
        return self._writer.get_extra_info(info)


class Network(httpcore.AsyncNetworkBackend):
    """Connects to public addresses, and to those in `private`. `connected`: it did, once."""

    def __init__(self, resolver: Resolver, private: Sequence[addresses.Network]) -> None:
        self._resolver = resolver
        self._private = private
        self.connected = False

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> Stream:
        *others, last = await self._addresses(host, port)
        for address in others:
            try:
                async with asyncio.timeout(_CONNECT):
                    return await self._connect(address, port)
            except OSError:  # also where its time is over
                continue
        try:
            return await self._connect(last, port)
        except ConnectionRefusedError:
            raise FetchError("refuses connections", hint=PASSES) from None
        except OSError:
            raise UnreachableError("cannot be reached", hint=PASSES) from None

    async def _connect(self, address: str, port: int) -> Stream:
        stream = Stream(*await asyncio.open_connection(address, port))
        self.connected = True
        return stream

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            found = await self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise _unknown(error) from None
        for address in found:
            addresses.check(address, self._private)
        return found


def _unknown(error: Exception) -> FetchError:
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return UnreachableError("cannot be looked up: the DNS does not answer", hint=PASSES)
    return UnreachableError("is at a host that nobody knows", hint="look at its spelling")
