"""robots.txt: what its answers mean."""

from __future__ import annotations

import pytest

from digest.errors import FetchError
from digest.fetching.robots import Rules
from digest.models import Problem
from digest.models.web import Response

AGENT = "Digest/0.1 (+https://reader.example/)"
PLACE = "https://harbour.example/robots.txt"


def allowed(path: str, *, status: int | None = 200, text: str = "") -> bool:
    problem = None if status == 200 else Problem(place=PLACE, message="answered otherwise")
    response = Response(key="", url=PLACE, status=status, body=text.encode(), problem=problem)
    try:
        Rules(response).check(f"https://harbour.example{path}", AGENT)
    except FetchError as error:
        return not error.hint
    return True


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("", "/news", True),
        ("User-agent: *\nDisallow: /", "/news", False),
        ("User-agent: *\nDisallow: /private", "/news", True),
        ("User-agent: *\nDisallow: /private", "/private/news", False),
        ("User-agent: digest\nDisallow: /\n\nUser-agent: *\nDisallow:", "/news", False),
        ("User-agent: other\nDisallow: /", "/news", True),
        ("<!DOCTYPE html><p>Not found</p>", "/news", True),
    ],
)
def test_rules_are_those_for_us(text: str, path: str, *, expected: bool) -> None:
    """By name or for all; a page of HTML that is sent in its place says nothing."""
    assert allowed(path, text=text) is expected


@pytest.mark.parametrize(
    ("status", "expected"), [(404, True), (403, True), (500, False), (503, False), (None, False)]
)
def test_who_has_no_rules_allows_and_who_does_not_answer_forbids(
    status: int | None, *, expected: bool
) -> None:
    """As RFC 9309 has it; what stands in the body of an error does not count."""
    assert allowed("/news", status=status, text="User-agent: *\nDisallow: /") is expected


@pytest.mark.parametrize(
    "text", ["User-agent: *\nCrawl-delay: ²", "User-agent: *\nDisallow: //[news", "\0\ufffe" * 100]
)
def test_what_cannot_be_read_does_no_harm(text: str) -> None:
    """The parser of the standard library raises what it likes at numbers and addresses."""
    assert allowed("/news", text=text) in (True, False)
