"""What a search found, line by line, with what was looked for marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from digest.models.archive import Hit
from digest.rendering.cleaning import clean, one_line
from digest.rendering.lines import Piece
from digest.rendering.links import Links
from digest.rendering.wording import Wording, direction

# As many lines as are looked through before one asks in other words.
LINES = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A line with `pieces` that are strong where they are what was looked for. `url` is its own
    page, or that of its story where it is the headline of one; `speaker` is "" there.
    """

    pieces: tuple[Piece, ...]
    language: str | None
    direction: str
    url: str
    is_headline: bool
    speaker: str
    speaker_url: str
    headline: str
    story_url: str
    day: date
    edition_url: str


def found(hit: Hit, wording: Wording, links: Links) -> Found:
    """`hit` in a page of the reader's language."""
    is_foreign = hit.language != wording.language
    return Found(
        pieces=tuple(_pieces(hit)),
        language=hit.language if is_foreign else None,
        direction=direction(hit.language) if is_foreign else wording.direction,
        url=links.claim(hit.claim) if hit.claim else links.story(hit.story),
        is_headline=not hit.claim,
        speaker=one_line(hit.speaker),
        speaker_url=links.speaker(hit.voice) if hit.voice else "",
        headline=one_line(hit.headline),
        story_url=links.story(hit.story),
        day=hit.date,
        edition_url=links.edition(hit.edition),
    )


def _pieces(hit: Hit) -> Iterator[Piece]:
    at = 0
    for start, end in hit.marks:
        yield Piece(text=clean(hit.words[at:start]))
        yield Piece(text=clean(hit.words[start:end]), strong=True)
        at = end
    yield Piece(text=clean(hit.words[at:]))
