"""DKIM signatures (RFC 6376): the same message has the same one whenever it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

import dkim
from dkim import crypto

from digest.errors import ConfigError
from digest.models.mail import Dkim

# All that readers see and mail programs act on, and that relays leave alone. A header that is
# signed once more than it is there cannot be added on the way: a second From is how one is forged.
SIGNED = (
    *("from", "from", "to", "subject", "date", "message-id", "reply-to", "mime-version"),
    *("content-type", "content-language", "auto-submitted"),
    *("list-id", "list-unsubscribe", "list-unsubscribe-post"),
)
# What those who verify take no signature of (RFC 8301).
_SHORTEST = 1024
# What dkimpy's reading of a key raises, and its arithmetic with one that is damaged.
_BROKEN = (
    *(crypto.UnparsableKeyError, crypto.DigestTooLargeError, AssertionError),
    *(ValueError, TypeError, LookupError, ArithmeticError),
)


def check(how: Dkim) -> None:
    """Raise ConfigError where the key is none, or damaged: what it signs would not verify."""
    try:
        key = crypto.parse_pem_private_key(_pem(how))
        tried = sha256(how.domain.encode())
        signature = crypto.RSASSA_PKCS1_v1_5_sign(tried, key)
        good = crypto.RSASSA_PKCS1_v1_5_verify(tried, signature, key)
    except _BROKEN:
        # Without its cause: that may show what of the key could be read.
        good = False
    if not good or key["modulus"].bit_length() < _SHORTEST:
        raise ConfigError(
            f"`key_file` in [dkim] is no private RSA key in PEM of {_SHORTEST} bits or more",
            hint="make one: openssl genrsa -out dkim.pem 2048",
        )


def sign(head: bytes, body: bytes, how: Dkim, *, when: datetime) -> bytes:
    """The header DKIM-Signature, with CRLF, for a message of `head` and `body`, by a key that is
    good (see `check`).

    The body is hashed as it is ("simple"): its lines are such that nobody has to change them.
    """
    signer = _Signer(head)
    signer.body = body
    signer.when = when
    signed = signer.sign(
        how.selector.encode(),
        how.domain.encode(),
        _pem(how),
        canonicalize=(b"relaxed", b"simple"),
        include_headers=SIGNED,
    )
    return bytes(signed)


def _pem(how: Dkim) -> bytes:
    return how.key.replace(b"\r\n", b"\n")


class _Signer(dkim.DKIM):  # type: ignore[misc]  # dkimpy has no types
    """Signs as of `when` and not as of now."""

    when: datetime

    def gen_header(self, fields: Sequence[tuple[bytes, bytes]], *args: object) -> bytes:
        stamp = str(int(self.when.timestamp())).encode()
        dated = [(name, stamp if name == b"t" else value) for name, value in fields]
        return bytes(super().gen_header(dated, *args))
