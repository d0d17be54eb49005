"""The visit of a feed while it is on its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from digest.feeds.entry import Arrivals
from digest.feeds.identity import Decision, News
from digest.models import Problem
from digest.models.feeds import Feed, Sighting
from digest.models.web import Request, Response
from digest.pipeline.feeds.refreshed import Visited
from digest.storage import Arrived

# How often the page of an item is asked for: later, the feed's own text has to do.
PAGE_TRIES = 3


@dataclass(kw_only=True, slots=True)
class Visit:
    """A visit on its way. `pages` counts those that were asked for and have not come yet. One that
    has `failed`, by an error that nobody expected, is never stored by halves.
    """

    feed: Feed
    response: Response
    came: Arrivals | None
    problem: Problem | None
    news: Counter[News] = field(default_factory=Counter)
    kept: dict[str, Arrived] = field(default_factory=dict)
    sightings: dict[str, Sighting] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    pages: int = 0
    failed: bool = False

    @property
    def is_complete(self) -> bool:
        return not (self.pages or self.failed)

    def links(self) -> Iterator[str]:
        """By what links other feeds may have brought what is in this one."""
        if self.came:
            yield from filter(None, (each.entry.keys.link for each in self.came.items))

    def owes_pages(self) -> bool:
        return any(0 < each.tries < PAGE_TRIES for each in self.sightings.values())

    def told(self, feed: Feed) -> Visited:
        """What came of it; `feed` is what it is from now on."""
        return Visited(
            feed=self.feed.url,
            title=feed.title,
            status=self.response.status,
            new=self.news[News.NEW],
            changed=self.news[News.CHANGED],
            known=self.news[News.KNOWN],
            left_out=self.came.left_out if self.came else 0,
            moved_to=feed.url if feed.url != self.feed.url else "",
            stopped=feed.visits.stopped,
            problem=self.problem,
            notes=tuple(self.notes),
        )


def request(feed: Feed) -> Request:
    """What its server is asked, with what that gave to know the last body by."""
    visits = feed.visits
    return Request(key=feed.url, url=feed.url, etag=visits.etag, last_modified=visits.last_modified)


def wants_page(decision: Decision) -> bool:
    return decision.news is not News.KNOWN or 0 < decision.sighting.tries < PAGE_TRIES


def is_whole(before: Sighting | None) -> bool:
    """Whether all of its text is stored, which the first lines of a new version do not replace."""
    return before is not None and before.tries == 0
