"""The site of readers: the archive of digests, and the pages on which people unsubscribe.

    /archive/...          what there is to read (rendering.links)
    /u/..., /confirm/...  subscriptions

They share a guard, a policy and a style of answering; neither knows of the other.
"""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from digest.errors import DigestError
from digest.rendering.links import Links
from digest.web import serving
from digest.web.guard import HEADERS, Guard, names
from digest.web.site import articles, claims, editions, feeds, people, subscriptions
from digest.web.site.model import Site
from digest.web.site.visits import missing, route
from digest.web.templates import compile_all

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# What is in the archive is for readers who were told of it: it quotes others' articles, and people
# by name. Whoever wants search engines there takes this header away in the proxy.
_HEADERS = {
    **HEADERS,
    "cache-control": "no-store",
    "content-security-policy": _POLICY,
    "x-robots-tag": "noindex",
}

_PAGES = (*editions.ROUTES, *feeds.ROUTES, *articles.ROUTES, *claims.ROUTES, *people.ROUTES)


def app(site: Site, *, port: int) -> ASGIApp:
    """The pages of `site`, for a server at `port` of this machine or a proxy in front of it."""
    pages = subscriptions.Pages(site)
    handlers = {DigestError: pages.failed, HTTPException: pages.wrong, Exception: pages.wrong}
    made = Starlette(routes=_routes(site), exception_handlers=handlers)
    made.router.redirect_slashes = False
    return Guard(made, hosts=_hosts(site, port), origins=None, headers=_HEADERS)


def serve(site: Site, *, host: str, port: int) -> None:
    """Serve the pages of `site`; port 0 takes a free one. Returns on Ctrl-C and SIGTERM. Raises
    ServeError where the address is not to be had.
    """
    hint = "choose others with --host and --port, or in [serve]; port 0 takes a free one"
    with serving.bind(host, port, hint=hint) as listener:
        with suppress(DigestError):  # whoever asks for the page is told
            warm(site)
        site.announce(f"Pages: {serving.url(host, listener)}  (Ctrl-C ends it)")
        made = app(site, port=listener.getsockname()[1])
        server = uvicorn.Server(serving.quiet(made, grace=10, at_once=200))
        # uvicorn ends what it has begun, and then lets the signal do what it did before.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            asyncio.run(server.serve(sockets=[listener]))


def warm(site: Site) -> None:
    """Load all that pages are made with, by making one of each digest: the first reader would wait
    for it. Raises DigestError where there are none to be had.
    """
    for each in site.archive.publications():
        compile_all(each.language)
        with site.archive.open(each.name) as shelf:
            listed = shelf.editions(limit=1) if shelf else ()
            last = shelf.edition(listed[0].id) if shelf and listed else None
            if shelf and last:
                shelf.page(last, Links.under(site.root, each.name))


def _routes(site: Site) -> list[BaseRoute]:
    routes: list[BaseRoute] = [
        *subscriptions.routes(site),
        *editions.front(site),
        *(route(site, path, view) for path, view in _PAGES),
        route(site, "/{rest:path}", missing),
        Mount("/static", _Static(packages=[("digest.web", "static")])),
    ]
    # A proxy may take the path of the address away, or leave it.
    return [*routes, Mount(site.root, routes=routes)] if site.root else routes


class _Static(StaticFiles):
    """Style and icon, which are asked for with every page."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = "max-age=300"
        return response


def _hosts(site: Site, port: int) -> frozenset[str]:
    """The `Host` values that mean us; a proxy may leave the port out."""
    public = urlsplit(site.address)
    return names(port) | {public.netloc.lower(), public.hostname or ""} - {""}
