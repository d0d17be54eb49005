"""Mail that came back stops the addresses that are no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from digest.delivery.addresses import key, normalise
from digest.delivery.bounces import Bounce, read
from digest.delivery.mailboxes import unread
from digest.errors import AddressError
from digest.models.subscribers import Standing
from digest.storage import Store


class Verdict(StrEnum):
    """`kept`: the address is there and this message was not taken, or what bounced is an address
    that it is passed on to. `foreign`: it is none of our messages, or somebody says so who never
    got it.
    """

    STOPPED = "stopped"
    KEPT = "kept"
    FOREIGN = "foreign"


@dataclass(frozen=True, kw_only=True, slots=True)
class Returned:
    """What came of a bounce: `address` is whom the message was sent to, as the bounce has it where
    it is foreign.
    """

    verdict: Verdict
    address: str
    detail: str


def stop_bounced(store: Store, place: Path, *, now: datetime) -> Iterator[Returned]:
    """What came of each bounce in the mailbox at `place` that was not read before. Whoever is
    stopped gets no digest any more. Raises SourceError where it cannot be read.
    """
    for data in unread(place):
        for bounce in read(data):
            yield _judged(store, bounce, now)


def _judged(store: Store, bounce: Bounce, now: datetime) -> Returned:
    sent = store.outbox.sent_to(bounce.message_id)
    if sent is None:
        return Returned(
            verdict=Verdict.FOREIGN, address=bounce.recipient, detail="none of our messages"
        )
    address, detail = sent.recipient, bounce.detail
    if not _is_same(bounce.recipient, address):
        detail = f"of {bounce.recipient}, to which it is passed on: {detail}"
        return Returned(verdict=Verdict.KEPT, address=address, detail=detail)
    if not bounce.hard:
        return Returned(verdict=Verdict.KEPT, address=address, detail=detail)
    store.subscribers.stop(address, Standing.BOUNCED, detail, now)
    return Returned(verdict=Verdict.STOPPED, address=address, detail=detail)


def _is_same(said: str, address: str) -> bool:
    """Whether a server means `address`, which is normalised."""
    try:
        return key(normalise(said)) == key(address)
    except AddressError:
        return False
