"""Messages as they leave: the head of each recipient before the body of all (RFC 5322)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime

from digest.delivery import addresses, checking
from digest.errors import MessageError
from digest.models.mail import (
    PLACEHOLDER,
    TOKEN_LENGTH,
    Body,
    Delivery,
    Letter,
    Mailing,
    Sender,
    message_key,
)

_MARK = PLACEHOLDER.encode()
_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{{TOKEN_LENGTH}}}")
_ID = re.compile(rb"^Message-ID: <([^<>\r\n]+)>\r$", re.MULTILINE)


def head(
    body: Body, sender: Sender, *, recipient: str, token: str, mailing: str, created: datetime
) -> bytes:
    """The headers of one message and the empty line behind them, with CRLF, parsed again and
    found to be what was meant.

    `recipient` is a normalised address, or what a channel that has no addresses calls its only
    one. Raises MessageError and AddressError.
    """
    own = [
        ("To", _to(recipient)),
        ("Date", format_datetime(created.astimezone(UTC))),
        ("Message-ID", f"<{message_id(mailing, recipient, token, sender)}>"),
    ]
    if body.unsubscribe:
        link = filled(body.unsubscribe.encode(), token).decode()
        own.append(("List-Unsubscribe", f"<{link}>"))
    headers = (*own, *body.headers)
    data = "".join(f"{name}: {value}\r\n" for name, value in headers).encode() + b"\r\n"
    checking.verify_head(data, headers)
    return _signature(data, body, token, sender, created) + data


def freeze(delivery: Delivery, mailing: Mailing, body: Body, sender: Sender) -> Delivery:
    """`delivery` with its head. One that has a head keeps it: what is tried again is the same."""
    if delivery.head is not None:
        return delivery
    made = head(
        body,
        sender,
        recipient=delivery.recipient,
        token=delivery.token,
        mailing=mailing.id,
        created=mailing.created,
    )
    return replace(delivery, head=made)


def letter(delivery: Delivery, body: Body, sender: Sender) -> Letter:
    """The message of a frozen `delivery`, and its envelope. Raises MessageError."""
    found = _ID.search(delivery.head or b"")
    if delivery.head is None or not found:
        raise MessageError("this message was not frozen", place=delivery.recipient)
    envelope = bounces_to(sender)
    return Letter(
        id=found[1].decode(),
        mailing=delivery.mailing,
        sender=envelope,
        recipient=delivery.recipient,
        data=delivery.head + filled(body.data, delivery.token),
        utf8=not delivery.head.isascii() or addresses.is_utf8(envelope),
    )


def message_id(mailing: str, recipient: str, token: str, sender: Sender) -> str:
    """The Message-ID without its angle brackets: the same each time the same is sent to the same
    recipient (RFC 5322, section 3.6.4).
    """
    domain = addresses.domain(addresses.mailbox(sender.mailbox).address)
    return f"{message_key(mailing, recipient, token)}@{domain}"


def bounces_to(sender: Sender) -> str:
    """The sender of the envelope: whom mail comes back to that cannot be delivered."""
    return addresses.mailbox(sender.bounces_to or sender.mailbox).address


def filled(data: bytes, token: str) -> bytes:
    """`data` with the recipient's `token` where `PLACEHOLDER` stands. Raises MessageError."""
    if _TOKEN.fullmatch(token):
        return data.replace(_MARK, token.encode())
    if _MARK in data:
        raise MessageError("there is a page of the recipient's own, and no token for it")
    return data


def _to(recipient: str) -> str:
    if "@" not in recipient:
        return "undisclosed-recipients:;"
    if addresses.normalise(recipient) != recipient:
        raise MessageError("this address is not normalised", place=recipient)
    return recipient


def _signature(head: bytes, body: Body, token: str, sender: Sender, created: datetime) -> bytes:
    """DKIM-Signature, or nothing where there is no key."""
    if sender.dkim is None:
        return b""
    from digest.delivery.signing import sign

    return sign(head, filled(body.data, token), sender.dkim, when=created)
