"""Letters as the product makes them."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime

from digest.delivery.letters import freeze
from digest.delivery.letters import letter as joined
from digest.delivery.message import body
from digest.models.mail import PLACEHOLDER, Content, Delivery, Kind, Letter, Mailing, Sender
from digest.models.views import Image

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
# A picture of one pixel.
PICTURE = Image(
    name="chart.png",
    data=b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
    ),
)
ILLUSTRATED = replace(
    CONTENT,
    html=CONTENT.html.replace("\n<p>", '\n<img src="cid:chart.png" alt="Four articles"><p>'),
    images=(PICTURE,),
)


def letter(
    recipient: str = "anna@example.org",
    *,
    mailing: str = "daily-2026-11-22",
    sender: Sender = SENDER,
    content: Content = CONTENT,
) -> Letter:
    of = Mailing(id=mailing, kind=Kind.EDITION, digest="daily", created=CREATED)
    made = body(content, sender)
    delivery = Delivery(
        mailing=mailing,
        channel="smtp",
        recipient=recipient,
        token="t" * len(PLACEHOLDER),
        next_try=CREATED,
        changed=CREATED,
    )
    return joined(freeze(delivery, of, made, sender), made, sender)
