"""Stories: articles on one event, and the claims they share."""

from __future__ import annotations

from dataclasses import dataclass

from digest.models.claims import Certainty, Claim


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """The same claim in one or more places: `claims[0]` is the one to show.

    `id` is the same in every edition; `origins` are the independent sources behind all places;
    `certainty` is that of the least certain place.
    """

    id: str
    claims: tuple[Claim, ...]
    origins: tuple[str, ...]
    certainty: Certainty


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """Articles on one event. `documents` are fingerprints, the fullest article first."""

    id: str
    documents: tuple[str, ...]
    statements: tuple[Statement, ...]
    origins: tuple[str, ...]
