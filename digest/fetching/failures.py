"""Why there is no answer: the errors that are more than words, and what is said of several."""

from __future__ import annotations

from datetime import datetime

from digest.errors import FetchError
from digest.models import Problem
from digest.models.web import Request, Response

# Also true for who asks once, and is not asked to wait for a next visit.
PASSES = "this often passes by itself"
LEAVE_OUT = "leave it out, and tell who publishes it"
REST = "it is asked too often; leave it alone for a while"


class UnreachableError(FetchError):
    """There is no way to a host; where that is so of all hosts, this machine is offline."""


class RestingError(FetchError):
    """A server that has said until when it wants to be left alone was not asked."""

    def __init__(self, until: datetime) -> None:
        super().__init__("was not asked: its server wants to be left alone", hint=REST)
        self.until = until


def failed(request: Request, error: FetchError) -> Response:
    """What comes of a request that `error` ended."""
    problem = Problem(place=request.url, message=error.message, hint=error.hint)
    return Response(
        key=request.key,
        url=request.url,
        unreachable=isinstance(error, UnreachableError),
        retry_after=error.until if isinstance(error, RestingError) else None,
        problem=problem,
    )
