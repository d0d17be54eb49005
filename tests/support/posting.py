"""An outbox with one mailing in it, and what sends it to a server of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from digest.delivery import Channel, message
from digest.delivery.outcomes import Patience
from digest.delivery.smtp import SmtpChannel
from digest.models.mail import Delivery, Mailing, Security, Smtp, State, Unknown
from digest.pipeline.mail.sending import Manner, send
from digest.pipeline.mail.sent import Sent
from digest.storage import Store
from support.letters import CONTENT, SENDER
from support.outbox import NOW, delivery, mailing

MAILING = mailing()


def queue(
    store: Store, recipients: Iterable[str], *, of: Mailing = MAILING, token: str = "t" * 32
) -> None:
    deliveries = [delivery(each, mailing=of.id, token=token) for each in recipients]
    store.outbox.queue(of, {"": message.body(CONTENT, SENDER)}, deliveries, now=NOW)


@dataclass(kw_only=True)
class Post:
    """Who sends, at a time of its own."""

    store: Store
    port: int
    now: datetime = NOW
    tick: timedelta = timedelta()
    unknown: Unknown = Unknown.ASK
    connections: int = 2
    timeout: float = 1.0
    per_minute: int = 0
    holder: str = "sender"
    stop: Event = field(default_factory=Event)
    watch: Callable[[Delivery], None] = lambda _: None

    def clock(self) -> datetime:
        """Each look at it takes a `tick`."""
        self.now += self.tick
        return self.now

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def send(self, *, only: str = "") -> Sent:
        """By SMTP."""
        server = Smtp(
            host="127.0.0.1",
            port=self.port,
            security=Security.NONE,
            timeout=self.timeout,
            connections=self.connections,
        )
        return self.send_to({"smtp": SmtpChannel(server)}, only=only)

    def send_to(self, channels: Mapping[str, Channel], *, only: str = "") -> Sent:
        manner = Manner(
            sender=SENDER,
            patience=Patience(give_up=timedelta(hours=48), unknown=self.unknown),
            holder=self.holder,
            clock=self.clock,
            stop=self.stop,
            mailing=only,
            per_minute=self.per_minute,
            watch=self.watch,
        )
        return send(self.store, channels, manner)

    def states(self) -> dict[str, State]:
        return {each.recipient: each.state for each in self.store.outbox.list()}
