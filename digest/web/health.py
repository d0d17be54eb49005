"""The pages for those who watch over the daemon: health and metrics, on this machine alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from digest.errors import DigestError
from digest.web.guard import Guard

# Whether all is well, and what there is to say about it.
Health = Callable[[], tuple[bool, Mapping[str, Any]]]

# The exposition format of Prometheus: its bytes and their type.
Metrics = Callable[[], tuple[bytes, str]]


def health_app(health: Health, metrics: Metrics, *, port: int) -> ASGIApp:
    """`/health` has status 200 or 503, `/metrics` is what Prometheus reads; both have 503 where
    what they would tell cannot be had.
    """

    def show_health(_: Request) -> Response:
        well, said = health()
        return JSONResponse(dict(said), status_code=200 if well else 503)

    def show_metrics(_: Request) -> Response:
        data, kind = metrics()
        return Response(data, media_type=kind)

    def show_error(_: Request, error: Exception) -> Response:
        return JSONResponse({"status": "unknown", "reason": str(error)}, status_code=503)

    routes = [Route("/health", show_health), Route("/metrics", show_metrics)]
    app = Starlette(routes=routes, exception_handlers={DigestError: show_error})
    return Guard.local(app, port=port)
