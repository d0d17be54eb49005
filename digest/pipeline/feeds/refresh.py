"""Feeds: visit those that are due, and keep what they bring.

    fetched -> read -> decided on -> (pages of short items) -> stored

Fetching and reading happen in other processes (`Web`); decisions are those of `digest.feeds`.
What a visit brought is stored with what the server needs to hear at the next one (ETag), or none of
it is: a run that is interrupted at any point loses nothing, and is gone on with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from digest.config.settings import FeedSettings
from digest.feeds import visits
from digest.feeds.entry import Arrival, Arrivals
from digest.feeds.identity import Decision, News, decide, located
from digest.models import Article
from digest.models.feeds import Feed, Located, Sighting
from digest.models.serial import dump
from digest.models.web import Request, Response, Want
from digest.pipeline.feeds.refreshed import Report, Visited
from digest.pipeline.feeds.visit import PAGE_TRIES, Visit, is_whole, request, wants_page
from digest.pipeline.feeds.web import Web
from digest.storage import Arrived, FeedStore, Record, Run, Store
from digest.workers import Outcome

# Items that are stored at a time; a feed without any counts as one. Fewer would wait for the disk
# more often, more would have to be held in memory.
BATCH = 200

# Of one feed at a visit, the first of its file: a site is not read through for one that links to
# all of it. What else is short keeps the feed's own text.
MOST_PAGES = 50

# What was in a feed within this time is known when it comes again; what comes back after longer has
# the id that it had, unless its link is another.
REMEMBERED = timedelta(days=30)

Watch = Callable[[Visited], None]


def refresh(
    store: Store,
    web: Web,
    settings: FeedSettings,
    *,
    now: datetime,
    everything: bool = False,
    only: Sequence[str] = (),
    patience: float = 0,
    expect: Callable[[int], None],
    watch: Watch,
) -> Report:
    """Visit the feeds that are due, or all that are not stopped, and keep what they bring.

    Where there are addresses in `only`, these feeds are visited and no others, due or not.
    `expect` is told how many there are, `watch` of each that is done. Raises StoreError where
    another refresh is running, and has not ended within `patience` seconds.
    """
    feeds = store.feeds
    with feeds.alone(patience=patience):
        run = feeds.start(now=now, everything=everything)
        followed = feeds.all()
        named = tuple(each for each in followed if each.url in only)
        due = named if only else feeds.due(run, now=now)
        expect(len(due))
        refreshing = _Refresh(feeds, web, run, wait=settings.wait, now=now, watch=watch)
        visited = refreshing.visit(due)
        report = Report(
            visited=visited,
            waiting=sum(not each.visits.stopped for each in set(followed).difference(due)),
            resumed=run.started != now,
            offline=bool(due) and refreshing.offline,
        )
        if settings.keep_days:
            store.forget(now - timedelta(days=settings.keep_days))
        if not (only and report.resumed):  # there is more to do of a run that was interrupted
            feeds.finish(run, now=now, report=dump(report))
    return report


class _Refresh:
    def __init__(
        self, store: FeedStore, web: Web, run: Run, *, wait: int, now: datetime, watch: Watch
    ) -> None:
        self._store = store
        self._web = web
        self._run = run
        self._wait = wait
        self._now = now
        self._watch = watch
        self._followed = {each.url for each in store.all()}
        # Documents by their links; also those that wait for a page and are not stored yet.
        self._elsewhere: dict[str, Located] = {}
        self._read: list[Visit] = []
        self._at_hand = 0
        self._whole: list[Visit] = []
        self._visited: dict[str, Visited] = {}
        self._errors: list[Exception] = []
        self.offline = True

    def visit(self, feeds: Sequence[Feed]) -> tuple[Visited, ...]:
        """What came of the visits, in the order of `feeds` and not in that of their answers."""
        for feed in feeds:
            self._web.fetch(request(feed), partial(_read_feed, feed), partial(self._came, feed))
        self._web.run(in_a_pause=self._put_away)
        if self._whole:
            self._record()
        if self._errors:
            raise ExceptionGroup("some feeds were not stored", self._errors)
        return tuple(self._visited[feed.url] for feed in feeds)

    def _came(self, feed: Feed, response: Response, outcome: Outcome[Arrivals]) -> None:
        self.offline = self.offline and response.unreachable
        visit = Visit(feed=feed, response=response, came=outcome.value, problem=outcome.problem)
        self._read.append(visit)
        self._at_hand += max(len(visit.came.items) if visit.came else 0, 1)
        if self._at_hand >= BATCH:
            self._put_away()

    def _put_away(self) -> None:
        """Decide on what was read, ask for the pages that it takes, store what is whole.

        How feeds did that could not be reached depends on whether any can be.
        """
        if self._read:
            self._decide()
        if self._whole and not self.offline:
            self._record()

    def _decide(self) -> None:
        came, self._read, self._at_hand = self._read, [], 0
        with_items = [each.feed.url for each in came if each.came]
        known = self._store.sightings(with_items, since=self._now - REMEMBERED)
        links = [link for each in came for link in each.links()]
        self._elsewhere = {**self._store.located(links), **self._elsewhere}
        for visit in came:
            with self._apart(visit):
                if visit.came:
                    self._decide_on(visit, visit.came.items, known[visit.feed.url])
                if visit.is_complete:
                    self._whole.append(visit)

    def _decide_on(
        self,
        visit: Visit,
        items: Sequence[Arrival],
        known: Sequence[Sighting],
    ) -> None:
        today = self._now.replace(hour=0, minute=0, second=0, microsecond=0)
        entries = [each.entry for each in items]
        decisions = decide(entries, known, self._elsewhere, feed=visit.feed, today=today)
        self._elsewhere.update(located(decisions, self._elsewhere))
        remembered = {each.document: each for each in known}
        for item, decision in zip(items, decisions, strict=True):
            visit.news[decision.news] += 1
            if decision.sighting != remembered.get(decision.document):
                visit.sightings[decision.document] = decision.sighting
            has_more = visit.feed.options.full_text and item.page and visit.pages < MOST_PAGES
            if asked := has_more and wants_page(decision):
                self._ask_for_page(visit, item, decision)
            waits = asked and is_whole(remembered.get(decision.document))
            if decision.news is not News.KNOWN and not waits:
                self._keep(visit, item, decision, item.article)

    def _keep(self, visit: Visit, item: Arrival, decision: Decision, article: Article) -> None:
        article = replace(article, id=decision.document)
        visit.kept[article.id] = Arrived(article=article, published=item.entry.published)

    def _ask_for_page(self, visit: Visit, item: Arrival, decision: Decision) -> None:
        visit.pages += 1
        key = f"{visit.feed.url} {decision.document}"
        then = partial(self._got_page, visit, item, decision)
        asked = Request(key=key, url=item.page, want=Want.PAGE)
        self._web.fetch(asked, partial(_read_page, item.article), then)

    def _got_page(
        self,
        visit: Visit,
        item: Arrival,
        decision: Decision,
        _: Response,
        outcome: Outcome[Article],
    ) -> None:
        """The page in the place of the feed's own text, or a note of why it could not be had.

        Where that is so for good, what the feed says now takes the place of an earlier page.
        """
        tries = 0
        if outcome.value:
            self._keep(visit, item, decision, outcome.value)
        elif outcome.problem:
            visit.notes.append(outcome.problem)
            tries = decision.sighting.tries + 1
            if tries == PAGE_TRIES:
                self._keep(visit, item, decision, item.article)
        visit.sightings[decision.document] = replace(decision.sighting, tries=tries)
        visit.pages -= 1
        if visit.is_complete:
            self._whole.append(visit)

    @contextmanager
    def _apart(self, visit: Visit) -> Iterator[None]:
        """What nobody expected of one feed is raised when the others are stored."""
        try:
            yield
        except Exception as error:  # noqa: BLE001  none is lost
            error.add_note(f"feed: {visit.feed.url}")
            self._errors.append(error)
            visit.failed = True

    def _record(self) -> None:
        whole, self._whole = self._whole, []
        kept = []
        for visit in whole:
            with self._apart(visit):
                kept.append((visit, self._kept(visit)))
        self._store.record([each for _, each in kept], run=self._run, now=self._now)
        for visit, outcome in kept:
            self._visited[visit.feed.url] = visited = visit.told(outcome.feed)
            self._watch(visited)

    def _kept(self, visit: Visit) -> Record:
        feed = visits.after(
            visit.feed,
            visit.response,
            channel=visit.came.channel if visit.came else None,
            problem=visit.problem,
            followed=self._followed,
            now=self._now,
            wait=self._wait,
            offline=self.offline,
        )
        if visit.owes_pages():  # a 304 would not bring these items again
            feed = replace(feed, visits=replace(feed.visits, etag="", last_modified=""))
        return Record(
            url=visit.feed.url,
            feed=feed,
            arrivals=tuple(visit.kept.values()),
            sightings=tuple(visit.sightings.values()),
        )


def _read_feed(feed: Feed, data: bytes, url: str, content_type: str) -> Arrivals:
    """In a worker: what the file of `feed`, which is at `url`, brings."""
    from digest.feeds.arrivals import arrivals
    from digest.formats.feed import parse

    channel = parse(data, place=feed.url, url=url, content_type=content_type)
    return arrivals(channel, feed)


def _read_page(article: Article, data: bytes, url: str, content_type: str) -> Article:
    """In a worker: `article` with the text of its page, which is at `url`."""
    from digest.formats.page import page

    return page(data, content_type, replace(article, place=url))
