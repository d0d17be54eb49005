"""Mailings and deliveries for tests, as small as they can be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from digest.models.mail import Body, Delivery, Kind, Mailing
from digest.models.subscribers import Subscriber

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
BODY = Body(
    headers=(("Subject", "Tagesdigest"), ("List-Id", "<daily>")), data=b"\r\n", unsubscribe=""
)


def mailing(digest: str = "daily", kind: Kind = Kind.EDITION, **fields: Any) -> Mailing:
    values = {"id": f"{digest}-2026-11-22", "kind": kind, "digest": digest, "created": NOW}
    return Mailing(**values | fields)


def delivery(recipient: str, **fields: Any) -> Delivery:
    values = {"mailing": mailing().id, "channel": "smtp", "recipient": recipient}
    return Delivery(**values | {"next_try": NOW, "changed": NOW, "token": "t" * 32} | fields)


def deliveries(number: int, **fields: Any) -> list[Delivery]:
    return [delivery(f"{n}@example.org", **fields) for n in range(number)]


def subscriber(address: str, digest: str = "daily", **fields: Any) -> Subscriber:
    return Subscriber(digest=digest, address=address, **{"added": NOW, "changed": NOW} | fields)
