"""How the two processes talk: a length in four bytes, and so many bytes of pickle."""

from __future__ import annotations

import io
import pickle
import struct
from typing import Any

_LENGTH = struct.Struct("!I")
LENGTH_BYTES = _LENGTH.size


def pack(message: object) -> memoryview:
    buffer = io.BytesIO(bytes(LENGTH_BYTES))
    buffer.seek(LENGTH_BYTES)
    pickle.dump(message, buffer, pickle.HIGHEST_PROTOCOL)
    data = buffer.getbuffer()
    _LENGTH.pack_into(data, 0, len(data) - LENGTH_BYTES)
    return data


def length(head: bytes) -> int:
    """How many bytes come behind the first `LENGTH_BYTES`."""
    return int(_LENGTH.unpack(head)[0])


def unpack(data: bytes) -> Any:
    """A message of the other process, which is ours: nobody else writes there."""
    return pickle.loads(data)  # noqa: S301
