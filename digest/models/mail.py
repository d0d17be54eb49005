"""Mail: what is to go to whom, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from digest.models.secrets import Secret
from digest.models.views import Image

# Stands in the body of a mailing where each recipient's own token goes, and is as long as one.
TOKEN_LENGTH = 32
PLACEHOLDER = "-Token-of-the-recipient-is-here-"


class Kind(StrEnum):
    """Why something is mailed: an `edition`, a `confirmation` that a subscriber is asked for, a
    `notice` to the owner.
    """

    EDITION = "edition"
    CONFIRMATION = "confirmation"
    NOTICE = "notice"


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What a message says, in both parts. `PLACEHOLDER` stands in it where it links to a page of
    the recipient's own; the HTML shows `images` as `cid:NAME`. `list_id` names the list in one
    line, such as "Tagesdigest <daily.example.org>", and is "" where it is none; `unsubscribe` is
    the address with `PLACEHOLDER`, "" where there is none.
    """

    subject: str
    text: str
    html: str
    language: str
    list_id: str = ""
    unsubscribe: str = ""
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """A message as frozen for all its recipients. `headers` are those that are the same for all, in
    order; `data` is all behind them: MIME parts with CRLF, in lines of at most 998 octets, with
    `PLACEHOLDER` whole in a line wherever it stands.
    """

    headers: tuple[tuple[str, str], ...]
    data: bytes
    unsubscribe: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mailing:
    """What goes to some recipients at one time. `id` is that of an edition, or names the occasion;
    `created` is the date of its messages.
    """

    id: str
    kind: Kind
    digest: str
    created: datetime


class State(StrEnum):
    """Where a delivery stands.

        queued -> sending -> sent, failed, unknown; or queued again

    `sending` is written before the message can arrive; who dies then leaves it `unknown`.
    """

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """One mailing to one recipient on one channel; there is one of each at most.

    `variant` says which body of the mailing it gets. `recipient` is an address as `addresses`
    normalises it, or what the channel calls its only one. `head` are the headers as they were
    at the first try, with CRLF, the empty line behind them included; None before. `detail` is what
    was last answered. `next_try` is when it may be claimed: while a sender holds it, when the lease
    of that one runs out. Times are in UTC.
    """

    id: int = 0
    mailing: str
    variant: str = ""
    channel: str
    recipient: str
    token: str = field(default="", repr=False)
    state: State = State.QUEUED
    attempts: int = 0
    next_try: datetime
    changed: datetime
    head: bytes | None = field(default=None, repr=False)
    detail: str = ""


def message_key(mailing: str, recipient: str, token: str) -> str:
    """The part of a Message-ID before the @: 32 hex digits, the same on each try.

    Nobody who does not know the token can guess it, and say that the message bounced.
    """
    return sha256(f"{mailing}\0{recipient}\0{token}".encode()).hexdigest()[:32]


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """What a channel is given: the exact bytes, with CRLF, and for whom they are.

    `id` is its Message-ID, without angle brackets; `mailing` what it belongs to. `sender` and
    `recipient` are the addresses of the envelope; `utf8` says that one of them needs SMTPUTF8.
    """

    id: str
    mailing: str
    sender: str
    recipient: str
    data: bytes = field(repr=False)
    utf8: bool = False


class Outcome(StrEnum):
    """`later`: it was not taken, and may be at another time. `failed`: it never will be.
    `unknown`: nobody can tell whether it was taken.
    """

    SENT = "sent"
    LATER = "later"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """What came of a letter. `detail` is one line: what was answered. `hard` says that there is no
    such address, so that nothing should be sent to it any more; `wait` is for how many seconds who
    answered wants to be left alone, 0 where that is not said.
    """

    outcome: Outcome
    detail: str = ""
    hard: bool = False
    wait: int = 0


class Unknown(StrEnum):
    """What is done with deliveries that nobody can tell of: `ask` the owner, `retry` (it may come
    twice), or `drop` them (it may not come at all).
    """

    ASK = "ask"
    RETRY = "retry"
    DROP = "drop"


@dataclass(frozen=True, kw_only=True, slots=True)
class Dkim:
    """How messages are signed (RFC 6376): `key` is a private key in PEM."""

    domain: str
    selector: str
    key: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sender:
    """Who messages are from: a mailbox ("Digest <digest@example.org>"), where answers go, and the
    address that bounces go to ("" for that of `mailbox`).
    """

    mailbox: str
    reply_to: str = ""
    bounces_to: str = ""
    dkim: Dkim | None = None


class Security(StrEnum):
    """How a connection is protected: `starttls` and `tls` check the certificate."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class Smtp:
    """A mail server. `ca_file` has certificates that are trusted besides those of the system;
    `timeout` is in seconds, for each answer as a whole; `connections` at a time.
    """

    host: str
    port: int
    security: Security = Security.STARTTLS
    user: str = ""
    password: Secret = Secret()  # noqa: RUF009  never changes
    ca_file: str = ""
    timeout: float = 60
    connections: int = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Webhook:
    """Where editions are posted to. Path and query of `url` may be secret as well; `token` is sent
    as a bearer token; `timeout` is in seconds, for all of a request.
    """

    url: str = field(repr=False)
    token: Secret = Secret()  # noqa: RUF009  never changes
    timeout: float = 30
