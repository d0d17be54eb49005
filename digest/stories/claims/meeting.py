"""Which words of two claims meet, and which of them are news."""

from __future__ import annotations

from collections.abc import Iterable

from digest.models import ClaimType
from digest.stories.claims.tellings import Keys, Telling
from digest.stories.comparing.similarity import Vector
from digest.stories.comparing.words import is_concept

# On another day the same voice has other news of the same matter: so many words at least that the
# earlier claim has not make another one of the later. What is quoted was said once.
NEWS = 2

# Of two origins one often has the other's toll within its own news: they say the same where more
# than this share of what the fuller one says beyond the setting meets.
BOTH = 0.4


def met(a: Telling, b: Telling) -> int:
    """How many words of each meet words of the other, by whom of them has fewer."""
    return min(_met(a.words, b.vector), _met(b.words, a.vector))


def meet_beyond(a: Telling, b: Telling, words: int) -> bool:
    """Whether of `words` enough meet beyond the story's setting, or all that the shorter one has
    there: the fire in the harbour is in all claims. All of `words` must from two origins, and
    where one gives a figure that the other lacks, which is news; else a figure that few claims
    have is enough."""
    if not (a.own and b.own):
        return not (a.own or b.own)
    if a.amounts != b.amounts or a.origin != b.origin:
        needed = words
    else:
        needed = 1 if a.exact & b.exact else max(words - 1, 1)
    found = _met_beyond(a, b)
    if a.origin != b.origin and found <= BOTH * max(len(a.own), len(b.own)):
        return False
    return found >= min(needed, len(a.own), len(b.own))


def brings_news(a: Telling, b: Telling) -> bool:
    """Whether one is of a later day and says more that is new than that is not; of two languages
    only words with a meaning in both are new."""
    quoted = a.claim.type is b.claim.type is ClaimType.DIRECT
    if quoted or a.day is None or b.day is None or a.day == b.day:
        return False
    one_language = a.claim.language == b.claim.language
    before, after = (a, b) if a.day < b.day else (b, a)
    new = (keys for keys in after.own if before.vector.keys().isdisjoint(keys))
    told = sum(one_language or any(map(is_concept, keys)) for keys in new)
    return told >= max(NEWS, _met(after.own, before.vector))


def _met_beyond(a: Telling, b: Telling) -> int:
    """How many of their words beyond the setting meet words of the other."""
    return min(_met(a.own, b.vector), _met(b.own, a.vector))


def _met(found: Iterable[Keys], vector: Vector) -> int:
    return sum(any(key in vector for key in keys) for keys in found)
