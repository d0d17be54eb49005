"""Embedded posts: words of whoever posted them, named in the line below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from digest.claims.matches import Match, View
from digest.claims.text.sentences import Passage
from digest.models import Block, BlockKind, ClaimType, Document, Span

POST = "post"
# As in: — Ute Brandt (@utebrandt)
_AUTHOR = re.compile(r"[—–-]\s*(?P<name>[^()\n]{2,80}?)\s*\(@")


def authors(document: Document) -> Iterator[tuple[Block, Span]]:
    """The embedded posts whose author is named, with the name's place."""
    blocks = [block for block in document.blocks if block.kind is not BlockKind.CLUTTER]
    for block, below in pairwise(blocks):
        if block.kind is BlockKind.EMBED and below.kind is BlockKind.BYLINE:
            found = _AUTHOR.match(document.text, below.span.start, below.span.end)
            if found:
                yield block, Span(*found.span("name"))


def whole(passage: Passage) -> tuple[Match, list[View]]:
    """A post is one quotation, all sentences of it."""
    match = Match(rule=POST, type=ClaimType.DIRECT, quote=((0, len(passage.tokens)),))
    return match, [View(passage, sentence) for sentence in passage.sentences]
