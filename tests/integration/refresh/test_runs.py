"""A refresh that is interrupted, or fails."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from support.feed_site import Site
from support.refreshing import MANNERS, START, entry, follow, kept, visit

from digest.errors import StoreError
from digest.feeds.identity import decide
from digest.models.feeds import Feed
from digest.pipeline.feeds.refresh import BATCH
from digest.pipeline.feeds.refreshed import Visited
from digest.pipeline.feeds.web import Web
from digest.storage import Record, Store


def test_an_interrupted_run_is_gone_on_with(there: Site, web: Web, store: Store) -> None:
    """What was visited is not visited again, what was not is."""
    urls = [there.feed(f"/{n}", [entry(n)]) for n in range(3)]
    follow(store, *urls)
    run = store.feeds.start(now=START, everything=True)
    first = store.feeds.all()[0]
    later = START + timedelta(minutes=30)
    done = replace(first, visits=replace(first.visits, visited=START, next_try=later))
    store.feeds.record([Record(url=first.url, feed=done)], run=run, now=START)
    report = visit(store, web, hours=0.1)
    assert report.resumed
    assert [each.feed for each in report.visited] == urls[1:]
    assert not visit(store, web, hours=1).resumed


def test_a_store_that_fails_keeps_what_it_had(there: Site, store: Store, tmp_path: Path) -> None:
    """A full disk, or another program that does not let go: the run ends with a sentence, and the
    next one goes on with it.
    """
    size = BATCH // 2 + 1
    urls = [there.feed(f"/{n}", [entry(n * size + each) for each in range(size)]) for n in range(5)]
    follow(store, *urls)
    file = tmp_path / "digest.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other, Web(MANNERS) as web:

        def block(_: Visited) -> None:
            if not other.in_transaction:
                other.execute("BEGIN IMMEDIATE")

        with Store.open(f"sqlite:///{file}", wait=0.1) as impatient:
            with pytest.raises(StoreError, match="another program is writing"):
                visit(impatient, web, watch=block)
            done = len(kept(impatient))
        other.execute("ROLLBACK")
    assert 0 < done < 5 * size
    assert done % size == 0
    with Web(MANNERS) as web:
        report = visit(store, web, hours=0.1, everything=False)
    assert report.resumed
    assert len(report.visited) == 5 - done // size
    assert len(kept(store)) == 5 * size


def test_what_nobody_expected_is_told_when_the_others_are_stored(
    there: Site, web: Web, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of ours that one feed brings to light must cost neither the other feeds nor go
    unseen; its items come with the first refresh after it is mended.
    """
    urls = [there.feed(f"/{n}", [entry(n)]) for n in range(3)]
    follow(store, *urls)

    def mistaken(*args: Any, feed: Feed, **said: Any) -> Any:
        if feed.url == urls[1]:
            raise ZeroDivisionError
        return decide(*args, feed=feed, **said)

    with monkeypatch.context() as patch:
        patch.setattr("digest.pipeline.feeds.refresh.decide", mistaken)
        with pytest.raises(ExceptionGroup) as raised:
            visit(store, web)
    (error,) = raised.value.exceptions
    assert isinstance(error, ZeroDivisionError)
    assert urls[1] in "".join(error.__notes__)
    assert len(kept(store)) == 2
    report = visit(store, web, hours=0.1, everything=False)
    assert (report.resumed, [each.feed for each in report.visited]) == (True, [urls[1]])
    assert len(kept(store)) == 3


def test_two_refreshes_do_not_meet(web: Web, store: Store) -> None:
    """Both would ask every server, and each would undo what the other notes."""
    with store.feeds.alone(), pytest.raises(StoreError, match="another refresh is running"):
        visit(store, web)
