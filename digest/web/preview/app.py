"""Which address shows what. Only forms of the desk change anything."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from digest.web.guard import HEADERS, PAGE_POLICY, Guard
from digest.web.preview.acting import Acting
from digest.web.preview.articles import claims, document, documents
from digest.web.preview.current import Current
from digest.web.preview.edition import edition, html, json, style, text
from digest.web.preview.edition import page as web_page
from digest.web.preview.onweb import ROOT
from digest.web.preview.pages import Pages

# Forms are for here alone. Without a referrer browsers do not say either where a form comes from
# (Fetch, 3.2), and it would be refused.
_HEADERS = {
    **HEADERS,
    "content-security-policy": PAGE_POLICY.replace("form-action 'none'", "form-action 'self'"),
    "referrer-policy": "same-origin",
}


def app(current: Current, *, port: int, patience: float) -> ASGIApp:
    """The preview of `current`, for a server at `port` of this machine."""
    pages = Pages(current)
    acting = Acting(current, pages, patience=patience)
    page, raw = pages.page, pages.raw
    routes = [
        Route("/", page("edition", edition)),
        Route("/claims", page("claims", claims)),
        Route("/documents", page("documents", documents)),
        Route("/documents/{fingerprint}", page("document", document)),
        Route("/html", raw(html)),
        Route("/page", raw(web_page)),
        Route(f"{ROOT}{{scheme}}/static/site.css", raw(style)),
        Route("/text", raw(text)),
        Route("/edition.txt", raw(text)),
        Route("/edition.json", raw(json)),
        Route("/decide", acting.decide, methods=["POST"]),
        Route("/decide", acting.back),
        Route("/test", acting.test, methods=["POST"]),
        Route("/test", acting.back),
        Route("/events", pages.events),
        Mount("/static", StaticFiles(packages=[("digest.web", "static")])),
    ]
    missing = {HTTPException: pages.missing}
    made = Starlette(routes=routes, exception_handlers=missing)
    return Guard.local(made, port=port, headers=_HEADERS)
