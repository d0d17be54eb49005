"""Bodies as they come in: unpacked piece by piece, and never larger than is allowed."""

from __future__ import annotations

import zlib

from digest.errors import FetchError
from digest.fetching.failures import LEAVE_OUT, PASSES

_GZIP = b"\x1f\x8b"

# Each piece costs some 40 µs, whatever is in it. Who sends so many sends so many bytes with each.
_PIECES = 5000
_BYTES_A_PIECE = 300

# Bytes that are unpacked at a time.
_STEP = 256 * 1024


class Body:
    """Bytes of a body, of which no more than `limit` and what came last are ever held.

    `encoding` is what Content-Encoding says. What a body begins with goes before it: servers say
    gzip and send none, or send it and do not say so.
    """

    def __init__(self, encoding: str, *, limit: int) -> None:
        self._encoding = encoding.strip().lower()
        if self._encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            what = f"is packed as {self._encoding[:20]!r}, which nobody asked for"
            raise FetchError(what, hint=LEAVE_OUT)
        self._limit = limit
        self._received = 0
        self._pieces = 0
        self._head = b""
        self._wbits: int | None = None
        self._stream: zlib._Decompress | None = None
        self._body = bytearray()

    def __len__(self) -> int:
        return len(self._body)

    def add(self, data: bytes) -> None:
        """Takes the next bytes from the network. Raises FetchError where they go too far."""
        self._received += len(data)
        self._count()
        if self._wbits is None:
            data = self._head = self._head + data
            if len(data) < len(_GZIP):
                return
            self._wbits = self._packing(data)
            self._stream = zlib.decompressobj(self._wbits) if self._wbits else None
        if self._wbits:
            self._unpack(data)
        else:
            self._body += data
        if max(self._received, len(self._body)) > self._limit:
            self._body.clear()  # at once, and not when the last who knows of the error forgets it
            raise too_large(self._limit)

    def close(self) -> bytes:
        """The body, after its last piece."""
        if self._wbits is None:
            return self._head
        if self._stream is not None and not self._stream.eof:
            raise FetchError("is packed, and breaks off", hint=PASSES)
        return bytes(self._body)

    def _packing(self, head: bytes) -> int:
        """The number by which zlib knows what begins like this, 0 for what is not packed."""
        if head.startswith(_GZIP):
            return 31
        if self._encoding != "deflate":
            return 0
        # The name means the format of zlib, with its header; some send the content alone.
        return 15 if head[0] & 0x0F == 8 and int.from_bytes(head[:2]) % 31 == 0 else -15

    def _unpack(self, data: bytes) -> None:
        """A gzip file may be several, one behind another; what else follows an end is padding."""
        while self._stream is not None and data:
            self._inflate(self._stream, data)
            data = self._stream.unused_data  # all since the end, from however many pieces
            if len(data) < len(_GZIP):
                return
            more = self._wbits == 31 and data.startswith(_GZIP)
            self._stream = zlib.decompressobj(31) if more else None
            self._count()

    def _inflate(self, stream: zlib._Decompress, data: bytes) -> None:
        try:
            while len(self._body) <= self._limit and (piece := stream.decompress(data, _STEP)):
                self._body += piece
                data = stream.unconsumed_tail
        except zlib.error:
            raise FetchError("is packed, and cannot be unpacked", hint=LEAVE_OUT) from None

    def _count(self) -> None:
        self._pieces += 1
        if self._pieces > _PIECES + self._received // _BYTES_A_PIECE:
            raise FetchError("comes in too many crumbs", hint=LEAVE_OUT)


def too_large(limit: int) -> FetchError:
    """The error of a body of more than `limit` bytes."""
    size = f"{limit / 2**20:.3g} MiB"
    return FetchError(f"is larger than {size}", hint="leave it out, or ask for a shorter one")
