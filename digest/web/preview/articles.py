"""What the edition was made of: its claims with their reasons, and the articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from digest.web.annotation import Kind
from digest.web.article import marked
from digest.web.preview import views
from digest.web.preview.model import Preview


def claims(preview: Preview, _: Request) -> Mapping[str, Any]:
    """Every line of the edition with its reasons, and what was dropped."""
    return {"documents": {each.number: each.document for each in preview.edition.references}}


def documents(preview: Preview, _: Request) -> Mapping[str, Any]:
    return {"rows": views.rows(preview)}


def document(preview: Preview, request: Request) -> Mapping[str, Any]:
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
