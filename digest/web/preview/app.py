"""The pages: which address shows what. All of them read, none changes anything."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from digest.languages import OURS
from digest.models.editions import CLIP_BYTES
from digest.rendering.pictures import inline, placed
from digest.web.annotation import Kind
from digest.web.article import marked
from digest.web.guard import EDITION_POLICY, Guard
from digest.web.preview import views
from digest.web.preview.client import Scheme, in_scheme, preheader
from digest.web.preview.current import Current
from digest.web.preview.model import Preview
from digest.web.templates import environment

Choice = TypeVar("Choice", bound=StrEnum)
Context = Mapping[str, Any]
Endpoint = Callable[[Request], Awaitable[Response]]


class Width(StrEnum):
    PHONE = "phone"
    DESKTOP = "desktop"


def app(current: Current, *, port: int) -> ASGIApp:
    """The preview of `current`, for a server at `port` of this machine."""
    pages = Pages(current)
    page, raw = pages.page, pages.raw
    routes = [
        Route("/", page("edition", edition)),
        Route("/claims", page("claims", claims)),
        Route("/documents", page("documents", documents)),
        Route("/documents/{fingerprint}", page("document", document)),
        Route("/html", raw(html)),
        Route("/text", raw(text)),
        Route("/edition.json", raw(json)),
        Route("/events", pages.events),
        Mount("/static", StaticFiles(packages=[("digest.web", "static")])),
    ]
    missing = {HTTPException: pages.missing}
    return Guard.local(Starlette(routes=routes, exception_handlers=missing), port=port)


class Pages:
    """What is shown now, in the templates of `pages/`."""

    def __init__(self, current: Current) -> None:
        self._current = current
        self._templates = environment(site="Digest preview", lang=OURS, dir="ltr", root="")
        self._templates.filters.update(
            label=lambda value: str(value).replace("_", " "),
            moment=views.moment,
            web_address=views.web_address,
        )

    def page(self, name: str, view: Callable[[Preview, Request], Context]) -> Endpoint:
        """The template `name` with what `view` says; without a build, the page that waits."""

        async def endpoint(request: Request) -> Response:
            preview = self._current.shown.preview
            if preview is None:
                return self._render("waiting", 503)
            context = view(preview, request)
            return self._render(
                name,
                preview=preview,
                link=partial(views.link, preview),
                language=partial(views.language, preview),
                **context,
            )

        return endpoint

    def raw(self, view: Callable[[Preview, Request], Response]) -> Endpoint:
        """What `view` answers; without a build, why there is none."""

        async def endpoint(request: Request) -> Response:
            shown = self._current.shown
            if shown.preview is None:
                reasons = [f"{each.place}: {each.message}" for each in shown.failure]
                return PlainTextResponse("\n".join(reasons or ["still building"]), 503)
            return view(shown.preview, request)

        return endpoint

    async def missing(self, request: Request, error: Exception) -> Response:
        """The page for an address that shows nothing, or a method that would change something.

        An article that was edited since is shown as it is now.
        """
        edited = self._current.shown.successor(request.path_params.get("fingerprint", ""))
        if edited:
            return RedirectResponse(f"/documents/{edited}")
        known = error if isinstance(error, HTTPException) else HTTPException(500)
        page = self._render("missing", known.status_code, reason=known.detail)
        page.headers.update(known.headers or {})
        return page

    async def events(self, request: Request) -> Response:
        """Server-sent events: the version shown now, and each that comes (WHATWG HTML, 9.2)."""

        async def stream() -> AsyncIterator[str]:
            async for version in self._current.versions():
                yield f"data: {version}\n\n"

        media_type = "text/event-stream"
        if request.method == "HEAD":
            return Response(media_type=media_type)
        return StreamingResponse(stream(), media_type=media_type)

    def _render(self, name: str, status: int = 200, **context: Any) -> Response:
        template = self._templates.get_template(f"{name}.html.j2")
        page = template.render(shown=self._current.shown, here=name, **context)
        return HTMLResponse(page, status)


def edition(preview: Preview, request: Request) -> Context:
    """The edition at a width and in a scheme; both stand in the address, so a reload keeps them."""
    rendered = preview.rendered
    lines, columns = views.text_size(rendered.text)
    return {
        "width": _chosen(Width, request, "width"),
        "scheme": _chosen(Scheme, request, "scheme"),
        "widths": tuple(Width),
        "schemes": tuple(Scheme),
        "preheader": preheader(rendered.html),
        "bytes": len(rendered.html.encode()),
        "clip_bytes": CLIP_BYTES,
        "lines": lines,
        "columns": columns,
    }


def claims(preview: Preview, _: Request) -> Context:
    """Every line of the edition with its reasons, and what was dropped."""
    return {"documents": {each.number: each.document for each in preview.edition.references}}


def documents(preview: Preview, _: Request) -> Context:
    return {"rows": views.rows(preview)}


def document(preview: Preview, request: Request) -> Context:
    """One article, everything that was found in it marked in place."""
    fingerprint = request.path_params["fingerprint"]
    if fingerprint not in preview.documents:
        raise HTTPException(404, "There is no such article in this edition.")
    article = preview.documents[fingerprint]
    return {
        "document": article,
        "title": views.title(article),
        "blocks": marked(article, preview.claims.get(fingerprint, ())),
        "fates": views.fates(preview, fingerprint),
        "kinds": tuple(Kind),
    }


def html(preview: Preview, request: Request) -> Response:
    """The HTML part, its pictures in it; with a `scheme`, as a client set to it shows it."""
    content = placed(preview.rendered.html, preview.rendered.images, inline)
    if request.query_params.get("scheme") in set(Scheme):
        content = in_scheme(content, Scheme(request.query_params["scheme"]))
    return HTMLResponse(content, headers={"content-security-policy": EDITION_POLICY})


def text(preview: Preview, _: Request) -> Response:
    return PlainTextResponse(preview.rendered.text)


def json(preview: Preview, _: Request) -> Response:
    return Response(preview.rendered.json, media_type="application/json")


def _chosen(choices: type[Choice], request: Request, name: str) -> Choice:
    """The choice that the address names, or the first."""
    asked = request.query_params.get(name)
    return next((each for each in choices if each == asked), next(iter(choices)))
