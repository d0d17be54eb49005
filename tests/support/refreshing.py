"""Refreshes of feeds on a site of the test, with hours between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from digest.config.settings import FeedSettings
from digest.models import Article
from digest.models.feeds import Feed, FeedOptions
from digest.models.web import Manners
from digest.pipeline.feeds.refresh import Watch, refresh
from digest.pipeline.feeds.refreshed import Report
from digest.pipeline.feeds.web import Web
from digest.storage import Store
from support.feed_site import Entry

MANNERS = Manners(user_agent="digest-tests", private_networks=("127.0.0.0/8",))
SETTINGS = FeedSettings(manners=MANNERS, wait=30, keep_days=90)
# Servers say when to come back by the clock on the wall, so the tests begin when they begin.
START = datetime.now(UTC)

FERRIES = "The ferries sail again from Monday, the harbour office said. "
NO_OPTIONS = FeedOptions()


def follow(store: Store, *urls: str, options: FeedOptions = NO_OPTIONS) -> None:
    store.feeds.add([Feed(url=url, options=options) for url in urls])


def visit(
    store: Store,
    web: Web,
    *,
    hours: float = 0,
    everything: bool = True,
    only: Sequence[str] = (),
    watch: Watch = lambda _: None,
) -> Report:
    """A refresh so many hours after the first."""
    return refresh(
        store,
        web,
        SETTINGS,
        now=START + timedelta(hours=hours),
        everything=everything,
        only=only,
        expect=lambda _: None,
        watch=watch,
    )


def entry(number: int, **said: str) -> Entry:
    values = {
        "title": f"Ferry {number} sails again",
        "link": f"https://harbour.example/{number}",
        "guid": f"ferry-{number}",
        "text": f"{number}. {FERRIES}",
    }
    return Entry(**{**values, **said})


def kept(store: Store) -> tuple[Article, ...]:
    return store.unread()
