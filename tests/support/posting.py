"""An outbox with one mailing in it, and what sends it to a server of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event

from digest.delivery import message
from digest.delivery.outcomes import Patience
from digest.delivery.smtp import SmtpChannel
from digest.models.mail import (
    PLACEHOLDER,
    Content,
    Delivery,
    Kind,
    Mailing,
    Security,
    Sender,
    Smtp,
    State,
    Unknown,
)
from digest.pipeline.sending import Manner, send
from digest.pipeline.sent import Sent
from digest.storage import Store

START = datetime(2026, 11, 22, 7, tzinfo=UTC)
MAILING = Mailing(id="daily-2026-11-22", kind=Kind.EDITION, digest="daily", created=START)
SENDER = Sender(mailbox="Digest <digest@example.org>", bounces_to="bounces@example.org")
CONTENT = Content(
    subject="Ferries sail again",
    text=f"The ferries sail again.\nhttps://digest.example.org/u/{PLACEHOLDER}\n",
    html=f'<p>The ferries sail again. <a href="https://digest.example.org/u/{PLACEHOLDER}">No</a>',
    language="en",
    unsubscribe=f"https://digest.example.org/u/{PLACEHOLDER}",
)
TOKEN = "t" * 32


def queue(
    store: Store, recipients: Iterable[str], *, mailing: Mailing = MAILING, token: str = TOKEN
) -> None:
    deliveries = [
        Delivery(
            mailing=mailing.id,
            channel="smtp",
            recipient=each,
            token=token,
            next_try=mailing.created,
            changed=mailing.created,
        )
        for each in recipients
    ]
    bodies = {"": message.body(CONTENT, SENDER)}
    store.outbox.queue(mailing, bodies, deliveries, now=mailing.created)


@dataclass(kw_only=True)
class Post:
    """Who sends, at a time of its own."""

    store: Store
    port: int
    now: datetime = START
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

    def send(self, *, mailing: str = "") -> Sent:
        server = Smtp(
            host="127.0.0.1",
            port=self.port,
            security=Security.NONE,
            timeout=self.timeout,
            connections=self.connections,
        )
        manner = Manner(
            sender=SENDER,
            patience=Patience(give_up=timedelta(hours=48), unknown=self.unknown),
            holder=self.holder,
            clock=self.clock,
            stop=self.stop,
            mailing=mailing,
            per_minute=self.per_minute,
            watch=self.watch,
        )
        return send(self.store, {"smtp": SmtpChannel(server)}, manner)

    def states(self) -> dict[str, State]:
        return {each.recipient: each.state for each in self.store.outbox.list()}
