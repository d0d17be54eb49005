"""A site on loopback with feeds and pages that a test changes between two visits."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from hashlib import blake2b
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An item of a feed, as RSS 2.0 has it; what is "" is left out."""

    title: str
    link: str = ""
    guid: str = ""
    text: str = ""
    published: str = "Tue, 06 Oct 2026 08:00:00 GMT"


@dataclass
class Site:
    """What is at each path: a status, headers and a body. `asked` are the requests that came."""

    url: str
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, Message]] = field(default_factory=list)

    def feed(self, path: str, entries: Sequence[Entry], *, title: str = "Harbour News") -> str:
        """Put a feed at `path`, with an ETag over what is in it; its address."""
        body = rss(title, f"{self.url}/", entries).encode()
        return self.put(path, body, content_type="application/rss+xml")

    def put(self, path: str, body: bytes, *, content_type: str = "text/html") -> str:
        etag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
        self.answers[path] = (200, {"Content-Type": content_type, "ETag": etag}, body)
        return self.url + path

    def refuse(self, path: str, status: int, **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, named, b"")
        return self.url + path

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def rss(title: str, link: str, entries: Sequence[Entry]) -> str:
    items = "".join(map(_item, entries))
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><link>{link}</link><description>News</description>"
        f"{items}</channel></rss>"
    )


def _item(entry: Entry) -> str:
    said = {
        "title": entry.title,
        "link": entry.link,
        "guid": entry.guid,
        "description": entry.text,
        "pubDate": entry.published,
    }
    told = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in said.items() if value)
    return f"<item>{told}</item>"


@contextmanager
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            there.asked.append((self.path, self.headers))
            status, headers, body = there.answers.get(self.path, (404, {}, b""))
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    there = Site(url=f"http://127.0.0.1:{server.server_address[1]}")
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield there
    finally:
        server.shutdown()
        server.server_close()
