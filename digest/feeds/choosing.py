"""Feeds as a digest names them: by their folders, or one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from digest.models.feeds import Feed


def named(name: str, feeds: Iterable[Feed]) -> tuple[Feed, ...]:
    """Those that are in the folder `name` or below it, or the one at the address `name`.

    `News/Politics` is a folder in a folder.
    """
    return tuple(feed for feed in feeds if name in _names(feed))


def names(feeds: Iterable[Feed]) -> tuple[str, ...]:
    """What `feeds` can be called, each name once."""
    return tuple(dict.fromkeys(name for feed in feeds for name in _names(feed)))


def _names(feed: Feed) -> Iterator[str]:
    yield feed.url
    yield from accumulate(feed.folders, "{}/{}".format)
