"""Fetching and reading at the same time, and how both end."""

from __future__ import annotations

import time
from contextlib import suppress
from threading import Thread

import pytest
from support.feed_site import Entry, Site, site

from digest.errors import SourceError
from digest.models.web import Manners, Request
from digest.pipeline.feeds.web import ROOM, Web, read_feed

MANNERS = Manners(user_agent="digest-tests", private_networks=("127.0.0.0/8",))

# Seconds in which all would have been fetched several times.
PATIENCE = 30.0

# Seconds without a request that tell that there will be none.
QUIET = 0.5


def test_an_error_ends_what_is_under_way() -> None:
    """A full disk, or Ctrl-C, while more has come than there is room for: who brings it waits for
    somebody to take it, and the end of the program must not wait for them.
    """
    with site() as there:
        work = Thread(target=_interrupted, args=[there], daemon=True)
        work.start()
        work.join(PATIENCE)
        assert not work.is_alive()


def _interrupted(there: Site) -> None:
    def interrupt(*_: object) -> None:
        _wait_until_quiet(there)
        raise KeyboardInterrupt

    with suppress(KeyboardInterrupt), Web(MANNERS) as web:
        for number in range(3 * ROOM):
            url = there.feed(f"/{number}", [Entry(title="Ferry", guid=f"{number}")])
            web.fetch(Request(key=url, url=url), read_feed, interrupt)
        web.run()


def _wait_until_quiet(there: Site) -> None:
    """Until the server has been asked for all that there is room for."""
    asked = -1
    while asked < len(there.asked):
        asked = len(there.asked)
        time.sleep(QUIET)


def test_readers_that_are_gone_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that runs out of memory kills what it likes, and a refresh must still end."""
    monkeypatch.setattr("digest.pipeline.feeds.web.SILENCE", QUIET)
    monkeypatch.setattr("digest.workers.Workers.submit", lambda *_: None)
    with Web(MANNERS, fetches=False) as web:
        web.read("feed", read_feed, then=lambda *_: None)
        with pytest.raises(SourceError, match="those that read feeds are gone"):
            web.run()
