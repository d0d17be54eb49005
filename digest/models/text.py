"""Words and where they stand: what every other model is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Span(NamedTuple):
    """Characters `[start, end)` of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that this span marks in `text`."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Found(Generic[T]):
    """A value, how it was come by, and the words it was read from.

    `how` says which rule or field gave it ("metadata", "embedded post", "link to the original");
    `span` is None where the value does not stand in the text.
    """

    value: T
    how: str
    span: Span | None = None
