"""What a user wants of a feed: the items with some words, or without some."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from digest.models.feeds import FeedOptions, Item


def wanted(items: Iterable[Item], options: FeedOptions) -> tuple[Item, ...]:
    """The items that `options` include and do not exclude, in their order."""
    return tuple(item for item in items if is_wanted(item, options))


def is_wanted(item: Item, options: FeedOptions) -> bool:
    """Whether one of the words to include stands in an item, and none of those to exclude.

    Words are whole words, whatever their case; phrases are several of them in a row. An item that
    says nothing is never wanted.
    """
    if not (item.title or item.text):
        return False
    if not (options.include or options.exclude):
        return True
    texts = _folded(item.title), _folded(item.text)
    is_included = not options.include or _stands(options.include, texts)
    return is_included and not _stands(options.exclude, texts)


def _stands(phrases: tuple[str, ...], texts: Iterable[str]) -> bool:
    return any(map(_pattern(phrases).search, texts))


@lru_cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    rows = (map(re.escape, _folded(phrase).split()) for phrase in phrases if phrase.strip())
    either = "|".join(map(r"\s+".join, rows)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
