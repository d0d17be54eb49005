"""Every server gets a clear result within its time, whatever it does."""

from __future__ import annotations

import time

import pytest
from support.hostile_server import FEED, Server

from digest.models.web import Request

from .conftest import Asking

BROKEN = "sent an answer that breaks off or is no HTTP"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/bomb-gzip", "is larger than 15 MiB"),
        ("/bomb-deflate", "is larger than 15 MiB"),
        ("/bomb-unsaid", "is larger than 15 MiB"),
        ("/bomb-members", "comes in too many crumbs"),
        ("/endless", "is larger than 15 MiB"),
        ("/endless-chunks", "is larger than 15 MiB"),
        ("/huge", "is larger than 15 MiB"),
        ("/crumbs", "comes in too many crumbs"),
        ("/headers", "sends headers without end"),
        ("/continue", "sends headers without end"),
        ("/short", BROKEN),
        ("/length/-5", BROKEN),
        ("/length/many", BROKEN),
        ("/silent", BROKEN),
        ("/banner", BROKEN),
        ("/gzip-torn", "is packed, and breaks off"),
        ("/gzip-broken", "is packed, and cannot be unpacked"),
        ("/brotli", "is packed as 'br', which nobody asked for"),
    ],
)
def test_an_answer_that_goes_too_far_is_refused(asking: Asking, path: str, message: str) -> None:
    """Long before its deadline, at less than the CPU seconds that a feed may cost."""
    began = time.thread_time()
    assert asking.message(path) == message
    assert time.thread_time() - began < 5


@pytest.mark.parametrize("path", ["/hang", "/half-head", "/slow", "/slow-head"])
def test_a_server_that_keeps_us_waiting_is_left(asking: Asking, path: str) -> None:
    """A byte a second keeps every timeout of a single read happy: the deadline is for all of it."""
    asking.manners["deadline"] = 0.3
    assert asking.message(path) == "did not answer in full within 0.3 s"


def test_redirects_do_not_win_time(asking: Asking) -> None:
    """Whoever sends us on has used up some of the time, however slow the next one is."""
    asking.manners["deadline"] = 0.3
    assert "did not answer in full within 0.3 s" in asking.message("/redirect/302//hang")


def test_waiting_for_a_turn_is_not_time_of_a_feed(server: Server, asking: Asking) -> None:
    """Twelve feeds of a host that takes 50 ms for each are slow together, and none of them is."""
    asking.manners |= {"deadline": 0.25, "per_host": 1}
    responses = asking.all(
        *(Request(key=str(number), url=server.url("/slowly")) for number in range(12))
    )
    assert [response.problem for response in responses] == [None] * 12


def test_what_is_behind_the_length_is_not_read(asking: Asking) -> None:
    """A length that is too small cuts the body: a reader of feeds says what is missing."""
    assert asking.one("/long").body == FEED[:10]


def test_bad_servers_do_not_keep_good_ones_waiting(server: Server, asking: Asking) -> None:
    """All at once, each at an address of its own: what is well comes, and comes whole."""
    asking.manners["deadline"] = 5.0
    bad = ["/hang", "/slow", "/endless", "/bomb-gzip", "/crumbs", "/silent", "/headers"] * 3
    requests = [
        Request(key=f"{number} {path}", url=server.url(path, host=f"127.0.0.{1 + number}"))
        for number, path in enumerate(bad + ["/feed", "/large/3"] * 10)
    ]
    responses = asking.all(*requests)
    failed = [response.key for response in responses if response.problem]
    assert failed == [request.key for request in requests[: len(bad)]]


def test_nobody_listens(asking: Asking) -> None:
    """The first thing that happens to every feed some day."""
    assert asking.message("http://127.0.0.1:1/feed") == "refuses connections"
