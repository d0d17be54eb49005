"""What feeds would bring: they are fetched and read as a refresh does it, and nothing is stored."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from digest import sources
from digest.feeds.addresses import SCHEME
from digest.models import Problem, Raw
from digest.models.feeds import Channel
from digest.models.web import Manners, Request, Response
from digest.pipeline.feeds.web import Web, read_feed
from digest.workers import Outcome

# Targets under way: enough that all who fetch and read have something to do.
AT_ONCE = 100

# How an address begins whose scheme was left out.
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/|\Z)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """What a feed says, or a problem. `feed` is its address, or the path of its file."""

    feed: str
    channel: Channel | None = None
    problem: Problem | None = None


def look(targets: Sequence[str], manners: Manners) -> Iterator[Looked]:
    """What is at each of `targets`: addresses, files, and folders with every file in them.

    They are told in the order in which they are given, those of a folder in that of their names.
    """
    with Web(manners, fetches=any(map(_is_address, targets))) as web:
        told = 0
        found: dict[int, Looked] = {}
        for number, target in enumerate(_each(targets)):
            _start(web, str(number), target, partial(found.__setitem__, number))
            web.run(at_most=AT_ONCE)
            while told in found:
                yield found.pop(told)
                told += 1
        web.run()
        for _, looked in sorted(found.items()):
            yield looked


def _each(targets: Sequence[str]) -> Iterator[str | Raw | Problem]:
    for target in targets:
        if _is_address(target):
            yield target
        else:
            yield from map(_explained, sources.find([target], suffixes=("",)))


def _is_address(target: str) -> bool:
    """Whether it is one of the web, or would be; those that are not are told so by who fetches."""
    return SCHEME.match(target) is not None


def _explained(found: Raw | Problem) -> Raw | Problem:
    """`example.org/feed` is a file here, although `digest feeds add` takes it for an address."""
    if isinstance(found, Problem) and HOST.match(found.place) and not os.path.lexists(found.place):
        return replace(found, hint="correct the path; begin an address with https:// or http://")
    return found


def _start(web: Web, key: str, target: str | Raw | Problem, tell: Callable[[Looked], None]) -> None:
    if isinstance(target, Problem):
        tell(Looked(feed=target.place, problem=target))
        return
    place = target if isinstance(target, str) else target.place

    def then(_: Response, outcome: Outcome[Channel]) -> None:
        tell(Looked(feed=place, channel=outcome.value, problem=outcome.problem))

    if isinstance(target, Raw):
        web.read(place, read_file, target, then=then)
    else:
        web.fetch(Request(key=key, url=place), read_feed, then)


def read_file(raw: Raw) -> Channel:
    """In a worker."""
    from digest.formats.feed import parse

    return parse(raw.data, place=raw.place)
