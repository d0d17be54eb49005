"""A no stays a no, until the person says otherwise, or somebody says that it is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.models.subscribers import Standing, Subscriber, Wish
from digest.subscribers.joining import Fate, after, join, masked

THEN = datetime(2026, 11, 20, 7, tzinfo=UTC)
NOW = THEN + timedelta(days=2)
ACTIVE, PENDING = Standing.ACTIVE, Standing.PENDING
UNSUBSCRIBED, BOUNCED = Standing.UNSUBSCRIBED, Standing.BOUNCED


def subscriber(
    standing: Standing, *, at: datetime = THEN, topics: tuple[str, ...] = ()
) -> Subscriber:
    return Subscriber(
        digest="daily",
        address="jane@example.org",
        standing=standing,
        topics=topics,
        token="t" * 32,
        added=at,
        changed=at,
    )


@pytest.mark.parametrize("standing", Standing)
def test_who_is_new_is_added_as_said(standing: Standing) -> None:
    """Also with a no: the list of those who want nothing is part of a list."""
    new = subscriber(standing, at=NOW)
    assert join(None, new, again=False) == (Fate.ADDED, new)


@pytest.mark.parametrize(
    ("known", "new", "fate", "fate_again", "standing_again"),
    [
        (ACTIVE, ACTIVE, Fate.KNOWN, Fate.KNOWN, ACTIVE),
        (ACTIVE, PENDING, Fate.KNOWN, Fate.KNOWN, ACTIVE),
        (ACTIVE, UNSUBSCRIBED, Fate.STOPPED, Fate.STOPPED, UNSUBSCRIBED),
        (ACTIVE, BOUNCED, Fate.STOPPED, Fate.STOPPED, BOUNCED),
        (PENDING, ACTIVE, Fate.REFUSED, Fate.ADDED, ACTIVE),
        (PENDING, PENDING, Fate.KNOWN, Fate.KNOWN, PENDING),
        (PENDING, UNSUBSCRIBED, Fate.STOPPED, Fate.STOPPED, UNSUBSCRIBED),
        (UNSUBSCRIBED, ACTIVE, Fate.REFUSED, Fate.ADDED, ACTIVE),
        (UNSUBSCRIBED, PENDING, Fate.REFUSED, Fate.ADDED, PENDING),
        (UNSUBSCRIBED, BOUNCED, Fate.KNOWN, Fate.KNOWN, UNSUBSCRIBED),
        (BOUNCED, ACTIVE, Fate.REFUSED, Fate.ADDED, ACTIVE),
        (BOUNCED, UNSUBSCRIBED, Fate.KNOWN, Fate.KNOWN, BOUNCED),
    ],
)
def test_who_is_known(
    known: Standing, new: Standing, fate: Fate, fate_again: Fate, standing_again: Standing
) -> None:
    """A row for each pair: what is asked, what comes of it, and with `--again`."""
    there, asked = subscriber(known), subscriber(new, at=NOW)
    said, kept = join(there, asked, again=False)
    assert said is fate
    if fate in (Fate.KNOWN, Fate.REFUSED):
        assert kept == there
    said, kept = join(there, asked, again=True)
    assert (said, kept.standing) == (fate_again, standing_again)
    assert (kept.token, kept.added) == (there.token, there.added)


def test_other_topics_take_the_place_of_those_there() -> None:
    """There is no other way to change them; none given leaves them."""
    there = subscriber(ACTIVE, topics=("ferry",))
    fate, kept = join(there, subscriber(ACTIVE, at=NOW, topics=("grid",)), again=False)
    assert (fate, kept) == (Fate.CHANGED, replace(there, topics=("grid",), changed=NOW))
    assert join(there, subscriber(ACTIVE, at=NOW), again=False) == (Fate.KNOWN, there)


@pytest.mark.parametrize("standing", Standing)
def test_a_wish_is_heard_once(standing: Standing) -> None:
    """From wherever somebody stands; a second click changes nothing, not even a time."""
    for wish, then in ((Wish.SUBSCRIBE, ACTIVE), (Wish.UNSUBSCRIBE, UNSUBSCRIBED)):
        there = subscriber(standing)
        once = after(there, wish=wish, now=NOW)
        assert once.standing is then
        assert (once.changed == THEN) == (standing is then)
        assert after(once, wish=wish, now=NOW + timedelta(days=1)) == once


def test_an_address_on_a_page_tells_nobody_but_its_owner() -> None:
    """Mails are passed on, with the links in them."""
    assert masked("jane.harms@example.org") == "j…@example.org"
    assert masked("ä@example.org") == "ä…@example.org"
