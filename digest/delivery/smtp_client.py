"""The client of the standard library, with an end to all waiting."""

from __future__ import annotations

import io
import smtplib
import socket
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

# More than any server has to say in one reply.
_LONGEST_REPLY = 64 * 1024


class Client(smtplib.SMTP):
    """Each reply as a whole, and all bytes of a command or message, have `timeout` seconds. Those
    of the library begin anew with each byte that comes. What goes wrong on the way is an
    SMTPServerDisconnected with the OSError as its context, and an answer that is no SMTP an
    SMTPException.
    """

    timeout: float

    @property
    def link(self) -> socket.socket:
        """Raises ConnectionError where there is none any more."""
        if self.sock is None:
            raise ConnectionError("the connection is closed")
        return self.sock

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None:
            self._incoming = _Incoming(self.link)
            self.file = io.BufferedReader(self._incoming)
        self._incoming.expect(self.timeout)
        with suppress(smtplib.SMTPResponseException):  # a line that is too long for the library
            code, text = super().getreply()
            if code // 100 in {2, 3, 4, 5}:
                return code, text
        self.close()
        raise smtplib.SMTPException("an answer that is no SMTP")

    def send(self, s: ReadableBuffer | str) -> None:
        try:
            self._send(memoryview(s.encode() if isinstance(s, str) else s))
        except OSError as error:
            self.close()
            raise smtplib.SMTPServerDisconnected(str(error)) from error

    def _send(self, data: memoryview) -> None:
        link, deadline = self.link, monotonic() + self.timeout
        while data:
            link.settimeout(_left(deadline))
            data = data[link.send(data) :]


class TlsClient(Client, smtplib.SMTP_SSL):
    """One that encrypts before anything is said."""


class _Incoming(io.RawIOBase):
    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._deadline = 0.0
        self._room = 0

    def expect(self, seconds: float) -> None:
        """One reply, within so many seconds from now."""
        self._deadline = monotonic() + seconds
        self._room = _LONGEST_REPLY

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._sock.settimeout(_left(self._deadline))
        count = self._sock.recv_into(buffer)
        self._room -= count
        if self._room < 0:
            raise ConnectionError("a reply without end")
        return count


def _left(deadline: float) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def lost(error: smtplib.SMTPException, timeout: float) -> str:
    """In words, how a connection ended."""
    if isinstance(error.__context__, TimeoutError):
        return f"the server was silent for {timeout:g} seconds"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "the connection was lost"
    return "the server gave an answer that is no SMTP"
