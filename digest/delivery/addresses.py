"""Mail addresses: which are ones, and when two are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from digest.errors import AddressError
from digest.rendering.cleaning import one_line

_HINT = "write one address, such as reader@example.org"
# What no rule changes. Most addresses are so, and the library needs a tenth of a millisecond.
_PLAIN = re.compile(
    r"(?=.{1,254}\Z)(?=.{1,64}@)[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9]{1,63}\.)+[a-z]{2,63}"
)
_MAILBOX = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mailbox:
    """An address, and the name of who has it ("" where there is none)."""

    address: str
    name: str = ""


def normalise(address: str) -> str:
    """`address` as it is kept and sent to: its local part as it stands, in NFC, and its domain in
    lower case and ASCII (RFC 5891). Mail servers of this machine and of a local network may have
    any domain. Raises AddressError.
    """
    if _PLAIN.fullmatch(address):
        return address
    from email_validator import EmailNotValidError, validate_email

    _take_any_domain()
    try:
        found = validate_email(
            address, check_deliverability=False, globally_deliverable=False, strict=True
        )
    except EmailNotValidError as error:
        raise _wrong(address, one_line(str(error))) from None
    host = found.ascii_domain.lower()
    if host.rpartition(".")[2].isdigit():
        raise _wrong(address, "There is a number after the @-sign and no domain.")
    return f"{found.local_part}@{host}"


def key(address: str) -> str:
    """What is the same for all normalised addresses of one person."""
    return address.casefold()


def is_utf8(address: str) -> bool:
    """Whether only servers with SMTPUTF8 (RFC 6531) can take a normalised `address`."""
    return not address.isascii()


def domain(address: str) -> str:
    return address.rpartition("@")[2]


@lru_cache(maxsize=16)  # each message has the same few
def mailbox(text: str) -> Mailbox:
    """`Digest <digest@example.org>`, `"Digest" <digest@example.org>` or an address by itself.
    Raises AddressError.
    """
    found = _MAILBOX.fullmatch(text.strip())
    if not found:
        return Mailbox(address=normalise(text.strip()))
    name = one_line(found["name"]).removeprefix('"').removesuffix('"')
    return Mailbox(address=normalise(found["address"]), name=name)


@cache
def _take_any_domain() -> None:
    """Let root@localhost and names of a local network pass; the library keeps its list for that."""
    from email_validator import SPECIAL_USE_DOMAIN_NAMES

    SPECIAL_USE_DOMAIN_NAMES.clear()


def _wrong(address: str, why: str) -> AddressError:
    return AddressError(f"is no mail address: {why}", place=one_line(address)[:80], hint=_HINT)
