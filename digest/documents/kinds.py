"""What each block of an article is, by its words, its place, and what its format says.

The rules of `by_words` look at one block alone, and the first that holds decides. What they leave
open are the article's own words: posts, the title, headings, the lead and paragraphs, told by what
stands before and behind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from digest.documents import credit_lines, dates
from digest.documents.phrases import any_of, has_any
from digest.models import BlockKind, Span

# Lines around an article are short; a longer block is read as its own words.
LONGEST_NOTE = 350
LONGEST_CAPTION = 250
LONGEST_BYLINE = 150
LONGEST_HEADING = 150
LONGEST_TITLE = 200

QUOTES = "\"”“»«'’)] "


def by_words(words: str, *, in_head: bool) -> BlockKind | None:
    """What a block is by its own words, or None where they are the article's.

    A date alone is when the article was published `in_head`, above its first sentence; further
    down it heads a day of a list.
    """
    if len(words) > LONGEST_NOTE:
        return None
    if in_head and dates.is_date(words):
        return BlockKind.BYLINE
    return next((kind for kind, holds in RULES if holds(words)), None)


def is_unfinished(words: str) -> bool:
    """Whether a line does not end as a sentence does."""
    bare = words.rstrip(QUOTES)
    return not bare.endswith((".", ",", ";", "…")) and not (
        bare != words and bare.endswith(("!", "?"))
    )


def _is_clutter(words: str) -> bool:
    if any_of("clutter").match(words) or has_any("notices", words):
        return True
    teaser = any_of("teasers").match(words) and not words.endswith(".")
    return bool(teaser) or not any(map(str.isalnum, words)) or _is_address(words)


def _is_address(words: str) -> bool:
    return words.startswith(("http://", "https://", "www.")) and " " not in words


def _is_original(words: str) -> bool:
    return bool(any_of("originals").match(words))


def _is_caption(words: str) -> bool:
    return len(words) <= LONGEST_CAPTION and has_any("captions", words)


def _is_byline(words: str) -> bool:
    if len(words) > LONGEST_BYLINE:
        return False
    return dates.is_stamped(words) or bool(credit_lines.authors(words, Span(0, len(words))))


# In this order: a link to the original starts as a teaser does, a photo credit may stand in a
# caption.
RULES: tuple[tuple[BlockKind, Callable[[str], bool]], ...] = (
    (BlockKind.CREDIT, _is_original),
    (BlockKind.CLUTTER, _is_clutter),
    (BlockKind.CREDIT, credit_lines.is_credit),
    (BlockKind.CAPTION, _is_caption),
    (BlockKind.BYLINE, _is_byline),
)


def in_context(kinds: Sequence[BlockKind | None], words: Sequence[str]) -> list[BlockKind]:
    """`kinds` with every open one decided: title, headings, the lead, paragraphs.

    A title or heading is short, does not end as a sentence does, and has something to stand above.
    """
    decided = list(kinds)
    body = [at for at, kind in enumerate(kinds) if kind in (None, BlockKind.ITEM)]
    is_first = BlockKind.TITLE not in kinds
    for at in body[:-1]:
        longest = LONGEST_TITLE if is_first else LONGEST_HEADING
        goes_on = words[at + 1][0].islower()
        if (
            kinds[at] is None
            and len(words[at]) <= longest
            and is_unfinished(words[at])
            and not goes_on
        ):
            decided[at] = BlockKind.TITLE if is_first else BlockKind.HEADING
        is_first = False
    for at in body:
        if decided[at] is None:
            lead = BlockKind.LEAD in decided
            decided[at] = BlockKind.PARAGRAPH if lead else BlockKind.LEAD
    return [kind or BlockKind.PARAGRAPH for kind in decided]
