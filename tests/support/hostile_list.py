"""What a feed may do to its reader, and what has to come of it: one case for each.

    CASES                                           in the order of what they try
    with serving() as port: case.address(port, 7)

A case is a path of `hostile_server` or a whole address, and either the words that its problem is
told with, or what is left of its items: for the feeds in `tests/data/hostile` that stands beside
them, word for word.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.hostile_feeds import BODIES
from support.hostile_server import Call, Server, at, listening
from support.processes import apart

DATA = Path(__file__).parents[1] / "data" / "hostile"


@at("/made")
async def made(call: Call) -> None:
    await call.answer(BODIES[call.rest.partition("/")[0]]())


@at("/file")
async def file(call: Call) -> None:
    await call.answer(Path(DATA, call.rest.partition("/")[0]).read_bytes())


@contextmanager
def serving() -> Iterator[int]:
    """The port of the server, which is a process of its own."""
    with apart(lambda tell: asyncio.run(_serve(tell))) as port:
        yield port


async def _serve(tell: Callable[[int], None]) -> None:
    server = Server()
    async with listening(server):
        tell(server.port)
        await asyncio.Event().wait()


@dataclass(frozen=True, kw_only=True)
class Case:
    """`path` is asked for at an address that may be asked, `url` is asked for as it stands.

    `says` is a pattern for the problem, "" where there is none; then `items` come.
    """

    group: str
    name: str
    path: str = ""
    url: str = ""
    says: str = ""
    items: int = 1

    def address(self, port: int, number: int) -> str:
        """Each `number` is a host of its own, so that none waits for another."""
        return self.url.format(port=port) or f"http://127.0.1.{number}:{port}{self.path}"


# The networks whose addresses may be asked.
NETWORKS = ("127.0.1.0/24",)

PRIVATE = "not a public address"
LATE = r"within \d+ s"
LARGE = "larger than"


def _addresses() -> Iterator[Case]:
    for host in (
        *("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"),
        *("169.254.169.254", "localhost", "0.0.0.0", "10.0.0.7", "[64:ff9b::7f00:1]"),  # noqa: S104  not bound
    ):
        yield Case(group="addresses", name=host, url=f"http://{host}:{{port}}/feed", says=PRIVATE)
    url = "http://0177.0.0.1:{port}/feed"
    yield Case(group="addresses", name="0177.0.0.1", url=url, says="is not a web address")
    for host in ("127.0.0.1", "169.254.169.254", "[::1]"):
        path = f"/redirect/302/http://{host}/feed"
        yield Case(group="addresses", name=f"redirect to {host}", path=path, says=PRIVATE)
    for url in ("file:///etc/passwd", "gopher://127.0.1.1/", "ftp://127.0.1.1/feed"):
        yield Case(group="addresses", name=url, url=url, says="is not an address of http or https")
        path, says = f"/redirect/302/{url}", "not an address of http or https"
        yield Case(group="addresses", name=f"redirect to {url}", path=path, says=says)
    for name, path, says in (
        ("30 redirects", "/redirects/30", "redirects more than 5 times"),
        ("redirect in a circle", "/circle", "redirects in a circle"),
    ):
        yield Case(group="addresses", name=name, path=path, says=says)


BODY_CASES = (
    ("endless", "/endless", LARGE),
    ("endless chunks", "/endless-chunks", LARGE),
    ("a chunk for each byte", "/crumbs", "in too many crumbs"),
    ("gzip bomb", "/bomb-gzip", LARGE),
    ("deflate bomb", "/bomb-deflate", LARGE),
    ("gzip bomb that does not say so", "/bomb-unsaid", LARGE),
    ("500,000 empty gzip files", "/bomb-members", "in too many crumbs"),
    ("one byte a second", "/slow", LATE),
    ("a head of one byte a second", "/slow-head", LATE),
    ("no answer", "/hang", LATE),
    ("half a head", "/half-head", LATE),
    ("Content-Length of 40 MB", "/huge", LARGE),
    ("Content-Length of more than comes", "/short", "breaks off"),
    ("Content-Length of less than comes", "/long", "is no feed"),
    ("Content-Length of -5", "/length/-5", "is no HTTP"),
    ("gzip that ends early", "/gzip-torn", "is packed, and breaks off"),
    ("100,000 headers", "/headers", "headers without end"),
    ("100 Continue without end", "/continue", "headers without end"),
    ("no HTTP", "/banner", "is no HTTP"),
    ("no word", "/silent", "is no HTTP"),
)
# How many items come of what is one item at first sight.
ITEMS = {"many-items": 5000, "nested-items": 5000, "authors": 50}


def _cases() -> Iterator[Case]:
    yield from _addresses()
    for name, path, says in BODY_CASES:
        yield Case(group="bodies", name=name, path=path, says=says)
    for name in BODIES:
        title, items = name.replace("-", " "), ITEMS.get(name, 1)
        yield Case(group="XML", name=title, path=f"/made/{name}", items=items)


CASES = tuple(_cases())
# Small feeds, with what is left of them.
FILES = tuple(sorted(DATA.glob("*.xml")))
