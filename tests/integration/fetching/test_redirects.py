"""Redirects: how far, where to, and what is remembered of them."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from support.hostile_server import FEED, Server

from .conftest import Asking

PRIVATE = "leads to 10.0.0.7, which is not a public address"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(server: Server, asking: Asking, status: int) -> None:
    """Where a body came from is known, and a move only where it is one for good."""
    response = asking.one(f"/redirect/{status}//feed")
    assert (response.body, response.url) == (FEED, server.url("/feed"))
    assert response.moved_to == (server.url("/feed") if status in (301, 308) else "")


@pytest.mark.parametrize(
    ("statuses", "moved"), [((301, 308), 2), ((301, 302), 1), ((302, 301), 0), ((301, 302, 301), 1)]
)
def test_a_move_goes_as_far_as_it_is_for_good(
    server: Server, asking: Asking, statuses: tuple[int, ...], moved: int
) -> None:
    """Behind a step that is for now only, no address is one to remember."""
    hops = ["/feed"]
    for status in reversed(statuses):
        hops.insert(0, f"/redirect/{status}/{quote(hops[0], safe='')}")
    response = asking.one(hops[0])
    assert response.body == FEED
    assert response.moved_to == (server.url(hops[moved]) if moved else "")


def test_a_feed_that_moved_to_nothing_has_not_moved(asking: Asking) -> None:
    """A site that is being rebuilt sends all addresses to a page that is not there yet."""
    response = asking.one("/redirect/301//status/404")
    assert (response.status, response.moved_to) == (404, "")


def test_hops_know_what_is_known(asking: Asking) -> None:
    """A feed behind a redirect answers 304 as well as any."""
    response = asking.one("/redirect/302//feed", etag='"tide-1"')
    assert response.status == 304


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/redirects/6", "redirects more than 5 times"),
        ("/redirects/30", "redirects more than 5 times"),
        ("/circle", "redirects in a circle"),
        ("/redirect/302/http://10.0.0.7/", f"redirects to http://10.0.0.7/, which {PRIVATE}"),
        (
            "/redirect/302/file:///etc/passwd",
            "redirects to file:/etc/passwd, which is not an address of http or https",
        ),
    ],
)
def test_redirects_end(asking: Asking, path: str, message: str) -> None:
    """Each hop has the rules of the first, and there are not many."""
    assert asking.message(path) == message


def test_as_many_redirects_as_are_allowed_are_followed(server: Server, asking: Asking) -> None:
    """Five are what browsers would not even notice."""
    assert asking.one("/redirects/5").body == FEED
    assert len(server.asked) == 6
