"""Who becomes a subscriber, and what the people themselves say.

A no stays a no: who unsubscribed, or cannot be reached, is added again only where somebody says
that this is meant. Files with such people stop others, and never start them again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from digest.models.subscribers import Standing, Subscriber, Wish

_STOPPED = frozenset({Standing.UNSUBSCRIBED, Standing.BOUNCED})


class Fate(StrEnum):
    """What came of adding somebody. `refused` are those who said no, or were asked and have not
    answered.
    """

    ADDED = "added"
    CHANGED = "changed"
    STOPPED = "stopped"
    KNOWN = "known"
    REFUSED = "refused"


def join(known: Subscriber | None, new: Subscriber, *, again: bool) -> tuple[Fate, Subscriber]:
    """What becomes of `new`, who may be `known`; `again` says that a no is known of. Topics that
    are known stay where no others are given.
    """
    if known is None:
        return Fate.ADDED, new
    if new.standing in _STOPPED:
        return _stopped(known, new)
    if not again and known.standing not in (Standing.ACTIVE, new.standing):
        return Fate.REFUSED, known
    topics = new.topics or known.topics
    if known.standing is Standing.ACTIVE or known.standing is new.standing:
        if topics == known.topics:
            return Fate.KNOWN, known
        return Fate.CHANGED, replace(known, topics=topics, changed=new.changed)
    added = replace(known, standing=new.standing, topics=topics, detail="", changed=new.changed)
    return Fate.ADDED, added


def _stopped(known: Subscriber, new: Subscriber) -> tuple[Fate, Subscriber]:
    if known.standing in _STOPPED:
        return Fate.KNOWN, known
    stopped = replace(known, standing=new.standing, detail=new.detail, changed=new.changed)
    return Fate.STOPPED, stopped


def after(subscriber: Subscriber, *, wish: Wish, now: datetime) -> Subscriber:
    """Somebody whose wish was heard. The same wish again changes nothing."""
    standing = Standing.ACTIVE if wish is Wish.SUBSCRIBE else Standing.UNSUBSCRIBED
    if subscriber.standing is standing:
        return subscriber
    return replace(subscriber, standing=standing, detail="said so on the page", changed=now)


def masked(address: str) -> str:
    """An address that its owner knows again, and nobody else learns: `j…@example.org`."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"
