"""What an answer means: its status in words, and how long it asks us to wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from digest.fetching.failures import PASSES, REST
from digest.models import Problem
from digest.models.web import Request, Response

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})

# A server may ask for patience, not for being forgotten.
_LONGEST_WAIT = timedelta(days=7)

# Longer values are nothing that a server would know again, and would fill the store.
_LONGEST_VALUE = 1000

_HINTS = {
    401: "it wants a login, which is not given; leave it out",
    403: "see in a browser whether it wants a login; it may keep programs out",
    404: "look for its new address on its site",
    410: "it is gone for good; leave it out",
    429: REST,
}
_ELSE = f"{PASSES}; if it does not, look for its new address on its site"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a server said to one request. The names of `headers` are in lower case, their values
    as in Latin-1.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    def header(self, name: str) -> str:
        value = self.headers.get(name, "")
        return value if len(value) <= _LONGEST_VALUE else ""

    @property
    def location(self) -> str:
        """Where the answer sends who asked, "" where it is the answer."""
        value = self.headers.get("location", "") if self.status in _REDIRECTS else ""
        return value.encode("latin-1").decode("utf-8", "replace")


def respond(
    request: Request, answer: Answer, *, url: str, moved_to: str, now: datetime
) -> Response:
    """What came of a request in the end: `answer`, which came from `url`."""
    problem = complaint(request, answer.status)
    return Response(
        key=request.key,
        url=url,
        status=answer.status,
        body=answer.body,
        content_type=answer.header("content-type"),
        etag=answer.header("etag"),
        last_modified=answer.header("last-modified"),
        moved_to="" if problem else moved_to,
        retry_after=retry_after(answer, now),
        problem=problem,
    )


def complaint(request: Request, status: int) -> Problem | None:
    """What is wrong with a status, if anything is."""
    if 200 <= status < 300 or (status == 304 and (request.etag or request.last_modified)):
        return None
    known = status in HTTPStatus._value2member_map_
    phrase = f"{status} {HTTPStatus(status).phrase}" if known else str(status)
    hint = _HINTS.get(status, _ELSE)
    return Problem(place=request.url, message=f"answered {phrase}", hint=hint)


def retry_after(answer: Answer, now: datetime) -> datetime | None:
    """The first moment at which a server that is busy wants to be asked again."""
    value = answer.header("retry-after").strip()
    if answer.status not in (429, 503) or not value:
        return None
    latest = now + _LONGEST_WAIT
    if value.isascii() and value.isdigit():
        return min(now + timedelta(seconds=min(int(value), 10**6)), latest)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(moment.astimezone(UTC), latest) if moment > now else None
