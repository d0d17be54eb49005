"""Letters as the product makes them."""

from __future__ import annotations

from datetime import UTC, datetime

from digest.delivery.letters import freeze
from digest.delivery.letters import letter as joined
from digest.delivery.message import body
from digest.models.mail import PLACEHOLDER, Content, Delivery, Kind, Letter, Mailing, Sender

CREATED = datetime(2026, 11, 22, 6, tzinfo=UTC)
SENDER = Sender(mailbox="Digest <digest@example.org>")
LINK = f"https://digest.example.org/u/{PLACEHOLDER}"
# Lines that begin with dots, which SMTP has to take care of.
CONTENT = Content(
    subject="Tagesdigest: Fähren",
    text=f".\n..\n.Die Fähren fahren wieder.\n\n{LINK}\n",
    html=f"<!doctype html>\n<p>Die Fähren fahren wieder.\n.\n<a href='{LINK}'>Abbestellen</a>\n",
    language="de",
    list_id="Tagesdigest <daily.example.org>",
    unsubscribe=LINK,
)


def letter(
    recipient: str = "anna@example.org",
    *,
    mailing: str = "daily-2026-11-22",
    sender: Sender = SENDER,
) -> Letter:
    of = Mailing(id=mailing, kind=Kind.EDITION, digest="daily", created=CREATED)
    made = body(CONTENT, sender)
    delivery = Delivery(
        mailing=mailing,
        channel="smtp",
        recipient=recipient,
        token="t" * len(PLACEHOLDER),
        next_try=CREATED,
        changed=CREATED,
    )
    return joined(freeze(delivery, of, made, sender), made, sender)
