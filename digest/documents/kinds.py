"""What each block of an article is, by its words, its place, and what its format says.

The rules of `by_words` look at one block alone, and the first that holds decides. What they leave
open are the article's own words: posts, the title, headings, the lead and paragraphs, told by what
stands before and behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from digest.documents import credit_lines, dates
from digest.documents.phrases import any_of, has_any, led_by, phrases, spelled
from digest.models import BlockKind, Span

# Lines around an article are short; a longer block is read as its own words.
LONGEST_NOTE = 350
LONGEST_CAPTION = 250
LONGEST_BYLINE = 150
LONGEST_POINTER = 150
LONGEST_HEADING = 200

OWN = (None, BlockKind.TITLE, BlockKind.ITEM)

QUOTES = "\"”“»«'’)] "
ORNAMENTS = " \t-–—_=*+~#|•·.…<>"
WORD = re.compile(r"[^\W\d_]+")
# A teaser whose link was lost: "Kommentar:Was jetzt zu tun ist".
LOST_LINK = re.compile(r"[^\W\d_]:(?=[^\W\d_a-zß-öø-ÿ]|[„“\"])")
ADDRESS = re.compile(r"(?:https?://|www\.).+|[^@]+@[^@]+\.\w+")


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
    bare = words.strip(ORNAMENTS)
    if not bare or words[0] == ">" or bare.lower() in phrases("labels"):
        return True
    if is_unfinished(words) and (led_by(bare, "teasers") or LOST_LINK.search(bare)):
        return True
    return bool(led_by(bare, "clutter")) or has_any("notices", bare) or _is_pointer(bare)


def _is_pointer(words: str) -> bool:
    """Whether a line only leads to an address, or the reader to social networks."""
    if len(words) <= LONGEST_POINTER and ADDRESS.fullmatch(words.rsplit(maxsplit=1)[-1]):
        return True
    if sum(map(words.__contains__, spelled("networks"))) < 2:
        return False
    return not spelled("readers").isdisjoint(WORD.findall(words))


def _is_original(words: str) -> bool:
    return bool(led_by(words, "originals"))


def _is_caption(words: str) -> bool:
    if len(words) > LONGEST_CAPTION:
        return False
    credited = has_any("photos", words) and _photo_credit().search(words)
    return bool(credited) or has_any("captions", words)


def _is_byline(words: str) -> bool:
    if len(words) > LONGEST_BYLINE:
        return False
    return dates.is_stamped(words) or bool(credit_lines.authors(words, Span(0, len(words))))


# In this order: a link to the original starts as a teaser does, a photo credit as a caption ends.
RULES: tuple[tuple[BlockKind, Callable[[str], bool]], ...] = (
    (BlockKind.CREDIT, _is_original),
    (BlockKind.CLUTTER, _is_clutter),
    (BlockKind.CREDIT, credit_lines.is_credit),
    (BlockKind.CAPTION, _is_caption),
    (BlockKind.BYLINE, _is_byline),
)


def in_context(
    kinds: Sequence[BlockKind | None], words: Sequence[str], *, is_titled: bool
) -> list[BlockKind]:
    """`kinds` with every open one decided: title, headings, the lead, paragraphs.

    Of several titles the first is one; where there is none, and the article is not titled
    elsewhere, the first line may be. The first paragraph is the lead.
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
            is_title = at == body[0] and not is_titled and BlockKind.TITLE not in kinds
            decided[at] = BlockKind.TITLE if is_title else BlockKind.HEADING
        elif kinds[at] is None and not has_lead:
            decided[at], has_lead = BlockKind.LEAD, True
        has_title = has_title or decided[at] is BlockKind.TITLE
    return decided


@cache
def _photo_credit() -> re.Pattern[str]:
    """A photo credit behind a sentence, as captions end: `Die Mole im Mai. Foto: dpa`."""
    return re.compile(rf"[.!?“”\"(|/–-]\s?(?:{any_of('photos').pattern})", re.IGNORECASE)


def _is_heading(words: str, behind: str) -> bool:
    """A short line that does not end as a sentence does and has something to stand above.

    `behind` is the next of the article's own blocks; one in lower case goes on with a sentence.
    """
    stands_above = bool(behind) and not behind[0].islower()
    return len(words) <= LONGEST_HEADING and is_unfinished(words) and stands_above
