"""When a feed is visited next, and what is remembered of how it has been doing."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from digest.models import Problem
from digest.models.feeds import Channel, Feed, Visits
from digest.models.web import Response

NOT_MODIFIED = 304
GONE = 410

# In minutes. A feed that has failed, or that asks for more time, is visited daily all the same;
# only one that says when to come back can ask for longer.
LONGEST_WAIT = 24 * 60
LONGEST_RETRY_AFTER = timedelta(days=7)

# A visit is up to a tenth sooner than it could be: so feeds do not all come due at once, and a
# timer that runs as often as feeds are visited finds each of them due.
JITTER = 0.1

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def after(
    feed: Feed,
    response: Response,
    *,
    channel: Channel | None = None,
    problem: Problem | None = None,
    followed: Container[str] = (),
    now: datetime,
    wait: int,
    offline: bool = False,
) -> Feed:
    """`feed` after a visit. `channel` is what was in the body, or `problem` why nothing was.

    `followed` are the addresses of all feeds, `wait` the configured minutes between two visits.
    Where this machine was `offline`, the feed is due as it was.
    """
    problem = problem or response.problem
    if problem and offline:
        return replace(feed, visits=_missed(feed.visits, problem, now))
    if problem:
        visits = _failed(feed.visits, response, problem, now)
    else:
        visits = _succeeded(feed.visits, response, channel, now)
        feed = _filled(feed, channel)
        if response.moved_to not in ("", feed.url) and response.moved_to in followed:
            visits = _ended(visits, response.moved_to)
        elif response.moved_to:
            feed = replace(feed, url=response.moved_to)
    next_try = _next_try(feed, visits, response, now, wait)
    return replace(feed, visits=replace(visits, next_try=next_try))


def afresh(feed: Feed) -> Feed:
    """`feed`, whose file is read at the next visit even if it is the same: other options make
    other articles of it.
    """
    return replace(feed, visits=replace(feed.visits, etag="", last_modified=""))


def _missed(visits: Visits, problem: Problem, now: datetime) -> Visits:
    return replace(visits, visited=now, status=None, error=problem.message)


def _failed(visits: Visits, response: Response, problem: Problem, now: datetime) -> Visits:
    """The tags stay: they are those of the last body that was read."""
    return replace(
        visits,
        visited=now,
        status=response.status,
        error=problem.message,
        errors=visits.errors + 1,
        stopped=visits.stopped or response.status == GONE,
    )


def _succeeded(
    visits: Visits, response: Response, channel: Channel | None, now: datetime
) -> Visits:
    """A server need not repeat, in a 304, what it said with the body."""
    kept = visits if response.status == NOT_MODIFIED else Visits()
    return replace(
        visits,
        etag=response.etag or kept.etag,
        last_modified=response.last_modified or kept.last_modified,
        visited=now,
        succeeded=now,
        status=response.status,
        error="",
        errors=0,
        stopped=False,
        wait=channel.wait if channel else visits.wait,
    )


def _ended(visits: Visits, url: str) -> Visits:
    """What two feeds bring would come twice, where both have moved to one address."""
    return replace(visits, stopped=True, error=f"has moved to {url}, which is followed already")


def _filled(feed: Feed, channel: Channel | None) -> Feed:
    """What the user has not named is called as the feed says."""
    if channel is None:
        return feed
    return replace(feed, title=feed.title or channel.title, site=feed.site or channel.site)


def _next_try(feed: Feed, visits: Visits, response: Response, now: datetime, wait: int) -> datetime:
    usual = feed.options.wait or max(wait, min(visits.wait or 0, LONGEST_WAIT))
    # Past ten errors any wait is the longest; more would only be a large number.
    minutes = min(usual * 2 ** min(visits.errors, 10), max(usual, LONGEST_WAIT))
    due = now + timedelta(minutes=minutes) * (1 - JITTER * _share(f"{feed.url} {now.isoformat()}"))
    told = min(response.retry_after or now, now + LONGEST_RETRY_AFTER)
    return max(due, told)


def _share(seed: str) -> float:
    """A number from 0 to 1 that is another for each seed, and the same for the same one."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=4).digest()) / 2**32


def rate(items: int, *, since: datetime, now: datetime) -> float | None:
    """Items a week, where so many came in since then; nothing can be said of less than a day."""
    return items * (WEEK / (now - since)) if now - since >= DAY else None
