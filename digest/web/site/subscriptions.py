"""The pages on which people subscribe and unsubscribe. They know nobody but by their token.

    GET  /u/TOKEN         asks; changes nothing, since programs open links before people do
    POST /u/TOKEN         unsubscribes at once, whatever else it says (RFC 8058)
    GET  /confirm/TOKEN   asks
    POST /confirm/TOKEN   subscribes: who was asked by mail, and who unsubscribed by mistake

The token is all that a request needs and all that counts: there is no cookie that another site
could make use of, so that origins do not matter, and mail programs have none.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from http import HTTPStatus
from urllib.parse import urlsplit

import uvicorn
from jinja2 import Environment
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from digest.errors import DigestError
from digest.models.subscribers import Standing, Subscription, Wish
from digest.rendering.wording import load
from digest.web import serving
from digest.web.guard import HEADERS, Guard, names
from digest.web.templates import environment

# A form of one field, or of many in mail programs to come.
BODY_BYTES = 16 * 1024
BODY_SECONDS = 10.0

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    **HEADERS,
    "cache-control": "no-store",
    "content-security-policy": _POLICY,
    "x-robots-tag": "noindex",
}

# The beginning of the path at which each wish is said.
_PATHS = {Wish.UNSUBSCRIBE: "/u/", Wish.SUBSCRIBE: "/confirm/"}

Endpoint = Callable[[Request], Awaitable[Response]]


class View(StrEnum):
    """What a page says: the name of its template."""

    LEAVE = "leave"
    LEFT = "left"
    CONFIRM = "confirm"
    SUBSCRIBED = "subscribed"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """What the pages are given. `find` has the subscription of a token, `act` does what was wished
    and returns it; both give None where there is none, and raise DigestError where they cannot
    tell. `address` is where the pages are reached ("" where that is only here); `title` and
    `language` are for pages about no subscription; `announce` is told what went wrong.
    """

    find: Callable[[str], Subscription | None]
    act: Callable[[str, Wish], Subscription | None]
    address: str
    title: str
    language: str
    announce: Callable[[str], None]


def app(site: Site, *, port: int) -> ASGIApp:
    """The pages of `site`, for a server at `port` of this machine or a proxy in front of it."""
    pages = _Pages(site)
    handlers = {DigestError: pages.failed, HTTPException: pages.wrong, Exception: pages.wrong}
    made = Starlette(routes=_routes(pages, site), exception_handlers=handlers)
    made.router.redirect_slashes = False
    return Guard(made, hosts=_hosts(site, port), origins=None, headers=_HEADERS)


def serve(site: Site, *, host: str, port: int) -> None:
    """Serve the pages of `site`; port 0 takes a free one. Returns on Ctrl-C and SIGTERM. Raises
    ServeError where the address is not to be had.
    """
    hint = "choose others with --host and --port, or in [serve]; port 0 takes a free one"
    with serving.bind(host, port, hint=hint) as listener:
        site.announce(f"Pages: {serving.url(host, listener)}  (Ctrl-C ends it)")
        made = app(site, port=listener.getsockname()[1])
        server = uvicorn.Server(serving.quiet(made, grace=10, at_once=200))
        # uvicorn ends what it has begun, and then lets the signal do what it did before.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            asyncio.run(server.serve(sockets=[listener]))


def _routes(pages: _Pages, site: Site) -> list[BaseRoute]:
    routes: list[BaseRoute] = [
        Route(f"{path}{{token}}", pages.endpoint(wish), methods=["GET", "POST"])
        for wish, path in _PATHS.items()
    ]
    routes.append(Mount("/static", StaticFiles(packages=[("digest.web", "static")])))
    # A proxy may take the path of the address away, or leave it.
    root = urlsplit(site.address).path
    return [*routes, Mount(root, routes=routes)] if root else routes


def _hosts(site: Site, port: int) -> frozenset[str]:
    """The `Host` values that mean us; a proxy may leave the port out."""
    public = urlsplit(site.address)
    return names(port) | {public.netloc.lower(), public.hostname or ""} - {""}


class _Pages:
    def __init__(self, site: Site) -> None:
        self._site = site
        self._root = urlsplit(site.address).path

    def endpoint(self, wish: Wish) -> Endpoint:
        """The page on which `wish` is said."""

        async def endpoint(request: Request) -> Response:
            token = request.path_params["token"]
            if request.method == "POST":
                await _read(request)
                subscription = await run_in_threadpool(self._site.act, token, wish)
            else:
                subscription = await run_in_threadpool(self._site.find, token)
            if subscription is None:
                raise HTTPException(HTTPStatus.NOT_FOUND)
            return self._render(_view(subscription, wish), token, subscription)

        return endpoint

    async def failed(self, _: Request, error: Exception) -> Response:
        """Whoever runs this is told why, and the others that nothing has happened."""
        self._site.announce(str(error))
        return self._plain(View.FAILED, HTTPStatus.SERVICE_UNAVAILABLE, {"retry-after": "60"})

    async def wrong(self, _: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            return self._plain(View.FAILED, HTTPStatus.INTERNAL_SERVER_ERROR)
        missing = error.status_code == HTTPStatus.NOT_FOUND
        view = View.UNKNOWN if missing else View.FAILED
        return self._plain(view, error.status_code, error.headers)

    def _plain(self, view: View, status: int, headers: Mapping[str, str] | None = None) -> Response:
        """A page about no subscription, the same for all that there is none for."""
        page = self._page(view, self._site.title, self._site.language)
        return HTMLResponse(page, status, headers)

    def _render(self, view: View, token: str, subscription: Subscription) -> Response:
        paths = {wish: f"{self._root}{path}{token}" for wish, path in _PATHS.items()}
        page = self._page(
            view,
            subscription.title,
            subscription.language,
            address=Markup("<bdi>{}</bdi>").format(subscription.address),
            subscribe=paths[Wish.SUBSCRIBE],
            unsubscribe=paths[Wish.UNSUBSCRIBE],
        )
        return HTMLResponse(page)

    def _page(self, view: View, title: str, language: str, **said: str) -> str:
        return (
            _templates(language)
            .get_template(f"subscriptions/{view}.html.j2")
            .render(site=title, root=self._root, **said)
        )


@cache
def _templates(language: str) -> Environment:
    wording = load(language)
    extensions = ["jinja2.ext.i18n"]
    made = environment(extensions=extensions, lang=language, dir=wording.direction)
    made.install_gettext_translations(wording.translations, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    return made


def _view(subscription: Subscription, wish: Wish) -> View:
    """What somebody sees who came to say `wish`, or has just said it."""
    if subscription.standing is Standing.UNSUBSCRIBED:
        return View.LEFT
    if wish is Wish.UNSUBSCRIBE:
        return View.LEAVE
    return View.SUBSCRIBED if subscription.standing is Standing.ACTIVE else View.CONFIRM


async def _read(request: Request) -> None:
    """The body to its end, which says nothing that counts. Raises HTTPException where it is not
    to be had: then nothing was wished.
    """
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                size += len(chunk)
                if size > BODY_BYTES:
                    raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except TimeoutError:
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT) from None
    except ClientDisconnect:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None
