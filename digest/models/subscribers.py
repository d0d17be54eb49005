"""Who gets a digest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """`pending`: was asked by mail and has not confirmed. `unsubscribed` and `bounced` get nothing,
    wherever else their address stands.
    """

    PENDING = "pending"
    ACTIVE = "active"
    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"


class Origin(StrEnum):
    """How somebody came to be one: those of the `configuration` go when they are gone from it."""

    CONFIGURATION = "configuration"
    COMMAND = "command"


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscriber:
    """One person and one digest. `address` is as `delivery.addresses` normalises it; `topics` are
    of interest to this one besides those of the digest; `token` is what the pages know them by;
    `detail` says why they stand so, where it was not the operator's doing. Times are in UTC.
    """

    digest: str
    address: str
    topics: tuple[str, ...] = ()
    standing: Standing = Standing.ACTIVE
    origin: Origin = Origin.COMMAND
    token: str = field(default="", repr=False)
    added: datetime
    changed: datetime
    detail: str = ""


class Wish(StrEnum):
    """What somebody says on the pages, or their mail program for them (RFC 8058)."""

    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """What the pages know of a subscriber: the digest by its `title` and `language`, and enough of
    the address that its owner knows it again.
    """

    title: str
    language: str
    address: str
    standing: Standing
