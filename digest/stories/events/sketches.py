"""Documents to sketches: what articles are compared by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime

from digest.models import READ, BlockKind, Document, Sketch
from digest.stories.comparing.words import Term, is_place, terms, words

# News tells the event first and its background later (the inverted pyramid).
_LEAD_WEIGHT = 3.0
_LEAD = frozenset({BlockKind.TITLE, BlockKind.LEAD, BlockKind.HEADING})

# Names and figures tell events apart better than what has a meaning does, or a country where many
# things happen.
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
    found = list(_weighed(document))
    # What an article also writes small is a word at the start of a sentence or of a headline.
    small = {term.key for _, term in found if not term.named}
    bag: dict[str, float] = defaultdict(float)
    for weight, term in found:
        named = term.named and term.key not in small and not is_place(term.key)
        bag[term.key] += weight if named else weight * _UNNAMED_WEIGHT
    return dict(bag)


def _weighed(document: Document) -> Iterator[tuple[float, Term]]:
    """The terms of what is read of `document`, and how much each place of them counts."""
    for text, language, weight in passages(document):
        for term in terms(words(text), language):
            yield weight, term


def passages(document: Document) -> Iterator[tuple[str, str, float]]:
    """What is read of `document`: its title and blocks, their languages, and what each counts."""
    if document.title and document.title.span is None:
        yield document.title.value, document.language.value, _LEAD_WEIGHT
    for block in document.blocks:
        if block.kind in READ:
            weight = _LEAD_WEIGHT if block.kind in _LEAD else 1.0
            yield block.span.of(document.text), block.language, weight
