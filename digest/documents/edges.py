"""What is glued to the ends of a paragraph and is none of its words.

A dateline with an agency before the first sentence; behind the last, an agency, the link of a
post, the line that signs it, or a teaser that lost its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from digest.documents.phrases import any_of, led_by
from digest.models import BlockKind, Span

# What hangs at an end is a line, so not longer than this, and rarely more than two of a kind.
REACH = 160
MOST_TAILS = 4

POST_LINK = re.compile(r"(?:pic\.twitter\.com/|https?://t\.co/)\w+$")
SIGNATURE = re.compile(
    r"[—–-]\s*+(?P<name>[^\s—–(][^\n—–(]{0,59}?)\s*+\(@\w{1,30}\)"
    r"(?:\s[^()\n]{0,32}(?:19|20)\d\d)?$"
)
SENTENCE_END = re.compile(r"[.!?“”\"»…](?P<space>\s?)")


class Piece(NamedTuple):
    """A stretch of a paragraph, and what it is where its edges tell."""

    span: Span
    kind: BlockKind | None = None


def cut(text: str, span: Span) -> Iterator[Piece]:
    """A paragraph as its dateline, its own words, and what hangs behind them, in this order."""
    start, end = span
    tails: list[Piece] = []
    head = _dateline().match(text, start, min(end, start + REACH))
    if head and head.end() < end:
        yield Piece(Span(start, start + len(head[0].rstrip())), BlockKind.BYLINE)
        start = head.end()
    while len(tails) < MOST_TAILS and (tail := _tail(text, start, end)):
        tails.append(tail)
        end = start + len(text[start : tail.span.start].rstrip())
    if start < end:
        yield Piece(Span(start, end))
    yield from reversed(tails)


def _tail(text: str, start: int, end: int) -> Piece | None:
    """What ends at `end` and is no word of the paragraph."""
    near = max(start, end - REACH)
    window = text[near:end]
    if "(@" in window and (found := SIGNATURE.search(text, near, end)):
        return Piece(Span(found.start(), end), BlockKind.BYLINE)
    if "/" in window and (found := POST_LINK.search(text, near, end)):
        return Piece(Span(found.start(), end), BlockKind.CLUTTER)
    if window.endswith((")", ").")) and (found := _agency_tail().search(text, near, end)):
        return Piece(Span(found.start(), end), BlockKind.CREDIT)
    return _glued(text, near, end)


def _glued(text: str, near: int, end: int) -> Piece | None:
    """A teaser behind a sentence: right behind it, or itself not ending as a sentence does."""
    for mark in SENTENCE_END.finditer(text, near, end):
        start = mark.end()
        if mark["space"] and text[end - 1] in ".!?":
            continue
        if led_by(text, "originals", span=(start, end)):
            return Piece(Span(start, end), BlockKind.CREDIT)
        if led_by(text, "teasers", "clutter", span=(start, end)):
            return Piece(Span(start, end), BlockKind.CLUTTER)
    return None


@cache
def _dateline() -> re.Pattern[str]:
    """`Berlin (dpa) – `, `LONDON, Sept 5 (Reuters) - `, and `LONDON, England — `."""
    place = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .'/-]{3,40}(?:, [A-Z][\w. ]{1,30})?\s*[—–-]\s+"
    return re.compile(
        rf"[^()\n]{{0,60}}?\({_agencies()}\)\s*[-–—:.]+\s*|(?-i:{place})", re.IGNORECASE
    )


@cache
def _agency_tail() -> re.Pattern[str]:
    """`(dpa)`, `(dpa/lby)`, `(Reuters, AP)`."""
    return re.compile(rf"\({_agencies()}\)\.?$", re.IGNORECASE)


def _agencies() -> str:
    name = r"[\w.-]{1,12}"
    return rf"(?:{name}(?:/|, ?))*(?:{any_of('agencies').pattern})(?:(?:/|, ?){name})*"
