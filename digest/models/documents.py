"""What is read: bytes with their place, articles and their parts, and what went wrong."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from digest.models.text import Found, Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Raw:
    """Bytes as they were read, and where: a path, or `-` for standard input."""

    place: str
    data: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One bad source or document, as a value of the run report: what, where, and what to do."""

    place: str
    message: str
    hint: str = ""


class BlockKind(StrEnum):
    """What a block of an article is. Claims are looked for in those of `READ` alone."""

    TITLE = "title"
    LEAD = "lead"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    EMBED = "embed"
    CAPTION = "caption"
    BYLINE = "byline"
    CREDIT = "credit"
    CLUTTER = "clutter"


READ = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.LEAD,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.EMBED,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What a format itself says of a stretch of text: that it is a heading, an item, a caption."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """What a format reads: text, what the format knows of its parts, and what it says about it.

    `id` and `text` are those of `Document`; `place` is the file it came from, with its number
    there where it is one of many (`path#2`). `metadata` holds what the file gives of title, url,
    outlet, author, published and language, as it spells them, on one line.
    """

    id: str
    place: str
    format: str
    text: str = ""
    outline: tuple[Mark, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """32 hex digits over text and metadata, each with its length, so that no two articles are
        written alike.
        """
        from hashlib import blake2b  # takes 4 MB for OpenSSL, which not every process needs

        parts = (self.text, *(part for pair in sorted(self.metadata.items()) for part in pair))
        written = "".join(f"{len(part)}:{part}" for part in parts)
        return blake2b(written.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A title, paragraph, list item, embedded post, or piece of clutter.

    `paragraph` is the number a reader is led to (¶): blocks are counted from 1 as they stand in
    the text, clutter too; the items of one list share a number.
    """

    kind: BlockKind
    span: Span
    paragraph: int
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """One article. `text` is as decoded and never changes.

    `id` is what its user calls it: the article's own id where its format gives one, otherwise its
    path. `fingerprint` is its content: 32 hex digits over text and metadata. `published` is in UTC;
    it has no zone where the article tells none, and is midnight where it tells only a day.
    """

    id: str
    fingerprint: str
    format: str
    text: str
    language: Found[str]
    blocks: tuple[Block, ...]
    title: Found[str] | None = None
    url: str | None = None
    outlet: Found[str] | None = None
    original_outlet: Found[str] | None = None
    agencies: tuple[Found[str], ...] = ()
    authors: tuple[Found[str], ...] = ()
    published: Found[datetime] | None = None

    def block_at(self, offset: int) -> Block:
        """The block that holds `offset`, or the last one before it."""
        behind = bisect_right(self.blocks, offset, key=lambda block: block.span.start)
        return self.blocks[max(behind - 1, 0)]
