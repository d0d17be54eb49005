"""A server on loopback that takes what is posted to it, and answers as its path says."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Post:
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(kw_only=True)
class Hook:
    port: int = 0
    posts: list[Post] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    """`/status/503`, `/retry/AFTER`, `/moved`, `/drop`, `/trickle`, `/speechless`, `/endless`,
    `/echo`; anything else is thanked for.
    """

    hook: Hook
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.hook.posts.append(Post(path=self.path, headers=dict(self.headers), body=body))
        name, _, rest = self.path.partition("?")[0][1:].partition("/")
        with suppress(ConnectionError):
            getattr(self, f"do_{name}", self.do_thank)(rest)

    def do_thank(self, _: str) -> None:
        self.answer(200, b"thanks")

    def do_status(self, rest: str) -> None:
        self.answer(int(rest), b'{"error": "not like\nthis"}')

    def do_retry(self, rest: str) -> None:
        headers = {"Retry-After": rest.replace("%20", " "), "Date": "Sun, 22 Nov 2026 07:00:00 GMT"}
        self.answer(429, b"slowly", headers)

    def do_moved(self, _: str) -> None:
        self.answer(307, b"", {"Location": self.hook.url("/elsewhere")})

    def do_drop(self, _: str) -> None:
        self.close_connection = True

    def do_trickle(self, _: str) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"." * 100:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            sleep(0.05)

    def do_speechless(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "10")
        self.end_headers()
        self.hook.ended.wait()

    def do_endless(self, _: str) -> None:
        self.send_response_only(200)
        self.end_headers()
        while True:
            self.wfile.write(b"." * 65_536)

    def do_echo(self, _: str) -> None:
        """As servers do whose errors show all of a request."""
        self.answer(400, f"{self.path} {self.headers['Authorization']}".encode())

    def answer(self, status: int, body: bytes, headers: Mapping[str, str] = {}) -> None:
        self.send_response_only(status)
        for name, value in {"Content-Length": len(body), **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library calls it so
        pass


@contextmanager
def listening() -> Iterator[Hook]:
    hook = Hook()
    handler = type("Handler", (Handler,), {"hook": hook})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        hook.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield hook
        finally:
            hook.ended.set()
            server.shutdown()
            thread.join()
