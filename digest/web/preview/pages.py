"""How a page is made: of the build that is shown now, in the templates of `pages/`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)

from digest.languages import OURS
from digest.web.preview import views
from digest.web.preview.current import Current
from digest.web.preview.model import Preview
from digest.web.templates import environment

Context = Mapping[str, Any]
Endpoint = Callable[[Request], Awaitable[Response]]


class Pages:
    """The pages about what `current` shows."""

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
            return self.show(name, preview, view(preview, request))

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

    def show(self, name: str, preview: Preview, context: Context, status: int = 200) -> Response:
        """The template `name` about `preview`."""
        return self._render(
            name,
            status,
            preview=preview,
            link=partial(views.link, preview),
            language=partial(views.language, preview),
            **context,
        )

    async def missing(self, request: Request, error: Exception) -> Response:
        """The page for an address that shows nothing, or a method that it does not take.

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
