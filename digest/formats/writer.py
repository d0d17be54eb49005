"""Text made from markup: blocks with blank lines between them, and what the markup says of them.

The items of one list stand on lines of their own without a blank line between them.
"""

from __future__ import annotations

from digest.models import BlockKind, Mark, Span


class Writer:
    """Collects the blocks of a page in order; `text` and `outline` are those of an `Article`."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last: BlockKind | None = None
        self._marks: list[Mark] = []

    def add(self, words: str, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """One block, its white space folded; nothing where it has no words."""
        block = " ".join(words.split())
        if not block:
            return
        if self._parts:
            in_list = kind == self._last == BlockKind.ITEM
            self._put("\n" if in_list else "\n\n")
        start = self._length
        self._put(block)
        self._last = kind
        if kind is not BlockKind.PARAGRAPH:
            self._marks.append(Mark(kind=kind, span=Span(start, self._length)))

    def _put(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def outline(self) -> tuple[Mark, ...]:
        return tuple(self._marks)
