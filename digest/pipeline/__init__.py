"""The only place where the steps meet."""

from digest.pipeline.editions import Built, build, gather, ingest, keep
from digest.pipeline.kept import recent, together
from digest.pipeline.reading import (
    Found,
    Material,
    Track,
    articles,
    read,
    said_in,
    unreadable,
)

__all__ = [
    "Built",
    "Found",
    "Material",
    "Track",
    "articles",
    "build",
    "gather",
    "ingest",
    "keep",
    "read",
    "recent",
    "said_in",
    "together",
    "unreadable",
]
