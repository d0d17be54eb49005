"""Pages are asked for only where robots.txt lets us; feeds are there to be asked for."""

from __future__ import annotations

from support.hostile_server import FEED, Server

from digest.models.web import Request, Want

from .conftest import Asking

NOBODY = (200, "User-agent: *\nDisallow: /\n")


def test_feeds_are_asked_for_whatever_robots_may_do(server: Server, asking: Asking) -> None:
    """Whoever publishes a feed wants programs to read it."""
    server.robots = NOBODY
    assert asking.one("/feed").body == FEED
    assert server.paths() == ["/feed"]


def test_a_page_is_not_fetched_where_robots_may_not(server: Server, asking: Asking) -> None:
    """Nor is it asked for."""
    server.robots = NOBODY
    message = asking.message("/feed", want=Want.PAGE)
    assert message == "may not be fetched by programs (robots.txt)"
    assert server.paths() == ["/robots.txt"]


def test_rules_are_asked_for_once(server: Server, asking: Asking) -> None:
    """Twenty articles of a site are one question."""
    server.robots = (200, "User-agent: *\nDisallow: /private/\n")
    responses = asking.all(
        *(Request(key=str(n), url=server.url("/slowly"), want=Want.PAGE) for n in range(9))
    )
    assert [response.body for response in responses] == [FEED] * 9
    assert server.paths().count("/robots.txt") == 1


def test_rules_hold_for_where_a_page_redirects_to(server: Server, asking: Asking) -> None:
    """A way round would be no rule."""
    server.robots = (200, "User-agent: *\nDisallow: /feed\n")
    message = asking.message("/redirect/302//feed", want=Want.PAGE)
    assert message.endswith("/feed, which may not be fetched by programs (robots.txt)")


def test_a_site_that_cannot_say_is_left_alone(server: Server, asking: Asking) -> None:
    """An overloaded server is the last that should be asked for more."""
    server.robots = (503, "")
    message = asking.message("/feed", want=Want.PAGE)
    assert message == "is at a site whose robots.txt cannot be read"
