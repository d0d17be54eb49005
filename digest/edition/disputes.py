"""Figures that differ, as an edition shows them."""

from __future__ import annotations

from collections.abc import Mapping

from digest.edition.figures import Figures
from digest.edition.readers import Readers
from digest.edition.wording import Documents, attribution, cut
from digest.models import Conflict, Span, Value
from digest.models.editions import (
    Change,
    Dispute,
    Place,
    Standing,
    Words,
)


def dispute(
    figures: Figures, readers: Readers, numbers: Mapping[str, int], documents: Documents
) -> Dispute:
    """`numbers` are those of references by document."""
    conflict = figures.conflict
    pairs = zip(conflict.values, figures.changes, strict=True)
    return Dispute(
        id=conflict.id,
        kind=conflict.kind,
        about=_about(conflict, documents),
        resolution=conflict.resolution,
        values=tuple(_standing(value, change, numbers, documents) for value, change in pairs),
        change=_change(figures, readers),
    )


def _change(figures: Figures, readers: Readers) -> Change | None:
    """New where readers had no figure of it, or only one that nothing stood against."""
    if readers.is_new:
        return None
    if Change.CORRECTED in figures.changes:
        return Change.CORRECTED
    known = readers.had_conflict(figures.conflict.id) or Change.UPDATED in figures.changes
    return Change.UPDATED if known else Change.NEW


def _standing(
    value: Value, change: Change | None, numbers: Mapping[str, int], documents: Documents
) -> Standing:
    (words,) = cut(value.document, (value.figure.span,), documents)
    paragraph = documents[value.document].block_at(value.sentence.start).paragraph
    return Standing(
        words=words,
        figure=value.figure,
        attribution=attribution(value, value.source, documents) if value.source else None,
        origin=value.origin,
        certainty=value.certainty,
        place=Place(number=numbers[value.document], paragraph=paragraph, spans=(value.sentence,)),
        time=value.time,
        language=value.language,
        replaced=value.replaced,
        change=change,
    )


def _about(conflict: Conflict, documents: Documents) -> Words | None:
    """What is counted, where the article has the words: in the sentence, else anywhere in it."""
    value = conflict.values[0]
    text = documents[value.document].text
    for start, end in (value.sentence, (0, len(text))):
        at = text.find(conflict.about, start, end) if conflict.about else -1
        if at >= 0:
            (words,) = cut(value.document, (Span(at, at + len(conflict.about)),), documents)
            return words
    return None
