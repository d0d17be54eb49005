"""What is glued to the ends of a paragraph and is none of its words.

A dateline with an agency before the first sentence; behind the last, an agency, the link of a
post, the line that signs it, or a teaser whose own line was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from digest.documents.phrases import any_of
from digest.models import BlockKind, Span

# Longer ends are sentences.
REACH = 160

POST_LINK = re.compile(r"\s*(?:pic\.twitter\.com/|https?://t\.co/)\w+$")
SIGNATURE = re.compile(
    r"\s*[—–-]\s*(?P<name>[^\n—–(]{1,60}?)\s*\((?P<handle>@\w{1,30})\)(?P<date>.{0,40})$"
)


class Piece(NamedTuple):
    """A stretch of a paragraph, and what it is where its edges tell."""

    span: Span
    kind: BlockKind | None = None


def cut(text: str, span: Span) -> Iterator[Piece]:
    """A paragraph as its dateline, its own words, and what hangs behind them, in this order."""
    start, end = span
    tails: list[Piece] = []
    head = dateline().match(text, start, min(end, start + REACH))
    if head and head.end() < end:
        yield Piece(Span(start, start + len(head[0].rstrip())), BlockKind.BYLINE)
        start = head.end()
    while found := _tail(text, start, end):
        kind, at = found
        begin = at + len(text[at:end]) - len(text[at:end].lstrip())
        tails.append(Piece(Span(begin, end), kind))
        end = at
    if start < end:
        yield Piece(Span(start, end))
    yield from reversed(tails)


def _tail(text: str, start: int, end: int) -> tuple[BlockKind, int] | None:
    """What ends at `end` and is no word of the paragraph, and where it starts."""
    if start >= end:
        return None
    near = max(start, end - REACH)
    window = text[near:end]
    if "(@" in window and (found := SIGNATURE.search(text, near, end)):
        return BlockKind.BYLINE, found.start()
    if "t" in window and (found := POST_LINK.search(text, near, end)):
        return BlockKind.CLUTTER, found.start()
    if window.endswith((")", ").")) and (found := agency_tail().search(text, near, end)):
        return BlockKind.CREDIT, found.start()
    return _glued(text, near, end)


def _glued(text: str, near: int, end: int) -> tuple[BlockKind, int] | None:
    """A teaser behind the last sentence: right behind it, or not ending as a sentence does."""
    for found in glue().finditer(text, near, end):
        if not found["space"] or text[end - 1] not in ".!?":
            return BlockKind.CLUTTER, found.start()
    return None


@cache
def dateline() -> re.Pattern[str]:
    """`Berlin (dpa) – ` and `LONDON, Sept 5 (Reuters) - `."""
    return re.compile(rf"[^()\n]{{0,60}}?\({_agencies()}\)\s*[-–—:]+\s*")


@cache
def agency_tail() -> re.Pattern[str]:
    """`(dpa)`, `(dpa/lby)`, `(Reuters, AP)`."""
    return re.compile(rf"\s*\({_agencies()}\)\.?$")


@cache
def glue() -> re.Pattern[str]:
    phrase = any_of("teasers", "clutter", "originals").pattern
    return re.compile(rf"(?<=[.!?“”\"»…])(?P<space>\s?)(?:{phrase})", re.IGNORECASE)


def _agencies() -> str:
    name = r"[\w.-]{1,12}"
    return rf"(?:{name}(?:/|, ?))*(?:{any_of('agencies').pattern})(?:(?:/|, ?){name})*"
