"""A figure that is put right in a newer version of an article that readers had is the valid one."""

from __future__ import annotations

from dataclasses import replace

from digest.edition.readers import Readers
from digest.edition.wording import Documents, tokens
from digest.models import Conflict, Resolution, Story, Value
from digest.models.past import Past


class Versions:
    """An article that changes a figure and keeps its time corrects it: its figure is newer than all
    that readers had when it came, whatever the times of those articles."""

    def __init__(self, past: Past, readers: Readers, documents: Documents) -> None:
        self._older = {new: past.documents[old] for old, new in past.newest.items()}
        self._readers = readers
        self._documents = documents

    def settled(self, story: Story) -> Story:
        """`story` with its conflicts as they are after such corrections."""
        return replace(story, conflicts=tuple(map(self._settled, story.conflicts)))

    def _settled(self, conflict: Conflict) -> Conflict:
        for value in conflict.values:
            if self._corrects(value, conflict):
                return _corrected(conflict, value)
        return conflict

    def _corrects(self, value: Value, conflict: Conflict) -> bool:
        """Whether `value` is new in its article, and readers had all others of its origin."""
        older, newer = self._older.get(value.document), self._documents[value.document]
        if older is None or older.published != newer.published:
            return False
        others = {each.document for each in conflict.values if _is_other(each, value)}
        figure = value.figure.span.of(newer.text)
        had = self._readers.read_before(value.document)
        return bool(others) and others <= had and not {*tokens(figure)} <= {*tokens(older.text)}


def _corrected(conflict: Conflict, right: Value) -> Conflict:
    others = [
        replace(each, replaced=each.replaced or _is_other(each, right))
        for each in conflict.values
        if each is not right
    ]
    current = [each for each in others if not each.replaced]
    disputed = conflict.resolution is Resolution.DISPUTED and any(
        each.figure.reading() != right.figure.reading() for each in current
    )
    return replace(
        conflict,
        values=(*others, replace(right, replaced=False)),
        resolution=Resolution.DISPUTED if disputed else Resolution.CORRECTED,
    )


def _is_other(value: Value, right: Value) -> bool:
    """Whether `value` is another figure of the same origin."""
    same = value.figure.reading() == right.figure.reading()
    return value.origin == right.origin and not same
