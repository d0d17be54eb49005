"""What a status means, and when a server wants to be asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digest.fetching.answers import Answer, respond
from digest.models.web import Request, Response

NOW = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)
URL = "https://harbour.example/feed"


def response(status: int, *, etag: str = "", moved_to: str = "", **headers: str) -> Response:
    answer = Answer(
        status=status, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    request = Request(key="7", url=URL, etag=etag)
    return respond(request, answer, url=URL, moved_to=moved_to, now=NOW)


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (200, None),
        (206, None),
        (301, "answered 301 Moved Permanently"),
        (403, "answered 403 Forbidden"),
        (404, "answered 404 Not Found"),
        (410, "answered 410 Gone"),
        (500, "answered 500 Internal Server Error"),
        (599, "answered 599"),
        (999, "answered 999"),
    ],
)
def test_a_status_is_told_in_words(status: int, message: str | None) -> None:
    """The words are those of the standard: a server could write anything there."""
    problem = response(status).problem
    assert (problem and problem.message) == message
    if problem:
        assert problem.place == URL
        assert problem.hint


def test_nothing_is_new_only_where_something_was_known() -> None:
    """A server that always says 304 would have a feed look healthy that never was read."""
    assert response(304, etag='"1"').problem is None
    assert response(304).problem is not None


def test_a_feed_moves_only_to_where_it_is() -> None:
    """An address that redirects to a page that is not there is kept."""
    assert response(200, moved_to="https://quay.example/").moved_to == "https://quay.example/"
    assert response(404, moved_to="https://quay.example/").moved_to == ""


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (" 0 ", timedelta()),
        ("Tue, 06 Oct 2026 13:00:00 GMT", timedelta(hours=1)),
        ("Tue, 06 Oct 2026 15:00:00 +0200", timedelta(hours=1)),
        ("Tue, 06 Oct 2026 13:00:00 -0000", timedelta(hours=1)),
        ("9" * 900, timedelta(days=7)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=7)),
        ("Tue, 06 Oct 2026 11:00:00 GMT", None),
        ("Sat, 01 Jan 0001 00:00:00 +1400", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("soon", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_server_says_when_to_come_again(status: int, value: str, wait: timedelta | None) -> None:
    """In seconds or as a date; what makes no sense is as nothing, and no wait is for ever."""
    expected = None if wait is None else NOW + wait
    assert response(status, retry_after=value).retry_after == expected


def test_who_is_not_busy_says_nothing_of_waiting() -> None:
    """The header is for redirects too, where it means something else."""
    assert response(200, retry_after="120").retry_after is None


def test_headers_that_are_too_long_to_be_true_are_not_kept() -> None:
    """They go into the store, and out again with each request."""
    kept = response(200, etag='"1"', last_modified="x" * 1001, content_type="text/xml")
    assert (kept.last_modified, kept.content_type) == ("", "text/xml")
