"""Many well-behaved feeds on loopback, from a process of their own: `/feeds/NUMBER.xml`.

    with serving(Shape(items=20, size=500)) as port: ...

Each feed has an ETag, which is answered with 304, until `turn` brings another edition. The server
does as little as it can for a request, so that what is measured beside it is the reader of the
feeds. It answers on every address of 127.0.0.0/8, so that feeds can live on many hosts.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.request import urlopen

from support.processes import apart

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


def feed(number: int, shape: Shape, edition: int = 0) -> bytes:
    """An RSS feed; the same bytes for the same number and edition.

    With each edition five items come and five go, and every seventh of those that stay is changed.
    """
    first = 5 * edition
    items = [_item(number, item, shape.size, edition) for item in range(first, first + shape.items)]
    return (HEAD.format(feed=number) + "".join(items) + "</channel></rss>\n").encode()


def _item(number: int, item: int, size: int, edition: int) -> str:
    chance = random.Random(f"{number} {item}")  # noqa: S311  not a secret: always the same feeds
    title = f"{_sentence(7, chance)} {number}-{item}"
    date = format_datetime(FIRST + timedelta(hours=7 * item, seconds=number), usegmt=True)
    blank = ITEM.format(feed=number, item=item, title=title, date=date, text="")
    text = f"<p>As of edition {edition}.</p>" if item % 7 == 0 else ""
    while len(blank) + len(text) < size:
        text += f"<p>{_sentence(20, chance)}. <b>{_sentence(8, chance)}</b>.</p>"
    return blank.replace("[]", f"[{text}]")


def _sentence(words: int, chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


class _Feeds:
    """What the server has: all feeds in the edition of the hour."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._edition = 0
        self._made: dict[int, bytes] = {}

    def answer(self, request: bytes) -> bytes:
        path = request.split(b" ", 2)[1]
        if path.startswith(b"/turn/"):
            self._edition = int(path.removeprefix(b"/turn/"))
            self._made.clear()
            return b"HTTP/1.1 204 No Content\r\n\r\n"
        number = path.removeprefix(b"/feeds/").removesuffix(b".xml")
        if not number.isdigit():
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        if self._tag(int(number)) in request:
            return b"HTTP/1.1 304 Not Modified\r\nETag: %s\r\n\r\n" % self._tag(int(number))
        return self.page(int(number))

    def page(self, number: int) -> bytes:
        if number not in self._made:
            body = feed(number, self._shape, self._edition)
            head = b"ETag: %s\r\nContent-Length: %d\r\n" % (self._tag(number), len(body))
            kind = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
            self._made[number] = kind + head + b"\r\n" + body
        return self._made[number]

    def _tag(self, number: int) -> bytes:
        return b'"%d-%d"' % (number, self._edition)


class _Connection(asyncio.Protocol):
    """Kept alive; requests have no bodies."""

    def __init__(self, feeds: _Feeds) -> None:
        self._feeds = feeds
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *requests, self._read = (self._read + data).split(b"\r\n\r\n")
        for request in requests:
            self._transport.write(self._feeds.answer(request))


@contextmanager
def serving(shape: Shape, *, feeds: int = 0) -> Iterator[int]:
    """The port of a server; the first `feeds` feeds are made before it is given."""
    with apart(lambda tell: asyncio.run(_listen(tell, shape, feeds))) as port:
        yield port


def turn(port: int, edition: int) -> None:
    """From now on all feeds are in `edition`; it starts with 0."""
    with urlopen(f"http://127.0.0.1:{port}/turn/{edition}", timeout=10):
        pass


async def _listen(tell: Callable[[int], None], shape: Shape, feeds: int) -> None:
    served = _Feeds(shape)
    for number in range(feeds):
        served.page(number)
    loop = asyncio.get_running_loop()
    every = "0.0.0.0"  # noqa: S104  all addresses of loopback
    server = await loop.create_server(lambda: _Connection(served), every, 0, backlog=1024)
    tell(server.sockets[0].getsockname()[1])
    await server.serve_forever()
