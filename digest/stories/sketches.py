"""Documents to sketches: what articles are compared by."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime

from digest.models import READ, BlockKind, Document, Sketch
from digest.stories.words import terms, words

# News tells the event first and its background later (the inverted pyramid).
_LEAD_WEIGHT = 2.0
_LEAD = frozenset({BlockKind.TITLE, BlockKind.LEAD, BlockKind.HEADING})

# Names and figures tell events apart better than verbs and adjectives do.
_UNNAMED_WEIGHT = 0.5


def sketch(document: Document) -> Sketch:
    """What `document` is compared by, its title and lead before the rest."""
    return Sketch(
        fingerprint=document.fingerprint,
        id=document.id,
        language=document.language.value,
        published=published(document),
        terms=_terms(document),
    )


def published(document: Document) -> datetime | None:
    """A time without a zone is taken for UTC, as hours make no difference here."""
    if document.published is None:
        return None
    when = document.published.value
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)


def _terms(document: Document) -> dict[str, float]:
    bag: dict[str, float] = defaultdict(float)
    if document.title and document.title.span is None:
        _count(bag, document.title.value, document.language.value, _LEAD_WEIGHT)
    for block in document.blocks:
        if block.kind in READ:
            weight = _LEAD_WEIGHT if block.kind in _LEAD else 1.0
            _count(bag, block.span.of(document.text), block.language, weight)
    return dict(bag)


def _count(bag: dict[str, float], text: str, language: str, weight: float) -> None:
    for key, named in terms(words(text), language):
        bag[key] += weight if named else weight * _UNNAMED_WEIGHT
