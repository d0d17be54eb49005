"""A server on loopback that does what servers of the web do to who reads their feeds.

    with serving() as server:
        server.url("/endless")          # http://127.0.0.1:PORT/endless

A path names a behaviour, of those that `BEHAVIOURS` lists; what stands behind a further slash is
told to it (`/status/404`, `/redirects/30`). It answers on every address of 127.0.0.0/8. In a
process of its own, for what is measured: `python tests/support/hostile_server.py [PORT]`.
"""

from __future__ import annotations

import asyncio
import gzip
import ssl
import sys
import threading
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.client import responses
from urllib.parse import unquote

FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Harbour News</title><link>http://harbour.example/</link>
<description>What happens at the quays</description>
<item><title>Ferries sail again</title><link>http://harbour.example/ferries</link>
<guid>ferries</guid><description>The ferries sail again from Monday.</description></item>
</channel></rss>
"""
ETAG = '"tide-1"'
CHANGED = "Tue, 06 Oct 2026 08:00:00 GMT"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Call:
    """A request as it came, and the way back."""

    path: str
    rest: str
    headers: Mapping[str, str]
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def answer(self, body: bytes = b"", *, status: int = 200, **headers: str) -> None:
        """A whole answer with the right length, so that the connection is kept."""
        await self.send(head(status, **headers, content_length=str(len(body))) + body)


def head(status: int = 200, **headers: str) -> bytes:
    """The head of an answer; underscores in names of headers stand for hyphens."""
    headers.setdefault("content_type", "application/rss+xml")
    lines = [f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()]
    return f"HTTP/1.1 {status} {responses.get(status, '')}\r\n{''.join(lines)}\r\n".encode(
        "latin-1"
    )


Behaviour = Callable[[Call], Awaitable[None]]
BEHAVIOURS: dict[str, Behaviour] = {}


def at(path: str) -> Callable[[Behaviour], Behaviour]:
    def register(behaviour: Behaviour) -> Behaviour:
        BEHAVIOURS[path] = behaviour
        return behaviour

    return register


# What goes well.


@at("/feed")
async def feed(call: Call) -> None:
    """A feed that is answered with 304 to whoever has it."""
    known = call.headers.get("if-none-match") == ETAG
    known |= call.headers.get("if-modified-since") == CHANGED
    if known:
        await call.send(head(304, etag=ETAG))
    else:
        await call.answer(FEED, etag=ETAG, last_modified=CHANGED)


@at("/slowly")
async def slowly(call: Call) -> None:
    """A feed that takes a while, so that requests meet each other."""
    await asyncio.sleep(0.05)
    await call.answer(FEED)


@at("/gzip")
async def gzipped(call: Call) -> None:
    await call.answer(gzip.compress(FEED), content_encoding="gzip")


@at("/gzip-members")
async def members(call: Call) -> None:
    """A file of two gzip files, as `cat` makes it, with zeros behind."""
    body = gzip.compress(FEED[:100]) + gzip.compress(FEED[100:]) + bytes(512)
    await call.answer(body, content_encoding="gzip")


@at("/gzip-unsaid")
async def unsaid(call: Call) -> None:
    await call.answer(gzip.compress(FEED))


@at("/gzip-untrue")
async def untrue(call: Call) -> None:
    await call.answer(FEED, content_encoding="gzip")


@at("/deflate")
async def deflated(call: Call) -> None:
    await call.answer(zlib.compress(FEED), content_encoding="deflate")


@at("/deflate-raw")
async def deflated_raw(call: Call) -> None:
    """Without the header of zlib, as some servers understand the name."""
    await call.answer(zlib.compress(FEED, wbits=-15), content_encoding="deflate")


@at("/until-closed")
async def until_closed(call: Call) -> None:
    """Neither length nor chunks: the end of the connection is the end of the body."""
    await call.send(head() + FEED)


# Status and way.


@at("/status")
async def status(call: Call) -> None:
    await call.answer(status=int(call.rest))


@at("/retry")
async def retry(call: Call) -> None:
    """`/retry/429/120`: a status with Retry-After, in seconds or as a date."""
    code, _, after = call.rest.partition("/")
    await call.answer(status=int(code), retry_after=after)


@at("/redirect")
async def redirect(call: Call) -> None:
    """`/redirect/301/http://elsewhere/`."""
    code, _, to = call.rest.partition("/")
    await call.answer(status=int(code), location=to)


@at("/redirects")
async def redirects(call: Call) -> None:
    """`/redirects/30`: so many before the feed."""
    left = int(call.rest)
    await call.answer(status=302, location=f"/redirects/{left - 1}" if left > 1 else "/feed")


@at("/circle")
async def circle(call: Call) -> None:
    await call.answer(status=302, location="/circle")


@at("/nowhere")
async def nowhere(call: Call) -> None:
    await call.answer(status=301)


# Bodies without end or measure.


@at("/bomb-gzip")
async def bomb_gzip(call: Call) -> None:
    await call.answer(bomb(31), content_encoding="gzip")


@at("/bomb-deflate")
async def bomb_deflate(call: Call) -> None:
    await call.answer(bomb(15), content_encoding="deflate")


@at("/bomb-unsaid")
async def bomb_unsaid(call: Call) -> None:
    await call.answer(bomb(31))


@at("/bomb-members")
async def bomb_members(call: Call) -> None:
    """Half a million gzip files with nothing in them."""
    await call.answer(gzip.compress(b"") * 500_000, content_encoding="gzip")


@cache
def bomb(wbits: int) -> bytes:
    """A gibibyte, packed: after a full flush, blocks stand for themselves and can be repeated."""
    pack = zlib.compressobj(9, wbits=wbits)
    first, other = (
        pack.compress(bytes(MEGABYTE)) + pack.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    return first + other * 1023


@at("/endless")
async def endless(call: Call) -> None:
    await call.send(head())
    while True:
        await call.send(bytes(65536))


@at("/endless-chunks")
async def endless_chunks(call: Call) -> None:
    await call.send(head(transfer_encoding="chunked"))
    while True:
        await call.send(b"10000\r\n" + bytes(65536) + b"\r\n")


@at("/crumbs")
async def crumbs(call: Call) -> None:
    """A chunk for every byte, as fast as they go."""
    await call.send(head(transfer_encoding="chunked"))
    while True:
        await call.send(b"1\r\nx\r\n" * 10_000)


@at("/huge")
async def huge(call: Call) -> None:
    """Says at once that it is too long."""
    await call.send(head(content_length=str(40 * MEGABYTE)))
    await asyncio.sleep(3600)


@at("/large")
async def large(call: Call) -> None:
    """`/large/10`: so many mebibytes, which is a lot and no crime."""
    await call.answer(FEED + b" " * (int(call.rest) * MEGABYTE))


# Bodies that are not what they say.


@at("/short")
async def short(call: Call) -> None:
    """Ends before the length that it tells."""
    await call.send(head(content_length=str(2 * len(FEED))) + FEED)


@at("/long")
async def long(call: Call) -> None:
    """Goes on after the length that it tells."""
    await call.send(head(content_length="10") + FEED)


@at("/length")
async def length(call: Call) -> None:
    """`/length/-5`: any length."""
    await call.send(head(content_length=call.rest) + FEED)


@at("/gzip-torn")
async def torn(call: Call) -> None:
    await call.answer(gzip.compress(FEED)[:-20], content_encoding="gzip")


@at("/gzip-broken")
async def broken(call: Call) -> None:
    await call.answer(gzip.compress(b"")[:10] + FEED, content_encoding="gzip")


@at("/brotli")
async def brotli(call: Call) -> None:
    """In a packing that nobody asked for."""
    await call.answer(FEED, content_encoding="br")


# Waiting.


@at("/hang")
async def hang(call: Call) -> None:
    await asyncio.sleep(3600)


@at("/half-head")
async def half_head(call: Call) -> None:
    await call.send(head()[:40])
    await asyncio.sleep(3600)


@at("/slow")
async def slow(call: Call) -> None:
    """One byte a second."""
    await call.send(head(content_length=str(len(FEED))))
    for byte in FEED:
        await call.send(bytes([byte]))
        await asyncio.sleep(1)


@at("/slow-head")
async def slow_head(call: Call) -> None:
    for byte in head(content_length="0"):
        await call.send(bytes([byte]))
        await asyncio.sleep(1)


# No HTTP, or too much of it.


@at("/silent")
async def silent(call: Call) -> None:
    """Ends the connection without a word."""


@at("/banner")
async def banner(call: Call) -> None:
    await call.send(b"220 mail.example ESMTP\r\n" * 20)


@at("/headers")
async def headers(call: Call) -> None:
    """A hundred thousand of them."""
    lines = b"".join(b"x-%d: y\r\n" % number for number in range(100_000))
    await call.send(head(content_length="0")[:-2] + lines + b"\r\n")


@at("/continue")
async def forever_continue(call: Call) -> None:
    """Announces an answer without end."""
    while True:
        await call.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


@dataclass(kw_only=True)
class Server:
    """`asked` are the requests that came, in their order; `most` how many were in work at once
    on an address. `robots` is what `/robots.txt` answers: status and text.
    """

    port: int = 0
    asked: list[Call] = field(default_factory=list)
    most: Counter[str] = field(default_factory=Counter)
    robots: tuple[int, str] = (404, "")
    _busy: Counter[str] = field(default_factory=Counter)

    def url(self, path: str, *, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for."""
        return [call.path for call in self.asked]

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, for as many requests as it lives."""
        try:
            while call := await _call(reader, writer):
                self.asked.append(call)
                if not await self._answered(call, writer.get_extra_info("sockname")[0]):
                    break
            writer.close()
            await writer.wait_closed()
        except (OSError, asyncio.IncompleteReadError):
            pass  # the other end is gone
        finally:
            writer.transport.abort()
            with suppress(OSError):
                await writer.wait_closed()

    async def _answered(self, call: Call, host: str) -> bool:
        """Whether the connection can go on."""
        self._busy[host] += 1
        self.most[host] = max(self.most[host], self._busy[host])
        try:
            if call.path == "/robots.txt":
                await call.answer(self.robots[1].encode(), status=self.robots[0])
                return True
            name = call.path[1:].partition("/")[0]
            await BEHAVIOURS.get(f"/{name}", _unknown)(call)
            return name in KEEPING
        finally:
            self._busy[host] -= 1


async def _unknown(call: Call) -> None:
    await call.answer(status=404)


# Behaviours after which the connection is kept: the others end with it, or never.
KEEPING = {"feed", "slowly", "gzip", "deflate", "status", "redirect", "redirects", "circle"}


async def _call(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Call | None:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    _, path, _ = lines[0].split(" ", 2)
    pairs = (line.partition(":") for line in lines[1:] if line)
    rest = unquote(path).removeprefix("/").partition("/")[2]
    return Call(
        path=path,
        rest=rest,
        headers={name.lower(): value.strip() for name, _, value in pairs},
        writer=writer,
    )


@asynccontextmanager
async def listening(server: Server, tls: ssl.SSLContext | None = None) -> AsyncIterator[None]:
    every = "0.0.0.0"  # noqa: S104  of loopback
    listener = await asyncio.start_server(server.talk, every, server.port, backlog=1024, ssl=tls)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        listener.close()  # without waiting for connections: some never end


@contextmanager
def serving(*, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server in a thread of this process, where a test can see what it was asked."""
    server, started, ended = Server(), threading.Event(), asyncio.Event()

    async def run() -> None:
        async with listening(server, tls):
            started.set()
            await ended.wait()

    with asyncio.Runner() as runner:
        thread = threading.Thread(target=runner.run, args=(run(),))
        thread.start()
        started.wait()
        try:
            yield server
        finally:
            runner.get_loop().call_soon_threadsafe(ended.set)
            thread.join()


async def _serve(port: int) -> None:
    server = Server(port=port)
    async with listening(server):
        sys.stdout.write(f"{server.url('/')}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
