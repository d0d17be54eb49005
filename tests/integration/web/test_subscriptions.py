"""The pages for recipients over real HTTP: who may do what with a token, and nobody without."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.site import NoArchive, served
from uvicorn.protocols.http.h11_impl import H11Protocol

from digest.errors import StoreError
from digest.models.subscribers import Standing, Subscription, Wish
from digest.web import serving
from digest.web.bodies import BODY_BYTES
from digest.web.site.model import Site

JANE, PIET, ASKED = "J" * 32, "P" * 31 + "-", "A_" * 16
STANDINGS = {
    JANE: Subscription(
        title="Tagesdigest & <b>mehr</b>",
        language="de",
        address="j…@example.org",
        standing=Standing.ACTIVE,
    ),
    PIET: Subscription(
        title="Le Courrier", language="fr", address="p…@example.net", standing=Standing.ACTIVE
    ),
    ASKED: Subscription(
        title="Harbour news", language="en", address="a…@example.com", standing=Standing.PENDING
    ),
}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@dataclass
class Subscribers:
    """What a store does for the pages, kept in memory."""

    there: dict[str, Subscription] = field(default_factory=lambda: dict(STANDINGS))
    busy: bool = False
    asked: list[str] = field(default_factory=list)

    def find(self, token: str) -> Subscription | None:
        self.asked.append(token)
        if self.busy:
            raise StoreError("another program is writing to it", place="digest.db")
        return self.there.get(token)

    def act(self, token: str, wish: Wish) -> Subscription | None:
        found = self.find(token)
        if found:
            standing = Standing.ACTIVE if wish is Wish.SUBSCRIBE else Standing.UNSUBSCRIBED
            self.there[token] = replace(found, standing=standing)
        return self.there.get(token)

    def standing(self, token: str) -> Standing:
        return self.there[token].standing


@dataclass
class Pages:
    url: str
    subscribers: Subscribers
    announced: list[str]
    client: httpx.Client

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.client.get(path, headers=headers)

    def post(self, path: str, **options: object) -> httpx.Response:
        return self.client.post(path, **options)  # type: ignore[arg-type]

    def raw(self, request: bytes) -> str:
        """The answer to bytes that no library would send."""
        with socket.create_connection(("127.0.0.1", httpx.URL(self.url).port), 10) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b"")).decode("utf-8", "replace")


@pytest.fixture(scope="module")
def server() -> Iterator[Pages]:
    subscribers, announced = Subscribers(), list[str]()
    site = Site(
        find=subscribers.find,
        act=subscribers.act,
        archive=NoArchive(),
        address="https://Mail.example.org/news",
        title="Tagesdigest",
        language="de",
        announce=announced.append,
    )
    with served(site) as url, httpx.Client(base_url=url) as client:
        yield Pages(url, subscribers, announced, client)


@pytest.fixture
def pages(server: Pages) -> Pages:
    """All stand as they did at first."""
    server.subscribers.there = dict(STANDINGS)
    server.subscribers.busy = False
    server.subscribers.asked.clear()
    server.announced.clear()
    return server


@pytest.mark.parametrize("path", [f"/u/{JANE}", f"/u/{ASKED}", f"/confirm/{ASKED}"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_a_link_changes_nothing(pages: Pages, path: str, method: str) -> None:
    """Scanners and previews open every link of every mail."""
    answer = pages.client.request(method, path)
    assert answer.status_code == 200
    assert pages.subscribers.there == STANDINGS
    assert ('<form method="post"' in answer.text) == (method == "GET")


@pytest.mark.parametrize(
    "body",
    [
        {"data": ONE_CLICK},
        {"files": {"List-Unsubscribe": (None, "One-Click")}},
        {"content": b""},
        {"content": b"\xff\x00 no form", "headers": {"content-type": "application/json"}},
        {"data": ONE_CLICK, "headers": {"origin": "https://mail.example"}},
        {"data": ONE_CLICK, "headers": {"origin": "null", "sec-fetch-site": "cross-site"}},
    ],
    ids=["form", "multipart", "empty", "else", "origin", "null"],
)
def test_one_click_unsubscribes(pages: Pages, body: dict[str, object]) -> None:
    """RFC 8058: with no cookie, no page before it and no redirect, in both of its encodings."""
    answer = pages.post(f"/u/{JANE}", **body)
    assert answer.status_code == 200
    assert not {"set-cookie", "location"} & set(answer.headers)
    assert pages.subscribers.standing(JANE) is Standing.UNSUBSCRIBED
    assert pages.subscribers.there | {JANE: STANDINGS[JANE]} == STANDINGS


def test_one_click_twice_at_once(pages: Pages) -> None:
    """Mail programs try again, and people click twice."""
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: pages.post(f"/u/{JANE}", data=ONE_CLICK), range(16)))
    assert {each.status_code for each in answers} == {200}
    assert len({each.text for each in answers}) == 1
    assert pages.subscribers.standing(JANE) is Standing.UNSUBSCRIBED


def buttons(answer: httpx.Response) -> list[str]:
    """Where the forms of a page lead, as paths of the server."""
    found = re.findall(r'method="post" action="(.*?)"', answer.text)
    return [each.removeprefix("/news") for each in found]


def test_a_mistake_is_a_click_away_from_being_undone(pages: Pages) -> None:
    """There and back by the buttons alone."""
    (leave,) = buttons(pages.get(f"/u/{JANE}"))
    left = pages.post(leave)
    assert "Abbestellt" in left.text
    assert "Abbestellt" in pages.get(f"/u/{JANE}").text
    (back,) = buttons(left)
    assert "Abonniert" in pages.post(back).text
    assert pages.subscribers.there == STANDINGS


def test_who_was_asked_confirms_by_a_button(pages: Pages) -> None:
    """Double opt-in: the click of a scanner is no answer."""
    (yes,) = buttons(pages.get(f"/confirm/{ASKED}"))
    assert pages.subscribers.standing(ASKED) is Standing.PENDING
    assert "You are subscribed" in pages.post(yes).text
    assert pages.subscribers.standing(ASKED) is Standing.ACTIVE
    assert "You are subscribed" in pages.get(f"/confirm/{ASKED}").text


@pytest.mark.parametrize("root", ["", "/news"])
def test_a_proxy_may_leave_the_path_or_take_it_away(pages: Pages, root: str) -> None:
    """And the style is found either way."""
    page = pages.get(f"{root}/u/{JANE}")
    assert page.status_code == 200
    (style,) = re.findall(r'href="/news(/static/.*?css)"', page.text)
    assert pages.get(root + style).headers["content-type"].startswith("text/css")


UNKNOWN = [
    "/u/" + "x" * 32,
    "/u/" + "J" * 31,
    "/u/" + "J" * 33,
    "/u/x",
    "/u/" + "x" * 4000,
    "/u/%00",
    "/u/%ff%fe",
    "/u/%2e%2e",
    "/u/' or 1=1 --",
    "/u/{{7*7}}",
    "/u/" + JANE.lower(),
    f"/u/{JANE}/",
    f"/u/{JANE}/undo",
    f"/U/{JANE}",
    f"/confirm/{JANE}x",
    "/u/",
    "/u",
    "/static/../app.py",
    "/nothing",
]


@pytest.mark.parametrize("path", UNKNOWN)
def test_all_that_is_unknown_looks_the_same(pages: Pages, path: str) -> None:
    """Nobody learns from an answer how tokens look, or that one is nearly right."""
    answer, other = pages.get(path), pages.get("/u/" + "y" * 32)
    assert (answer.status_code, answer.text) == (404, other.text)
    names = set(answer.headers) - {"date"}
    assert {n: answer.headers[n] for n in names} == {n: other.headers[n] for n in names}
    assert pages.post(path).status_code == 404
    assert pages.subscribers.there == STANDINGS


TOKENS = st.text(st.sampled_from("JPA-_x"), min_size=28, max_size=36)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    wish=st.sampled_from(["u", "confirm"]),
    token=TOKENS | st.text(max_size=40),
    body=st.binary(max_size=200),
    headers=st.dictionaries(
        st.sampled_from(["x-forwarded-host", "x-original-url", "x-http-method-override", "cookie"]),
        st.sampled_from([f"/u/{JANE}", "mail.example.org", "POST", f"token={JANE}"]),
    ),
)
def test_a_forged_request_changes_nothing(
    pages: Pages, wish: str, token: str, body: bytes, headers: dict[str, str]
) -> None:
    """Whatever stands in a request: only the token of somebody speaks for them, whole and in its
    place.
    """
    if token in STANDINGS:
        return
    assert pages.post(f"/{wish}/{quote(token)}", content=body, headers=headers).status_code in {
        404,
        405,
    }
    query = f"/{wish}/{'x' * 32}?token={JANE}"
    assert pages.post(query, content=f"token={JANE}", headers=headers).status_code == 404
    assert pages.get(f"/{wish}/{JANE}", **headers).status_code == 200
    assert pages.subscribers.there == STANDINGS


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_mean_nothing(pages: Pages, method: str) -> None:
    """There are two things to do here, to look and to say so."""
    answer = pages.client.request(method, f"/u/{JANE}")
    assert answer.status_code == 405
    assert {each.strip() for each in answer.headers["allow"].split(",")} == {"GET", "HEAD", "POST"}
    assert pages.subscribers.there == STANDINGS


def test_a_large_body_is_not_read(pages: Pages) -> None:
    """Said before, or found while it comes; what was wished then was not heard whole."""
    for content in (b"x" * (BODY_BYTES + 1), iter([b"x" * BODY_BYTES, b"x"])):
        # It may close the connection while we still send.
        with suppress(httpx.TransportError):
            assert pages.post(f"/u/{JANE}", content=content).status_code == 413
    assert pages.post(f"/u/{PIET}", content=b"x" * BODY_BYTES).status_code == 200
    assert pages.subscribers.standing(JANE) is Standing.ACTIVE


def test_half_a_request_is_none(pages: Pages) -> None:
    """A connection that breaks off has said nothing yet."""
    port = httpx.URL(pages.url).port
    head = f"POST /u/{JANE} HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 26\r\n\r\nList-"
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(head.encode())
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass
    assert pages.get(f"/u/{PIET}").status_code == 200
    assert pages.subscribers.there == STANDINGS


@pytest.mark.parametrize("host", ["mail.example.org", "MAIL.EXAMPLE.ORG", "localhost:{port}"])
def test_our_own_names_are_answered(pages: Pages, host: str) -> None:
    """That of the configuration and those of this machine."""
    name = host.format(port=httpx.URL(pages.url).port)
    assert pages.get(f"/u/{JANE}", host=name).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "mail.example.org.evil.example"},
        {"host": "mail.example.org@evil.example"},
        {"host": "evil.example", "x-forwarded-host": "mail.example.org"},
        {"host": "evil.example", "forwarded": "host=mail.example.org"},
    ],
)
def test_other_names_are_refused(pages: Pages, headers: dict[str, str]) -> None:
    """Also where somebody says that a proxy was asked for ours: anybody can say that."""
    answer = pages.post(f"/u/{JANE}", headers=headers)
    assert answer.status_code in {400, 421}
    assert pages.subscribers.there == STANDINGS


def test_a_request_without_a_name_is_refused(pages: Pages) -> None:
    """HTTP/1.0 needs none, mail programs send one."""
    answer = pages.raw(f"POST /u/{JANE} HTTP/1.0\r\n\r\n".encode())
    assert " 421 " in answer.splitlines()[0]
    assert pages.subscribers.there == STANDINGS


@pytest.mark.parametrize("path", [f"/u/{JANE}", f"/confirm/{ASKED}", "/nothing", "/u/x"])
def test_every_answer_says_what_it_may_do(pages: Pages, path: str) -> None:
    """No script, nothing from elsewhere, in no frame; kept nowhere, told to nobody, found by no
    search engine.
    """
    for answer in (pages.get(path), pages.post(path)):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert "form-action 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert "server" not in answer.headers
        assert "<script" not in answer.text


def test_a_busy_store_is_said_and_nothing_is_done(pages: Pages) -> None:
    """A mail program tries again, a person is told to; who runs this learns why, not of whom."""
    pages.subscribers.busy = True
    for answer in (pages.post(f"/u/{JANE}"), pages.get(f"/u/{JANE}")):
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0
        assert "Es hat sich nichts geändert" in answer.text
        assert "digest.db" not in answer.text
    assert any("another program" in line for line in pages.announced)
    assert not [line for line in pages.announced if JANE in line]


HEAD = f"GET /u/{JANE} HTTP/1.1\r\nHost: mail.example.org\r\n"


@pytest.mark.parametrize(
    ("begun", "answered"),
    [
        ("", ""),
        (HEAD, ""),
        (f"{HEAD}\r\nGET", "HTTP/1.1 200"),
        (f"{HEAD}Content-Length: 9\r\n\r\nx", "HTTP/1.1 200"),
    ],
    ids=["nothing", "half a head", "half a second head", "a body nobody reads"],
)
def test_who_asks_nothing_is_shown_the_door(
    pages: Pages, begun: str, answered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two hundred connections that say a byte now and then would keep all readers out."""
    monkeypatch.setattr(serving, "HEAD_SECONDS", 0.2)
    monkeypatch.setattr(H11Protocol, "timeout_keep_alive_handler", lambda _: None)
    assert pages.raw(begun.encode())[:12] == answered


class Outline(HTMLParser):
    """Elements, and the language of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""


@pytest.mark.parametrize(
    ("path", "language"),
    [(f"/u/{JANE}", "de"), (f"/u/{PIET}", "fr"), (f"/confirm/{ASKED}", "en"), ("/nothing", "de")],
)
def test_pages_are_in_order_and_in_the_language_of_the_digest(
    pages: Pages, path: str, language: str
) -> None:
    """WCAG 2.2: a language, a title, one heading, one main part; titles are words, no markup."""
    for answer in (pages.get(path), pages.post(path)):
        page = Outline(answer.text)
        assert page.language == language
        assert [page.tags.count(tag) for tag in ("title", "h1", "main", "b")] == [1, 1, 1, 0]
        assert re.search(r"<title>\S.* · \S.*</title>", answer.text)


def test_no_token_is_as_quick_to_refuse_as_another(pages: Pages) -> None:
    """Each is looked up: what is malformed goes the way of what is not."""
    for token in ("x", "x" * 32, "ä"):
        pages.get(f"/u/{token}")
    assert pages.subscribers.asked == ["x", "x" * 32, "ä"]
