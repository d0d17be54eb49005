"""What is asked of the web, and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.models.documents import Problem


class Want(StrEnum):
    """What a request is for: pages are asked for only where robots.txt lets us."""

    FEED = "feed"
    PAGE = "page"


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """One address to fetch. `key` comes back with the response; `etag` and `last_modified` are as
    the server last gave them, and make it answer 304 where nothing is new.
    """

    key: str
    url: str
    want: Want = Want.FEED
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """What came of a request: a status of HTTP with its body, or a problem and no status.

    `url` is where the body came from after all redirects; `moved_to` is where the feed lives from
    now on (301 and 308 alone on the way there), or nothing. `body` is decompressed. `retry_after`
    is the first moment at which the server wants to be asked again. `problem` is there for every
    response that is neither 2xx nor 304; `unreachable` says that there was no way to the host.
    """

    key: str
    url: str
    status: int | None = None
    body: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""
    retry_after: datetime | None = None
    unreachable: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Manners:
    """How the web is asked. Seconds and bytes; `private_networks` are those in CIDR notation that
    may be connected to although they are not public; `max_bytes` is after decompression.
    """

    user_agent: str
    private_networks: tuple[str, ...] = ()
    deadline: float = 20.0
    max_bytes: int = 15 * 1024 * 1024
    max_redirects: int = 5
    per_host: int = 2
    at_once: int = 50
