"""Who may ask: this machine, by its own names, to read."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from conftest import Running

ADDRESSES = ["/", "/claims", "/documents", "ARTICLE", "/text", "/edition.json", "/nothing"]


def raw(running: Running, request: str) -> str:
    """The answer to bytes that no well-behaved client would send."""
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
        connection.sendall(request.encode())
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_names_of_this_machine_are_answered(running: Running, host: str) -> None:
    """People type either."""
    assert running.get("/", host=f"{host}:{running.port}").status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil.example:{port}",
    ],
)
def test_other_names_are_refused(running: Running, host: str) -> None:
    """A page of another site that lets its own name point here must not read what is shown."""
    answer = running.get("/text", host=host.format(port=running.port))
    assert answer.status_code == 421
    assert "HARBOUR" not in answer.text


def test_no_name_is_refused(running: Running) -> None:
    """HTTP/1.0 needs none, a browser always sends one."""
    assert " 421 " in raw(running, "GET /text HTTP/1.0\r\n\r\n").splitlines()[0]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1", ""])
def test_other_origins_are_refused(running: Running, origin: str) -> None:
    """Nothing here is for other sites, event streams least of all."""
    for path in ("/", "/events", "/edition.json"):
        assert running.get(path, origin=origin).status_code == 403


def test_our_own_origin_is_answered(running: Running) -> None:
    """Some browsers name it in requests of our own pages."""
    assert running.get("/text", origin=running.url).status_code == 200


@pytest.mark.parametrize("path", [*ADDRESSES, "/html", "/static/preview.css"])
def test_every_answer_says_what_it_may_do(running: Running, path: str) -> None:
    """No script but ours on our pages, none in the edition; nothing is guessed or told on."""
    headers = running.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "script-src 'self'" in policy or path == "/html"
    assert ("script-src" in policy) == (path != "/html")
    assert ("sandbox allow-same-origin" in policy) == (path == "/html")
    assert "unsafe" not in policy or path == "/html"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/claims", "/html", "/events", "/static/preview.css"])
def test_nothing_can_be_changed(running: Running, method: str, path: str) -> None:
    """Only the desk takes forms: elsewhere there is nothing that another method could mean."""
    answer = httpx.request(method, running.url + path, headers={"origin": running.url})
    assert answer.status_code == 405
    assert {each.strip() for each in answer.headers["allow"].split(",")} == {"GET", "HEAD"}


@pytest.mark.parametrize("path", ["/decide", "/test", "/"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
    ],
    ids=str,
)
def test_forms_of_other_pages_are_refused(
    running: Running, path: str, headers: dict[str, str]
) -> None:
    """A page that is open in the same browser must not decide, nor send mail: a form needs nobody's
    leave to be posted anywhere."""
    data = {"decision": "leave-out story-1", "address": "a@example.org"}
    answer = httpx.post(running.url + path, data=data, headers=headers)
    assert answer.status_code == 403
    assert "left out" not in running.get("/").text


@pytest.mark.parametrize(
    "headers", [{"origin": "{url}"}, {"sec-fetch-site": "same-origin"}], ids=str
)
def test_our_own_forms_are_taken(running: Running, headers: dict[str, str]) -> None:
    """Browsers say it by one of these, and most by both."""
    said = {name: value.format(url=running.url) for name, value in headers.items()}
    data = {"decision": "undo-all all"}
    assert httpx.post(f"{running.url}/decide", data=data, headers=said).status_code == 303


@pytest.mark.parametrize("path", ["/", "/claims", "/html", "/events", "/static/preview.css"])
def test_head_is_answered_without_a_body(running: Running, path: str) -> None:
    """Also where the body would never end."""
    answer = httpx.head(running.url + path)
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../../../etc/passwd",
        "/static/../../../../etc/passwd",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/static/%2e%2e/%2e%2e/app.py",
        "/static/../app.py",
        "/static/..%5c..%5capp.py",
        "/static/%252e%252e%252fapp.py",
        "/static//etc/passwd",
        "/static/%00",
        "/documents/../static/../../app.py",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/static/",
        "//etc/passwd",
    ],
)
def test_no_path_leads_out(running: Running, path: str) -> None:
    """Only the two files of the pages can be had, however the way to others is written."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{running.port}\r\nConnection: close\r\n\r\n"
    answer = raw(running, request)
    assert " 404 " in answer.splitlines()[0]
    assert "root:" not in answer
    assert "import" not in answer
