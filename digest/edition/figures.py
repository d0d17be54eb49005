"""Figures that differ, for readers of the editions before: which they had, and which are newer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from digest.edition.readers import Had, Readers
from digest.models import Conflict, Resolution, Story, Value
from digest.models.editions import Change


class Figures(NamedTuple):
    """A conflict of which readers lack a figure, with what is new about each of its figures."""

    conflict: Conflict
    changes: tuple[Change | None, ...]


class Newer(NamedTuple):
    """That a claim has the newer figure; `had` is the claim that readers had with the older."""

    change: Change
    had: Had | None


class FiguresRead:
    """The figures of `story`; `lines` are those that readers had, by the ids of statements."""

    def __init__(self, story: Story, lines: Mapping[str, Had], readers: Readers) -> None:
        self._story = story
        self._lines = lines
        self._readers = readers

    def new(self) -> Iterator[Figures]:
        for conflict in self._story.conflicts:
            if not all(self._had(conflict, each) for each in conflict.values):
                changes = (self._change(conflict, each) for each in conflict.values)
                yield Figures(conflict, tuple(changes))

    def newer(self) -> dict[str, Newer]:
        """The statements with a figure that replaces one that readers had."""
        return {
            value.statement: Newer(self._later(conflict, value), self._line(before, value.origin))
            for conflict in self._story.conflicts
            for value in conflict.values
            if value.statement and (before := self._before(conflict, value))
        }

    def standing(self) -> set[str]:
        """The statements with a figure that nothing replaces."""
        return {each.statement for each in self._values() if each.statement and not each.replaced}

    def outdated(self) -> set[str]:
        """The statements all of whose figures are replaced."""
        return {each.statement for each in self._values() if each.statement} - self.standing()

    def _values(self) -> Iterator[Value]:
        return (each for conflict in self._story.conflicts for each in conflict.values)

    def _change(self, conflict: Conflict, value: Value) -> Change | None:
        if self._readers.is_new or self._had(conflict, value):
            return None
        return self._later(conflict, value) if self._before(conflict, value) else Change.NEW

    def _before(self, conflict: Conflict, value: Value) -> list[Value]:
        """The figures that readers had and that `value`, which they did not have, replaces."""
        if value.replaced or self._had(conflict, value):
            return []
        disputed = conflict.resolution is Resolution.DISPUTED
        return [
            each
            for each in conflict.values
            if each.replaced
            and self._had(conflict, each)
            and (each.origin == value.origin or not disputed)
        ]

    def _had(self, conflict: Conflict, value: Value) -> bool:
        line = self._lines.get(value.statement or "")
        if line and (value.document in self._readers.read or line.gives(value.figure)):
            return True
        return self._readers.had_figure(conflict.id, value.origin, value.figure)

    def _line(self, before: list[Value], origin: str) -> Had | None:
        """The last line that readers had of these figures, of `origin` if there is one."""
        own_last = sorted(before, key=lambda each: each.origin == origin)
        lines = [self._lines.get(each.statement or "") for each in own_last]
        return next((had for had in reversed(lines) if had), None)

    def _later(self, conflict: Conflict, value: Value) -> Change:
        """What `value` does to the older ones; in a newer version of its article it corrects."""
        corrected = conflict.resolution is Resolution.CORRECTED
        revised = value.document in self._readers.revised
        return Change.CORRECTED if corrected or revised else Change.UPDATED
