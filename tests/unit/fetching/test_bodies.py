"""Bodies: unpacked whatever they say they are, and stopped where they go too far."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import FetchError
from digest.fetching.bodies import Body

LIMIT = 4 * 1024 * 1024
TEXT = b"<rss>" + bytes(range(256)) * 16


def read(data: bytes, encoding: str = "", *, piece: int = 1000, limit: int = LIMIT) -> bytes:
    body = Body(encoding, limit=limit)
    for start in range(0, len(data), piece):
        body.add(data[start : start + piece])
    return body.close()


PACKED = {
    "plain": (TEXT, ""),
    "identity": (TEXT, "identity"),
    "gzip": (gzip.compress(TEXT), "gzip"),
    "x-gzip": (gzip.compress(TEXT), " X-GZIP "),
    "gzip that nobody announced": (gzip.compress(TEXT), ""),
    "gzip that is none": (TEXT, "gzip"),
    "two files in one": (gzip.compress(TEXT[:99]) + gzip.compress(TEXT[99:]), "gzip"),
    "zeros behind": (gzip.compress(TEXT) + bytes(3000), "gzip"),
    "zlib": (zlib.compress(TEXT), "deflate"),
    "deflate without header": (zlib.compress(TEXT, wbits=-15), "deflate"),
}


@pytest.mark.parametrize("piece", [1, 7, 100_000])
@pytest.mark.parametrize("name", PACKED)
def test_bodies_are_unpacked(name: str, piece: int) -> None:
    """What servers send is not always what they say, and comes in pieces of any length."""
    data, encoding = PACKED[name]
    assert read(data, encoding, piece=piece) == TEXT


@given(st.lists(st.binary(max_size=2000), max_size=4), st.integers(2, 5000))
def test_files_one_behind_another_are_one(parts: list[bytes], piece: int) -> None:
    """Members of a gzip file may end anywhere in a piece."""
    packed = b"".join(map(gzip.compress, parts))
    assert read(packed, "gzip", piece=piece) == b"".join(parts)


def test_the_last_byte_that_is_allowed_is_taken() -> None:
    """A limit that is off by one is a limit nobody believes; here output is many times input."""
    exact = bytes(LIMIT)
    for data, encoding in ((exact, ""), (gzip.compress(exact), "gzip")):
        assert read(data, encoding, piece=64 * 1024) == exact


@pytest.mark.parametrize("body", [b"", b"x"])
def test_bodies_too_short_to_be_packed_are_themselves(body: bytes) -> None:
    """An empty body is one, too."""
    assert read(body, "gzip") == body


TOO_MUCH = bytes(LIMIT + 1)


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (TOO_MUCH, "", "is larger than 4 MiB"),
        (gzip.compress(TOO_MUCH), "gzip", "is larger than 4 MiB"),
        (gzip.compress(TOO_MUCH), "", "is larger than 4 MiB"),
        (zlib.compress(TOO_MUCH), "deflate", "is larger than 4 MiB"),
        (gzip.compress(TEXT) + TOO_MUCH, "gzip", "is larger than 4 MiB"),
        (gzip.compress(b"") * 100_000, "gzip", "comes in too many crumbs"),
        (gzip.compress(TEXT)[:-9], "gzip", "is packed, and breaks off"),
        (gzip.compress(TEXT)[:20] + b"no gzip" * 9, "gzip", "is packed, and cannot be unpacked"),
        (b"no deflate either", "deflate", "is packed, and cannot be unpacked"),
        (TEXT, "br", "is packed as 'br', which nobody asked for"),
        (TEXT, "gzip, gzip", "is packed as 'gzip, gzip', which nobody asked for"),
    ],
)
def test_bodies_that_go_too_far_are_refused(data: bytes, encoding: str, message: str) -> None:
    """In words that say what is wrong, and with what to do about it."""
    with pytest.raises(FetchError) as error:
        read(data, encoding, piece=64 * 1024)
    assert error.value.message == message
    assert error.value.hint


def test_a_bomb_is_not_unpacked_beyond_its_limit() -> None:
    """What is refused must not have been in memory first."""
    pack = zlib.compressobj(9, wbits=31)
    bomb = b"".join(pack.compress(bytes(1024 * 1024)) for _ in range(64)) + pack.flush()
    body = Body("gzip", limit=LIMIT)
    with pytest.raises(FetchError, match="is larger"):
        body.add(bomb)
    assert len(body) == 0


def test_crumbs_are_counted() -> None:
    """Each costs the time of a piece, so that a small body can take minutes."""
    with pytest.raises(FetchError, match="too many crumbs"):
        read(bytes(6_000), piece=1)
