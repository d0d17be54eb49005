"""A page of the archive: who asks for what of which digest, and how it is answered.

A module of pages has `ROUTES`: paths below that of a digest, and the view that answers each. A
view is given a `Visit`, in a thread with the store open, and returns its answer; it raises
`NoPageError` for what is not there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import blake2b
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from digest.errors import DigestError
from digest.rendering.links import ARCHIVE, Links
from digest.rendering.wording import Wording, load
from digest.web.site.archive import Shelf
from digest.web.site.model import Site
from digest.web.templates import worded

HTML = "text/html"
# What an address may ask for beside its path: the parts of a list are pages of their own.
_ASKED = ("q", "before", "page")

# Pages change when an edition is made again: who has one asks whether it is still the same.
_HEADERS = {"cache-control": "no-cache"}


class NoPageError(Exception):
    """There is nothing at this address."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """One request. `links` lead to pages from a page, `public` from anywhere."""

    shelf: Shelf
    links: Links
    public: Links
    root: str
    request: Request

    @property
    def wording(self) -> Wording:
        """That of the digest."""
        return load(self.shelf.publication.language)

    def part(self, name: str) -> str:
        """A part of the path, as its route names it."""
        return str(self.request.path_params[name])

    def asked(self, name: str) -> str:
        """A value of the query, "" where there is none."""
        return self.request.query_params.get(name, "")

    def page(self, name: str, here: str, **context: object) -> Response:
        """The template `site/NAME.html.j2` with `context`, as the page at the address `here`, which
        is one of `links`.
        """
        asked = urlencode({each: self.asked(each) for each in _ASKED if self.asked(each)})
        canonical = self.public.base + here.removeprefix(self.links.base)
        return self.file(
            f"{name}.html.j2",
            HTML,
            here=here,
            canonical=f"{canonical}?{asked}" if asked else canonical,
            **context,
        )

    def file(self, name: str, media_type: str, **context: object) -> Response:
        """The template `site/NAME` with `context`."""
        publication = self.shelf.publication
        text = fill(
            name,
            publication.title,
            publication.language,
            root=self.root,
            links=self.links,
            publication=publication,
            **context,
        )
        return self.answer(text, media_type)

    def answer(self, text: str, media_type: str) -> Response:
        return answer(self.request, text, media_type)


View = Callable[[Visit], Response]
Routes = tuple[tuple[str, View], ...]


def route(site: Site, path: str, view: View) -> Route:
    """`view` at `path` of each digest that may be seen."""
    return Route(f"{ARCHIVE}{{digest}}{path}", _endpoint(site, view))


def missing(_: Visit) -> Response:
    """For all addresses of a digest that lead nowhere."""
    raise NoPageError


def _endpoint(site: Site, view: View) -> Callable[[Request], Awaitable[Response]]:
    def visited(request: Request) -> Response:
        with site.archive.open(str(request.path_params["digest"])) as shelf:
            if shelf is None:
                return nowhere(site.title, site.language, root=site.root, links=Links())
            visit = _visit(site, shelf, request)
            try:
                return view(visit)
            except NoPageError:
                known = shelf.publication
                return nowhere(known.title, known.language, root=site.root, links=visit.links)

    return in_thread(site, visited)


def in_thread(
    site: Site, answered: Callable[[Request], Response]
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that waits for the store without keeping others waiting."""

    async def endpoint(request: Request) -> Response:
        try:
            return await run_in_threadpool(answered, request)
        except DigestError as error:
            site.announce(str(error))
            page = fill("failed.html.j2", site.title, site.language, root=site.root, links=Links())
            return HTMLResponse(page, HTTPStatus.SERVICE_UNAVAILABLE, {"retry-after": "60"})

    return endpoint


def _visit(site: Site, shelf: Shelf, request: Request) -> Visit:
    name = shelf.publication.name
    return Visit(
        shelf=shelf,
        links=Links.under(site.root, name),
        public=Links.of(public_address(site, request), name),
        root=site.root,
        request=request,
    )


def public_address(site: Site, request: Request) -> str:
    """Where the pages are from anywhere; the guard answers to our own names alone."""
    here = f"{request.url.scheme}://{request.headers['host']}"
    return (site.address or here).rstrip("/")


def fill(
    name: str,
    title: str,
    language: str,
    /,
    *,
    root: str,
    links: Links,
    **said: object,
) -> str:
    """The template `site/NAME` in `language`. Without pages that `links` lead to, its frame leads
    to the list of digests alone; one without addresses is no page that anybody comes back to.
    """
    template = worded(language).get_template(f"site/{name}")
    nowhere: dict[str, object] = {"here": "", "canonical": ""}
    return template.render({"site": title, "root": root, "links": links, **nowhere, **said})


def nowhere(title: str, language: str, *, root: str, links: Links) -> Response:
    """The same for all that there is nothing at."""
    page = fill("missing.html.j2", title, language, root=root, links=links)
    return HTMLResponse(page, HTTPStatus.NOT_FOUND)


def answer(request: Request, text: str, media_type: str) -> Response:
    """`text`, or that it has not changed since it was last asked for (RFC 9110, 13.1.2)."""
    tag = f'"{blake2b(text.encode(), digest_size=12).hexdigest()}"'
    headers = {**_HEADERS, "etag": tag}
    known = request.headers.get("if-none-match", "")
    if tag in {each.strip().removeprefix("W/") for each in known.split(",")}:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(text, headers=headers, media_type=media_type)
