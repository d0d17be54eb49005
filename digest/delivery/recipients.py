"""Who gets an edition: the recipients of the configuration and those who subscribed, each once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from digest.delivery.addresses import key
from digest.models.subscribers import Origin, Standing, Subscriber


def choose(
    digest: str, configured: Sequence[str], known: Sequence[Subscriber], *, now: datetime
) -> tuple[Subscriber, ...]:
    """Who gets the editions of `digest`, by address, one person once.

    `configured` are normalised addresses, `known` the subscribers of all digests; who is of the
    first and not of the second is new. An address that bounced gets nothing of any digest, one that
    unsubscribed nothing of this one.
    """
    named = {key(address): _new(digest, address, now) for address in reversed(configured)}
    own = {key(each.address): each for each in known if each.digest == digest}
    bounced = {key(each.address) for each in known if each.standing is Standing.BOUNCED}
    # Those of the configuration go when they are gone from it.
    left = {
        person
        for person, each in own.items()
        if each.origin is Origin.CONFIGURATION and person not in named
    }
    people = {**named, **own}
    return tuple(
        people[person]
        for person in sorted(people.keys() - bounced - left)
        if people[person].standing is Standing.ACTIVE
    )


def _new(digest: str, address: str, now: datetime) -> Subscriber:
    return Subscriber(
        digest=digest, address=address, origin=Origin.CONFIGURATION, added=now, changed=now
    )
