"""What a file of a feed brings, made ready for those who decide on it and keep it.

This is all that can be done without knowing what was there before, so it is done where the file is
read. What leaves that process is small.
"""

from __future__ import annotations

from dataclasses import replace

from digest.feeds.articles import article
from digest.feeds.entry import Arrival, Arrivals
from digest.feeds.filters import wanted
from digest.feeds.keys import entries
from digest.models.feeds import Channel, Feed


def arrivals(channel: Channel, feed: Feed) -> Arrivals:
    """The items of `channel`, the file of `feed`, that its options ask for, each once."""
    items = wanted(channel.items, feed.options)
    feed = replace(feed, site=feed.site or channel.site)
    found = tuple(
        Arrival(
            entry=entry,
            article=article(item, channel, id="", feed=feed),
            page=item.url if entry.is_short else "",
        )
        for item, entry in entries(items, feed)
    )
    left_out = len(channel.items) - len(items)
    return Arrivals(channel=replace(channel, items=()), items=found, left_out=left_out)
