"""The blocks of an article, in order, each with what it is and its language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from digest.documents import kinds, language
from digest.documents.edges import SIGNATURE, cut
from digest.documents.paragraphs import split
from digest.models import Article, Block, BlockKind, Found, Span


@dataclass(slots=True)
class Part:
    """A block to be. `kind` is None while it is open what it is."""

    span: Span
    words: str
    number: int
    kind: BlockKind | None


def find(article: Article) -> tuple[Found[str], tuple[Block, ...]]:
    """The article's language and its blocks: all of its words but bullets, none twice."""
    counts = language.profile(article.text)
    spoken = language.of_document(article.text, counts, article.metadata.get("language", ""))
    language_of = language.of_blocks(counts, spoken.value)
    title = article.metadata.get("title", "")
    parts = list(_parts(article))
    _tell_posts(parts, lambda part: language_of(part.words) != spoken.value)
    _tell_title(parts, title)
    decided = kinds.in_context(
        [part.kind for part in parts], [part.words for part in parts], is_titled=bool(title)
    )
    return spoken, tuple(
        Block(kind=kind, span=part.span, paragraph=part.number, language=language_of(part.words))
        for part, kind in zip(parts, decided, strict=True)
    )


def _parts(article: Article) -> Iterator[Part]:
    """Every stretch with what its edges, its words, or its format say it is."""
    outline = {mark.span.start: mark.kind for mark in article.outline}
    items = {start for start, kind in outline.items() if kind is BlockKind.ITEM}
    in_head = True
    for paragraph in split(article.text, items):
        item = BlockKind.ITEM if paragraph.is_item else None
        for span, edge in cut(article.text, paragraph.span):
            words = span.of(article.text)
            noted = edge or kinds.by_words(words, in_head=in_head)
            kind = noted or outline.get(span.start) or item
            in_head = in_head and (kind is not None or kinds.is_unfinished(words))
            yield Part(span, words, paragraph.number, kind)


def _tell_posts(parts: Sequence[Part], is_foreign: Callable[[Part], bool]) -> None:
    """An embedded post stands above the line that signs it, and is in one language."""
    for at, part in enumerate(parts):
        if part.kind is not BlockKind.BYLINE or not SIGNATURE.fullmatch(part.words):
            continue
        is_last = True
        for above in map(parts.__getitem__, range(at - 1, -1, -1)):
            if above.kind is None and (is_last or is_foreign(above)):
                above.kind, is_last = BlockKind.EMBED, False
            elif above.kind is not BlockKind.CLUTTER or not is_last:
                break


def _tell_title(parts: Sequence[Part], said: str) -> None:
    """The title that metadata gives, where one of the first blocks is just that."""
    wanted = " ".join(said.split()).casefold()
    for part in parts[:3]:
        if wanted and " ".join(part.words.split()).casefold() == wanted:
            part.kind = BlockKind.TITLE
            return
