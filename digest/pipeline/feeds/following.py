"""From addresses of sites, and lists of other readers, to feeds that can be followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import BinaryIO

from digest import sources
from digest.errors import FormatError
from digest.feeds import opml
from digest.feeds.addresses import addresses
from digest.feeds.discovery import Candidate, Kind, look
from digest.models import Problem
from digest.models.feeds import Feed
from digest.models.web import Manners, Request, Response
from digest.pipeline.feeds.web import Web
from digest.workers import Outcome

Looked = Feed | tuple[Candidate, ...]


def listed(path: str, *, stdin: BinaryIO | None = None) -> tuple[Feed | Problem, ...]:
    """The feeds of an OPML file. Raises FormatError where it is none."""
    found: list[Feed | Problem] = []
    for raw in sources.find([path], stdin=stdin):
        found += [raw] if isinstance(raw, Problem) else opml.read(raw.data, raw.place)
    return tuple(found)


def find(places: Sequence[str], manners: Manners) -> Iterator[Feed | Problem]:
    """The feed at each of `places`, or that of the page there, with its title and site.

    A feed that has moved for good is given where it lives. A page with several feeds is a Problem
    that names them.
    """
    with Web(manners) as web:
        for place in places:
            try:
                yield _find(web, place)
            except FormatError as error:
                yield error.problem()


def _find(web: Web, place: str) -> Feed | Problem:
    problems = []
    for url in addresses(place):
        found = _look(web, [url])[url]
        if isinstance(found, Feed):
            return found
        if isinstance(found, tuple):
            return _of_page(web, place, found)
        problems.append(found)
    return problems[0]


def _of_page(web: Web, place: str, candidates: Sequence[Candidate]) -> Feed | Problem:
    """The only feed of the surest kind that there is; of guesses, the first that is right."""
    for (_, kind), group in groupby(candidates, key=lambda each: (each.comments, each.kind)):
        looked = _look(web, [each.url for each in group])
        feeds = [each for each in looked.values() if isinstance(each, Feed)]
        if len(feeds) == 1 or (feeds and kind is Kind.GUESSED):
            return feeds[0]
        if feeds:
            each_feed = "".join(f"\n    {each.url}  {each.title}" for each in feeds)
            message = f"has {len(feeds)} feeds"
            return Problem(place=place, message=message, hint=f"give one of them:{each_feed}")
    return Problem(place=place, message="has no feed", hint="give the address of the feed itself")


def _look(web: Web, urls: Sequence[str]) -> dict[str, Looked | Problem]:
    """What is at each of `urls`, in their order."""
    found: dict[str, Looked | Problem] = {}

    def then(response: Response, outcome: Outcome[Looked]) -> None:
        value = outcome.value
        if isinstance(value, Feed):
            value = replace(value, url=response.moved_to or response.key)
        found[response.key] = value or outcome.problem or ()

    for url in urls:
        web.fetch(Request(key=url, url=url), look, then)
    web.run()
    return {url: found[url] for url in urls}
