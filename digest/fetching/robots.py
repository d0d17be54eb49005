"""robots.txt: whether a page may be fetched (RFC 9309)."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

from digest.errors import FetchError
from digest.fetching.failures import PASSES
from digest.models.web import Response

# As much as has to be read (RFC 9309, 2.5).
_MOST_BYTES = 500 * 1024


class Rules:
    """The rules of an origin, from what its robots.txt was answered with.

    Where it answers that there are none (4xx), all is allowed; where it does not answer, nothing.
    """

    def __init__(self, response: Response) -> None:
        self._silent = response.status is None or response.status >= 500
        self._parser = RobotFileParser()
        text = response.body[:_MOST_BYTES].decode("utf-8", "replace")
        try:
            self._parser.parse([] if response.problem else text.splitlines())
        except ValueError:  # of a number or address in it
            self._silent = True

    def check(self, url: str, user_agent: str) -> None:
        """Raises FetchError where `url` may not be fetched."""
        if self._silent:
            what = "is at a site whose robots.txt cannot be read"
            raise FetchError(what, hint=PASSES)
        if not self._parser.can_fetch(user_agent, url):
            hint = "leave its feed as it is, without full text"
            raise FetchError("may not be fetched by programs (robots.txt)", hint=hint)
