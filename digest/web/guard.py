"""Who may ask, and what a browser may do with the answer.

What listens on this machine alone can still be sent requests by any web page that is open here: by
a name of its own that it lets point here (DNS rebinding), or across origins. So the names that are
answered to are listed, other origins are refused where they could do harm, and every answer says
what it may load.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Our own pages: what they need comes from here, nothing is inline, nobody frames them.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

# The edition: its inline styles and nothing else; no script, even where one got into it. It keeps
# its origin, so that our page can read its height; links open beside the preview.
EDITION_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)

# A page of readers in a frame of ours: as there, without scripts.
FRAME_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)

HEADERS: Mapping[str, str] = {
    "cache-control": "no-cache",
    "content-security-policy": PAGE_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


# They change nothing (RFC 9110, 9.2.1).
_READING = frozenset({"GET", "HEAD"})


def names(port: int) -> frozenset[str]:
    """The `Host` values that mean this machine at `port`; a browser leaves port 80 out."""
    suffix = "" if port == 80 else f":{port}"
    return frozenset(f"{name}{suffix}" for name in ("127.0.0.1", "localhost", "[::1]"))


class Guard:
    """Middleware that refuses requests for other hosts and sends `headers` with every answer.

    `hosts` are in lower case. Requests that come from pages of other sites than `origins` are
    refused, and those that would change something unless they say that they come from there; None
    lets them pass.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Collection[str],
        origins: Collection[str] | None,
        headers: Mapping[str, str] = HEADERS,
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._origins = origins
        self._headers = headers

    @classmethod
    def local(cls, app: ASGIApp, *, port: int, headers: Mapping[str, str] = HEADERS) -> Guard:
        """One that answers to this machine alone, at `port`."""
        hosts = names(port)
        return cls(app, hosts=hosts, origins={f"http://{host}" for host in hosts}, headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        app = self._refusal(scope["method"], Headers(scope=scope)) or self._app
        await app(scope, receive, send_guarded)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        if headers.get("host", "").lower() not in self._hosts:
            allowed = ", ".join(sorted(self._hosts))
            return PlainTextResponse(f"Only {allowed} are answered here.\n", status_code=421)
        if self._origins is not None and not self._is_ours(method, headers, self._origins):
            return PlainTextResponse("Requests of other sites are refused.\n", status_code=403)
        return None

    @staticmethod
    def _is_ours(method: str, headers: Headers, ours: Collection[str]) -> bool:
        """Whether a page of `ours` asks; of what changes nothing, whether no other page does.

        Browsers say it with every request that is not GET or HEAD (Fetch, 3.2), and no page can
        say it for them.
        """
        origins = headers.getlist("origin")
        is_said = bool(origins) or headers.get("sec-fetch-site") == "same-origin"
        return all(each in ours for each in origins) and (is_said or method in _READING)
