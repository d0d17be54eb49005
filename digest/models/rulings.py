"""What an editor decided on an edition, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from digest.models.editions import Words


class RulingKind(StrEnum):
    """What can be decided of a story or a claim."""

    LEFT_OUT = "left out"
    PINNED = "pinned"
    FIRST = "first"
    HEADLINE = "headline"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruling:
    """One of `Decisions`. The story or claim `id` says `words`; `name` is who says them, or what
    published the headline. Where the edition does not follow it, `why` says why not.
    """

    kind: RulingKind
    id: str
    words: tuple[Words, ...] = ()
    name: str = ""
    why: str = ""
