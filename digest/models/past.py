"""What the readers of a digest have had so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.models.documents import Document
from digest.models.editions import Edition
from digest.models.stories import Known


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """What the readers of a digest have had: its editions before this one, oldest first.

    `known` are the ids in them. `documents` are the articles that they show words of, by
    fingerprint; `newest` leads from those that there is a newer version of to that.
    """

    editions: tuple[Edition, ...] = ()
    known: Known = field(default_factory=Known)
    documents: Mapping[str, Document] = field(default_factory=dict)
    newest: Mapping[str, str] = field(default_factory=dict)
