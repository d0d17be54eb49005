"""What comes back of servers that mean well."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.hostile_server import CHANGED, ETAG, FEED, Server

from digest.models.web import Request, Want

from .conftest import Asking


@pytest.mark.parametrize(
    "path",
    [
        "/feed",
        "/gzip",
        "/gzip-members",
        "/gzip-unsaid",
        "/gzip-untrue",
        "/deflate",
        "/deflate-raw",
        "/until-closed",
    ],
)
def test_a_feed_comes_as_it_was_before_it_was_packed(asking: Asking, path: str) -> None:
    """Servers pack in more ways than there are names for."""
    response = asking.one(path)
    assert (response.status, response.body, response.problem) == (200, FEED, None)


def test_what_a_server_says_of_a_feed_is_kept(server: Server, asking: Asking) -> None:
    """ETag and Last-Modified are what the next visit asks with; the key tells whose they are."""
    response = asking.one("/feed")
    assert (response.key, response.url) == ("/feed", server.url("/feed"))
    assert (response.etag, response.last_modified) == (ETAG, CHANGED)
    assert (response.content_type, response.moved_to) == ("application/rss+xml", "")


@pytest.mark.parametrize("known", [{"etag": ETAG}, {"last_modified": CHANGED}])
def test_nothing_comes_where_nothing_is_new(asking: Asking, known: dict[str, str]) -> None:
    """Most visits are these: they cost a server next to nothing."""
    response = asking.one("/feed", **known)
    assert (response.status, response.body, response.problem) == (304, b"", None)


def test_servers_are_told_who_asks_and_for_what(server: Server, asking: Asking) -> None:
    """A name with a contact, and kinds of feeds or of pages; nothing that tells of the user."""
    for want in Want:
        asking.one("/feed", want=want)
    feed, robots, page = server.asked
    assert robots.path == "/robots.txt"
    for call in server.asked:
        assert call.headers["user-agent"] == "Digest/0.1 (+https://reader.example/)"
        assert call.headers["host"] == f"127.0.0.1:{server.port}"
        assert call.headers["accept-encoding"] == "gzip, deflate"
        assert set(call.headers) == {"host", "user-agent", "accept", "accept-encoding"}
    assert "application/rss+xml" in feed.headers["accept"]
    assert "text/html" in page.headers["accept"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/status/404", "answered 404 Not Found"),
        ("/status/410", "answered 410 Gone"),
        ("/status/500", "answered 500 Internal Server Error"),
        ("/nowhere", "answered 301 Moved Permanently"),
    ],
)
def test_a_status_that_is_no_feed_is_a_problem(asking: Asking, path: str, message: str) -> None:
    """The status stays with it: a feed that is gone is treated unlike one that is ill."""
    response = asking.one(path)
    assert response.problem
    assert response.problem.message == message
    assert f"answered {response.status} " in message


def test_a_busy_server_is_asked_again_when_it_wants(asking: Asking) -> None:
    """A date of the server, which is the same however late the test runs."""
    response = asking.one("/retry/503/Fri, 31 Dec 9999 23:59:59 GMT")
    assert response.problem
    assert response.retry_after


def test_two_at_a_time_are_asked_of_a_host(server: Server, asking: Asking) -> None:
    """A host with many feeds must not feel them all at once; hosts do not wait for each other."""
    asking.manners["at_once"] = 4
    requests = [
        Request(key=f"{number}", url=server.url("/slowly", host=f"127.0.0.{1 + number % 3}"))
        for number in range(12)
    ]
    responses = asking.all(*requests)
    assert [response.key for response in responses] == [request.key for request in requests]
    assert all(response.body == FEED for response in responses)
    assert max(server.most.values()) == 2


def test_connections_are_kept_for_the_same_host(server: Server, asking: Asking) -> None:
    """A new connection for each feed of a host would cost it more than the feeds do."""
    asking.all(*(Request(key=str(n), url=server.url("/feed")) for n in range(20)))
    assert len(server.asked) == 20
    assert len({id(call.writer) for call in server.asked}) == 2


def test_a_connection_that_was_closed_meanwhile_is_made_anew(
    asking: Asking, server: Server
) -> None:
    """Servers close kept connections when they like, and say so too late."""
    asking.manners["per_host"] = 1
    paths = ["/gzip-members", "/feed", "/deflate-raw", "/feed"]
    responses = asking.all(*(Request(key=path, url=server.url(path)) for path in paths))
    assert [response.body for response in responses] == [FEED] * 4


def test_who_is_asked_too_often_is_left_alone(server: Server, asking: Asking) -> None:
    """Limits are those of a server, not of a feed: to go on with its other feeds makes it worse."""
    asking.manners["per_host"] = 1
    paths = ["/feed", "/retry/429/600", "/slowly", "/gzip"]
    first, busy, *others = asking.all(*(Request(key=p, url=server.url(p)) for p in paths))
    assert first.status == 200
    assert busy.retry_after
    assert len(server.asked) == 2
    for each in others:
        assert each.problem
        assert each.problem.message == "was not asked: its server wants to be left alone"
        assert each.retry_after
        assert abs(each.retry_after - busy.retry_after) < timedelta(seconds=1)


def test_who_is_busy_with_one_feed_is_asked_for_others(server: Server, asking: Asking) -> None:
    """503 can be said of one page, and 429 without a time is no wish to be left alone."""
    asking.manners["per_host"] = 1
    paths = ["/retry/503/600", "/status/429", "/feed"]
    *_, last = asking.all(*(Request(key=p, url=server.url(p)) for p in paths))
    assert last.status == 200
