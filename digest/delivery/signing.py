"""DKIM signatures (RFC 6376): the same message has the same one whenever it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import dkim

from digest.errors import MessageError
from digest.models.mail import Dkim

# All that readers see and mail programs act on, and that relays leave alone. A header that is
# signed once more than it is there cannot be added on the way: a second From is how one is forged.
SIGNED = (
    *("from", "from", "to", "subject", "date", "message-id", "reply-to", "mime-version"),
    *("content-type", "content-language", "auto-submitted"),
    *("list-id", "list-unsubscribe", "list-unsubscribe-post"),
)


def sign(head: bytes, body: bytes, how: Dkim, *, when: datetime) -> bytes:
    """The header DKIM-Signature, with CRLF, for a message of `head` and `body`.

    The body is hashed as it is ("simple"): its lines are such that nobody has to change them.
    Raises MessageError where the key is none.
    """
    signer = _Signer(head)
    signer.body = body
    signer.when = when
    try:
        return bytes(
            signer.sign(
                how.selector.encode(),
                how.domain.encode(),
                how.key.replace(b"\r\n", b"\n"),
                canonicalize=(b"relaxed", b"simple"),
                include_headers=SIGNED,
            )
        )
    except dkim.DKIMException:
        # Without its cause: that may show what of the key could be read.
        raise MessageError(
            "messages cannot be signed with it: this is no private RSA key in PEM",
            place="[dkim] key_file",
            hint="make one: openssl genrsa -out dkim.pem 2048",
        ) from None


class _Signer(dkim.DKIM):  # type: ignore[misc]  # dkimpy has no types
    """Signs as of `when` and not as of now."""

    when: datetime

    def gen_header(self, fields: Sequence[tuple[bytes, bytes]], *args: object) -> bytes:
        stamp = str(int(self.when.timestamp())).encode()
        dated = [(name, stamp if name == b"t" else value) for name, value in fields]
        return bytes(super().gen_header(dated, *args))
