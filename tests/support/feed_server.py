"""Many well-behaved feeds on loopback, from a process of their own: `/feeds/NUMBER.xml`.

    with serving(Shape(items=20, size=500)) as port: ...

Each feed has an ETag, which is answered with 304. The server does as little as it can for a
request, so that what is measured beside it is the reader of the feeds. It answers on every address
of 127.0.0.0/8: a feed of each can be made to live on a host of its own.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from multiprocessing.connection import Connection

FIRST = datetime(2026, 10, 1, 6, tzinfo=UTC)
NEWS = """
the harbour council said on Tuesday that work at northern quay would go until spring while
officials warned of delays for ferries and residents asked who pays when storms return
"""
WORDS = NEWS.split()
HEAD = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Gazette {feed}</title><link>http://gazette{feed}.example/</link>
<description>All the news of town {feed}</description>
"""
ITEM = """<item><title>{title}</title>
<link>http://gazette{feed}.example/news/{item}?utm_source=rss</link>
<guid isPermaLink="false">{feed}-{item}</guid><pubDate>{date}</pubDate>
<content:encoded><![CDATA[{text}]]></content:encoded></item>
"""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """`items` in each feed, each of about `size` bytes."""

    items: int = 20
    size: int = 500


def feed(number: int, shape: Shape) -> bytes:
    """An RSS feed; the same bytes for the same number."""
    chance = random.Random(number)  # noqa: S311  not a secret: the same feeds every time
    items = [_item(number, item, shape.size, chance) for item in range(shape.items)]
    return (HEAD.format(feed=number) + "".join(items) + "</channel></rss>\n").encode()


def _item(number: int, item: int, size: int, chance: random.Random) -> str:
    title = f"{_sentence(7, chance)} {number}-{item}"
    date = format_datetime(FIRST + timedelta(hours=7 * item, seconds=number), usegmt=True)
    blank = ITEM.format(feed=number, item=item, title=title, date=date, text="")
    text = ""
    while len(blank) + len(text) < size:
        text += f"<p>{_sentence(20, chance)}. <b>{_sentence(8, chance)}</b>.</p>"
    return blank.replace("[]", f"[{text}]")


def _sentence(words: int, chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


class _Answers(asyncio.Protocol):
    """One connection, kept alive; requests have no bodies."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *requests, self._read = (self._read + data).split(b"\r\n\r\n")
        for request in requests:
            self._transport.write(_answer(request, self._shape))


def _answer(request: bytes, shape: Shape) -> bytes:
    path = request.split(b" ", 2)[1]
    number = path.removeprefix(b"/feeds/").removesuffix(b".xml")
    if not number.isdigit():
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    if b'"%s"' % number in request:
        return b'HTTP/1.1 304 Not Modified\r\nETag: "%s"\r\n\r\n' % number
    return _response(int(number), shape)


@cache
def _response(number: int, shape: Shape) -> bytes:
    body = feed(number, shape)
    head = (
        f'HTTP/1.1 200 OK\r\nETag: "{number}"\r\nContent-Type: application/rss+xml\r\n'
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


@contextmanager
def serving(shape: Shape, *, feeds: int = 0) -> Iterator[int]:
    """The port of a server; the first `feeds` feeds are made before it is given."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(there, shape, feeds), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.kill()
        process.join()


def _serve(told: Connection, shape: Shape, feeds: int) -> None:
    asyncio.run(_listen(told, shape, feeds))


async def _listen(told: Connection, shape: Shape, feeds: int) -> None:
    for number in range(feeds):
        _response(number, shape)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Answers(shape), "0.0.0.0", 0, backlog=1024)  # noqa: S104  every address of loopback
    told.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()
