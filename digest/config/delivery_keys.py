"""The keys of the configuration file that are about delivery."""

from __future__ import annotations

from dataclasses import dataclass

from digest.config.checks import (
    is_address,
    is_hook,
    is_host,
    is_mailbox,
    is_one_of,
    is_web_address,
)
from digest.config.kinds import number, text
from digest.models.mail import Security, Unknown

_FILE = "a path, relative to the folder of this file"


@dataclass(frozen=True, kw_only=True, slots=True)
class MailTable:
    sender: str | None = text(
        'a mailbox such as "Digest <digest@example.org>"',
        "Who mail is from.",
        default=None,
        check=is_mailbox,
    )
    reply_to: str | None = text(
        "a mail address", "Where answers go, instead of `sender`.", default=None, check=is_address
    )
    bounces_to: str | None = text(
        "a mail address",
        "Where mail comes back to that cannot be delivered, instead of `sender`.",
        default=None,
        check=is_address,
    )
    bounces: str | None = text(
        _FILE,
        "A Maildir, mbox file or folder in which such mail lies; addresses that are no more get "
        "nothing from then on.",
        default=None,
    )
    owner: str | None = text(
        "a mail address", "Who is told when an edition fails.", default=None, check=is_address
    )
    per_minute: int = number(
        0, 100_000, "How many messages are sent in a minute at most; 0 sets no limit.", default=0
    )
    give_up_hours: int = number(
        1, 240, "For how many hours a message is tried again that is not taken.", default=48
    )
    unknown: str = text(
        " or ".join(f'"{each}"' for each in Unknown),
        "What is done where nobody can tell whether a message was taken: you are asked, it is sent "
        "again and may come twice, or not and may not come.",
        default=Unknown.ASK.value,
        check=is_one_of(tuple(Unknown)),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class SmtpTable:
    host: str | None = text(
        "a name or address", "The server that takes mail.", default=None, check=is_host
    )
    port: int = number(1, 65_535, "Its port: mostly 587, or 465 for `tls`.", default=587)
    security: str = text(
        " or ".join(f'"{each}"' for each in Security),
        "How the connection is protected; `none` is for servers on this machine.",
        default=Security.STARTTLS.value,
        check=is_one_of(tuple(Security)),
    )
    user: str | None = text(
        "one line", "Who logs in; the password is in DIGEST_SMTP_PASSWORD.", default=None
    )
    password_file: str | None = text(
        f"{_FILE}; nobody but its owner may read it",
        "A file with the password, instead of DIGEST_SMTP_PASSWORD.",
        default=None,
    )
    ca_file: str | None = text(
        _FILE,
        "Certificates in PEM that are trusted besides those of the system.",
        default=None,
    )
    timeout: int = number(5, 600, "How many seconds the server may be silent.", default=60)
    connections: int = number(1, 50, "How many connections are open at a time.", default=4)


@dataclass(frozen=True, kw_only=True, slots=True)
class DkimTable:
    domain: str | None = text("a domain", "Who signs.", default=None, check=is_host)
    selector: str | None = text(
        "a name",
        "Where the key is in the DNS: below it, `_domainkey` and the domain.",
        default=None,
        check=is_host,
    )
    key_file: str | None = text(
        f"{_FILE}; nobody but its owner may read it", "The private key in PEM.", default=None
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliveryTable:
    files: str = text(_FILE, "The folder that `files` writes each message to.", default="outbox")
    maildir: str | None = text(_FILE, "The Maildir that `maildir` delivers to.", default=None)
    webhook: str | None = text(
        "an address of https or http",
        "Where `webhook` posts editions to; a token for it is in DIGEST_WEBHOOK_TOKEN.",
        default=None,
        check=is_hook,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class ServeTable:
    address: str | None = text(
        'an address such as "https://digest.example.org"',
        "Where readers reach `digest serve`; links to unsubscribe and to the archive need it.",
        default=None,
        check=is_web_address,
    )
    host: str = text(
        "an address of this machine", "What it listens on.", default="127.0.0.1", check=is_host
    )
    port: int = number(1, 65_535, "The port it listens on.", default=8780)


@dataclass(frozen=True, kw_only=True, slots=True)
class RunTable:
    port: int = number(
        0,
        65_535,
        "The port of this machine at which health and metrics are told; 0 tells none.",
        default=8781,
    )
    minutes: int = number(
        1, 240, "How many minutes an edition may take before it is given up.", default=15
    )
