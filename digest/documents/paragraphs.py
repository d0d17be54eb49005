"""Where the paragraphs of a text stand, by its line ends and blank lines alone.

A line is a paragraph, with or without a blank line behind it, unless the text is wrapped: then a
line that had no room for the first word of the next goes on in it. The items of a list share a
number. Every step looks at a line once, so time grows with length only.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from digest.models import Span

# Mails wrap at 72 to 78 columns, terminals at 80, editors at 100. A text with longer lines than
# that is not wrapped; one whose longest line is shorter than 50 holds verses, tables or headings.
NARROWEST, WIDEST = 50, 100

BULLET = re.compile(r"[•‣▪▫●○◦·∙■□►▸➤✔]\s*|[-*]\s+")


class Paragraph(NamedTuple):
    """`span` is without white space and bullet; `number` counts from 1."""

    span: Span
    number: int
    is_item: bool


class Line(NamedTuple):
    start: int
    end: int
    after_blank: bool


def split(text: str, items: Container[int] = ()) -> list[Paragraph]:
    """The paragraphs of `text`; a line that starts at one of `items` is a list item."""
    lines = _lines(text)
    width = _width(text, lines)
    paragraphs: list[Paragraph] = []
    number, before = 0, None
    for line in lines:
        bullet = BULLET.match(text, line.start, line.end)
        start = bullet.end() if bullet else line.start
        is_item = bool(bullet) or line.start in items
        last = paragraphs[-1] if paragraphs else None
        if last and before and not is_item and _goes_on(text, before, line, width):
            paragraphs[-1] = last._replace(span=Span(last.span.start, line.end))
        elif start < line.end:
            number += not (is_item and last and last.is_item)
            paragraphs.append(Paragraph(Span(start, line.end), number, is_item))
        before = line
    return paragraphs


def _lines(text: str) -> list[Line]:
    """The lines with words in them, without the white space around them."""
    lines = []
    offset, blank = 0, True
    for whole in text.splitlines(keepends=True):
        words = whole.strip()
        if words:
            start = offset + len(whole) - len(whole.lstrip())
            lines.append(Line(start, start + len(words), blank))
        blank = not words
        offset += len(whole)
    return lines


def _width(text: str, lines: Sequence[Line]) -> int:
    """The width that a text is wrapped to, or 0 where it is not.

    Half of its line breaks stand where the next word had no room, one of them within a sentence.
    """
    width = max((line.end - line.start for line in lines), default=0)
    if not NARROWEST <= width <= WIDEST:
        return 0
    breaks = [(one, two) for one, two in pairwise(lines) if not two.after_blank]
    full = [two for one, two in breaks if _is_full(text, one, two, width)]
    is_wrapped = 2 * len(full) >= len(breaks) and any(text[two.start].islower() for two in full)
    return width if is_wrapped else 0


def _goes_on(text: str, before: Line, line: Line, width: int) -> bool:
    return bool(width) and not line.after_blank and _is_full(text, before, line, width)


def _is_full(text: str, before: Line, line: Line, width: int) -> bool:
    """Whether the first word of a line had no room in the one before."""
    space = text.find(" ", line.start, line.end)
    word = (space if space >= 0 else line.end) - line.start
    return before.end - before.start + 1 + word > width
