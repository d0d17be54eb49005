"""The editions of a digest: their list, each of them, and the feeds that tell of new ones."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from digest.models.archive import Listed
from digest.models.editions import Edition
from digest.rendering.exchange import write_json
from digest.rendering.links import ARCHIVE, Links
from digest.rendering.publishing import for_programs
from digest.web.site.model import Site
from digest.web.site.visits import (
    HTML,
    NoPageError,
    Routes,
    Visit,
    answer,
    fill,
    in_thread,
    public_address,
)

# More than a season of daily editions: what is older is a page away.
PAGE = 100


def front(site: Site) -> list[Route]:
    """The list of digests, and the ways there from what people type."""

    def digests(request: Request) -> Response:
        shown = [(each, Links.under(site.root, each.name)) for each in site.archive.publications()]
        page = fill(
            "digests.html.j2",
            site.title,
            site.language,
            root=site.root,
            links=Links(),
            canonical=public_address(site, request) + ARCHIVE,
            publications=shown,
        )
        return answer(request, page, HTML)

    def there(_: Request) -> Response:
        return RedirectResponse(f"{site.root}{ARCHIVE}")

    views = {ARCHIVE: digests, ARCHIVE.removesuffix("/"): there, "/": there}
    return [Route(path, in_thread(site, view)) for path, view in views.items()]


def editions(visit: Visit) -> Response:
    """All editions by month, newest first."""
    found = visit.shelf.editions(before=visit.asked("before"), limit=PAGE + 1)
    listed, more = found[:PAGE], found[PAGE:]
    return visit.page(
        "editions",
        visit.links.home(),
        months=[list(each) for _, each in groupby(listed, key=_month)],
        before=listed[-1].id if more else "",
    )


def _month(listed: Listed) -> tuple[int, int]:
    return listed.date.year, listed.date.month


def edition(visit: Visit) -> Response:
    """One edition, with the ways to those beside it."""
    found = _edition(visit)
    before, behind = visit.shelf.beside(found.id)
    return visit.page(
        "edition",
        visit.links.edition(found.id),
        edition=found,
        # Set by a template that escapes what it is given.
        set=Markup(visit.shelf.page(found, visit.links)),  # noqa: S704
        before=before,
        behind=behind,
    )


def json(visit: Visit) -> Response:
    return visit.answer(write_json(for_programs(_edition(visit))), "application/json")


def text(visit: Visit) -> Response:
    return visit.answer(visit.shelf.text(_edition(visit), visit.public), "text/plain")


def without_slash(visit: Visit) -> Response:
    """Who types an address often ends it so."""
    return RedirectResponse(visit.links.home(), 301)


def _edition(visit: Visit) -> Edition:
    found = visit.shelf.edition(visit.part("id"))
    if found is None:
        raise NoPageError
    return found


ROUTES: Routes = (
    ("", editions),
    ("/", without_slash),
    ("/editions/{id}.json", json),
    ("/editions/{id}.txt", text),
    ("/editions/{id}", edition),
)
