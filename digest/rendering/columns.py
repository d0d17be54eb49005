"""Plain text in columns: wrapped, indented and aligned by the width that a terminal shows.

A wide character takes two columns and a combining one none (Unicode Standard Annex #11, as rich
counts them).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

# What mail programs show without wrapping once more, with room for the marks of a reply.
WIDTH = 72
# Fewer spaces would not set a marker apart from the words before it.
_GAP = 2
# Where a line may end: a dot or dash between two things stays with the first.
_BREAK = re.compile(r" +(?![·–—] )")


def fill(text: str, first: str = "", rest: str | None = None, right: str = "") -> str:
    """`text` wrapped behind `first`, further lines behind `rest` (default: spaces as wide).

    `right` ends at the right margin: of the last line, or of one more where it has no room.
    """
    hang = " " * cell_len(first) if rest is None else rest
    lines = list(_lines(text, first, hang))
    if right:
        gap = WIDTH - cell_len(lines[-1]) - cell_len(right)
        if gap >= _GAP:
            lines[-1] += " " * gap + right
        else:
            lines += (f"{line:>{_padded(line)}}" for line in _lines(right, "", ""))
    return "\n".join(line.rstrip() for line in lines)


def rule(char: str) -> str:
    return char * WIDTH


def _padded(line: str) -> int:
    """How many characters make `line` as wide as the page."""
    return WIDTH - cell_len(line) + len(line)


def _lines(text: str, first: str, rest: str) -> Iterator[str]:
    line, bare = first, True
    for word in _words(text, WIDTH - max(cell_len(first), cell_len(rest))):
        longer = f"{line}{word}" if bare else f"{line} {word}"
        if not bare and cell_len(longer) > WIDTH:
            yield line
            longer = f"{rest}{word}"
        line, bare = longer, False
    yield line


def _words(text: str, room: int) -> Iterator[str]:
    """The words of `text`; one that has no room on a line of its own is cut."""
    for word in _BREAK.split(text):
        if cell_len(word) > room:
            yield from chop_cells(word, room)
        elif word:
            yield word
