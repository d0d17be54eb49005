"""What each block of an article is, by its words, its place, and what its format says.

The rules of `by_words` look at one block alone, and the first that holds decides. What they leave
open are the article's own words: posts, the title, headings, the lead and paragraphs, told by what
stands before and behind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from digest.documents import credit_lines, dates
from digest.documents.phrases import any_of, has_any
from digest.models import BlockKind, Span

# Lines around an article are short; a longer block is read as its own words.
LONGEST_NOTE = 350
LONGEST_CAPTION = 250
LONGEST_BYLINE = 150
LONGEST_HEADING = 200

OWN = (None, BlockKind.TITLE, BlockKind.ITEM)

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
    is_address = words.startswith(("http://", "https://", "www.")) and " " not in words
    # ">" stands before the lines of a mail that are quoted in its answer.
    return bool(teaser) or is_address or words[0] == ">" or not any(map(str.isalnum, words))


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

    Of several titles the first is one. The first paragraph is the lead.
    """
    body = [at for at, kind in enumerate(kinds) if kind in OWN]
    following = dict(pairwise(body))
    decided = [kind or BlockKind.PARAGRAPH for kind in kinds]
    has_title = has_lead = False
    for at in body:
        behind = words[following[at]] if at in following else ""
        if kinds[at] is BlockKind.TITLE:
            decided[at] = BlockKind.HEADING if has_title else BlockKind.TITLE
        elif kinds[at] is None and _is_heading(words[at], behind):
            is_title = at == body[0] and BlockKind.TITLE not in kinds
            decided[at] = BlockKind.TITLE if is_title else BlockKind.HEADING
        elif kinds[at] is None and not has_lead:
            decided[at], has_lead = BlockKind.LEAD, True
        has_title = has_title or decided[at] is BlockKind.TITLE
    return decided


def _is_heading(words: str, behind: str) -> bool:
    """A short line that does not end as a sentence does and has something to stand above.

    `behind` is the next of the article's own blocks; one in lower case goes on with a sentence.
    """
    stands_above = bool(behind) and not behind[0].islower()
    return len(words) <= LONGEST_HEADING and is_unfinished(words) and stands_above
