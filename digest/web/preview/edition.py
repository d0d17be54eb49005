"""The edition as it is looked at, and its views as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from digest.errors import DigestError
from digest.models import Problem
from digest.models.views import CLIP_BYTES
from digest.rendering.pictures import inline, placed
from digest.web.guard import EDITION_POLICY, FRAME_POLICY
from digest.web.preview import board, client, onweb, views
from digest.web.preview.address import Address, View, Width
from digest.web.preview.board import Board
from digest.web.preview.client import Scheme
from digest.web.preview.deciding import Act
from digest.web.preview.model import Preview


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """What came of something that was asked for: a sentence where it was done, problems where it
    was not. `recipient` is the address that a test was for.
    """

    done: str = ""
    problems: tuple[Problem, ...] = ()
    recipient: str = ""


_NOTHING = Notice()


def edition(preview: Preview, request: Request, notice: Notice = _NOTHING) -> Mapping[str, Any]:
    """The edition as the address says, and the desk."""
    address = Address.of(request.query_params)
    rendered, desk = preview.rendered, preview.desk
    lines, columns = views.text_size(rendered.text)
    return {
        "address": address,
        "choices": {"view": _views(preview), "width": tuple(Width), "scheme": tuple(Scheme)},
        "preheader": client.preheader(rendered.html),
        "bytes": len(rendered.html.encode()),
        "clip_bytes": CLIP_BYTES,
        "lines": lines,
        "columns": columns,
        "board": Board(preview, desk, story=address.story) if desk else None,
        "notice": notice,
        "act": Act,
        "after": board.after,
    }


def _views(preview: Preview) -> tuple[View, ...]:
    return tuple(each for each in View if preview.page or each is not View.PAGE)


def html(preview: Preview, request: Request) -> Response:
    """The HTML part, its pictures in it; where the address says so, as a client shows it."""
    content = placed(preview.rendered.html, preview.rendered.images, inline)
    address = Address.of(request.query_params)
    if address.view is View.GMAIL:
        content = client.without_styles(content)
    if address.view is View.NO_IMAGES:
        content = client.without_images(content)
    if "scheme" in request.query_params:
        content = client.outward(client.in_scheme(content, address.scheme))
    return HTMLResponse(content, headers={"content-security-policy": EDITION_POLICY})


def page(preview: Preview, request: Request) -> Response:
    """The page on the web, as the address says that a browser shows it."""
    if not preview.page:
        raise HTTPException(404, "This edition has no page on the web.")
    try:
        shown = onweb.page(
            preview.edition, preview.page.text, Address.of(request.query_params).scheme
        )
    except DigestError as error:
        return PlainTextResponse(str(error), 500)
    return HTMLResponse(shown, headers={"content-security-policy": FRAME_POLICY})


def style(_: Preview, request: Request) -> Response:
    """The style sheet of that page."""
    scheme = request.path_params["scheme"]
    if scheme not in set(Scheme):
        raise HTTPException(404, "There is no such style sheet.")
    css = files("digest.web").joinpath("static", "site.css").read_text("utf-8")
    return Response(client.answered(css, Scheme(scheme)), media_type="text/css")


def text(preview: Preview, _: Request) -> Response:
    return PlainTextResponse(preview.rendered.text)


def json(preview: Preview, _: Request) -> Response:
    return Response(preview.rendered.json, media_type="application/json")
