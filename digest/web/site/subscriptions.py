"""The pages on which people subscribe and unsubscribe. They know nobody but by their token.

    GET  /u/TOKEN         asks; changes nothing, since programs open links before people do
    POST /u/TOKEN         unsubscribes at once, whatever else it says (RFC 8058)
    GET  /confirm/TOKEN   asks
    POST /confirm/TOKEN   subscribes: who was asked by mail, and who unsubscribed by mistake

The token is all that a request needs and all that counts: there is no cookie that another site
could make use of, so that origins do not matter, and mail programs have none.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from http import HTTPStatus

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from digest.models.subscribers import Standing, Subscription, Wish
from digest.web import bodies
from digest.web.site.model import Site
from digest.web.templates import worded

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


def routes(site: Site) -> list[Route]:
    """The pages of those who have a token."""
    pages = Pages(site)
    return [
        Route(f"{path}{{token}}", pages.endpoint(wish), methods=["GET", "POST"])
        for wish, path in _PATHS.items()
    ]


class Pages:
    """Asking and answering, and what is said to whoever asks for what is not there."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def endpoint(self, wish: Wish) -> Endpoint:
        """The page on which `wish` is said."""

        async def endpoint(request: Request) -> Response:
            token = request.path_params["token"]
            if request.method == "POST":
                await bodies.read(request)
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
        paths = {wish: f"{self._site.root}{path}{token}" for wish, path in _PATHS.items()}
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
            worded(language)
            .get_template(f"subscriptions/{view}.html.j2")
            .render(site=title, root=self._site.root, **said)
        )


def _view(subscription: Subscription, wish: Wish) -> View:
    """What somebody sees who came to say `wish`, or has just said it."""
    if subscription.standing is Standing.UNSUBSCRIBED:
        return View.LEFT
    if wish is Wish.UNSUBSCRIBE:
        return View.LEAVE
    return View.SUBSCRIBED if subscription.standing is Standing.ACTIVE else View.CONFIRM
