"""The text of an item: its HTML, cleaned, to blocks of words and what its markup says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from digest.formats.decoding import MAX_CHARACTERS
from digest.formats.feed.raw import RawText
from digest.formats.feed.words import LIVE, TAG, seen, unescaped, unmarked
from digest.formats.markup import (
    BLOCKS,
    CELLS,
    HIDDEN,
    KINDS,
    Event,
    Words,
    gather,
    has_many_attributes,
)
from digest.formats.writer import Writer
from digest.models import BlockKind, Mark

if TYPE_CHECKING:
    from nh3 import Cleaner

# Characters. Live blogs have up to 150,000, and the search for claims takes a second for so many.
MAX_TEXT = 250_000

NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
CLEAN_TAG = re.compile(r"<(/?)([a-z0-9]+)>")
BLANK_LINE = re.compile(r"\n[ \t\r]*\n")

# Cleaning takes time with the square of the elements that are open at once, and articles have ten.
# Those that a next one closes, or that hold nothing, are not open.
MAX_OPEN = 100
VOID = frozenset({"br", "hr"})
NOT_OPEN = frozenset("br dd dt hr img input li link meta option p source td th tr wbr".split())  # noqa: SIM905 - fifteen words


def body(text: RawText) -> tuple[str, tuple[Mark, ...]]:
    """Text with blank lines between its blocks, and its outline."""
    value = text.value[:MAX_CHARACTERS]
    writer, room = Writer(), MAX_TEXT
    is_marked = text.is_html or LIVE.search(value)
    for words, kind in _marked(value) if is_marked else _plain(value):
        # An item has its title beside its text, and all headings in the text are below it.
        under = BlockKind.HEADING if kind is BlockKind.TITLE else kind
        block = unmarked(seen(words))[:room]
        room -= len(block)
        writer.add(block, under)
    return writer.text, writer.outline


def _marked(value: str) -> Iterator[Words]:
    if not TAG.search(value):
        value = unescaped(value)
        if not TAG.search(value):
            return _plain(value)  # otherwise it was escaped once more than it should have been
    if _is_too_much(value):
        return _plain(unescaped(TAG.sub(" ", value)))
    return gather(_events(_cleaner().clean(value)))


def _plain(value: str) -> Iterator[Words]:
    """Paragraphs of a text without markup, which stand between blank lines."""
    return ((words, BlockKind.PARAGRAPH) for words in BLANK_LINE.split(value))


def _is_too_much(value: str) -> bool:
    """Whether more elements are open at once than articles have, or a tag has more attributes."""
    if has_many_attributes(value):
        return True
    if value.count("<") <= MAX_OPEN:
        return False
    opened: Counter[str] = Counter()
    for end, name in ((end, name.lower()) for end, name in NAME.findall(value)):
        if name not in NOT_OPEN and (not end or opened[name]):
            opened[name] += -1 if end else 1
            if opened.total() > MAX_OPEN:
                return True
    return False


def _events(cleaned: str) -> Iterator[Event]:
    """The tags of a cleaned text, each with the words behind it."""
    first, *rest = CLEAN_TAG.split(cleaned)
    yield "start", "", unescaped(first)
    for end, tag, words in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        if tag in VOID:
            yield "start", tag, ""
        yield "end" if end or tag in VOID else "start", tag, unescaped(words)


@cache
def _cleaner() -> Cleaner:
    import nh3

    tags = (BLOCKS | CELLS | KINDS.keys()) - set(HIDDEN)
    return nh3.Cleaner(
        tags=tags, clean_content_tags=set(HIDDEN), attributes={"*": set()}, link_rel=None
    )
