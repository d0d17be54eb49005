"""How text and pictures go into a message: header values (RFC 2047, RFC 5322) and parts (RFC 2045).

The standard library's `EmailMessage` folds long addresses of the web into encoded words, which ends
one-click unsubscribing, and makes lines of 78 characters where 76 are allowed. So headers and parts
are put together here, of what the library makes of one value.
"""

from __future__ import annotations

import re
from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Sequence
from email.header import Header
from email.utils import formataddr
from hashlib import sha256
from textwrap import wrap

from digest.models.mail import PLACEHOLDER
from digest.models.views import Image

# Characters in a line without its end (RFC 2045, section 6.7).
LINE = 76
_MARK = PLACEHOLDER.encode()
# What no server changes on its way: short lines, at the end of which nothing is lost.
_PLAIN = re.compile(rb"(?:[\t -~]{0,%d}(?<![\t ])(?:\n|\Z))*" % LINE)
# Mail programs decode what looks like an encoded word wherever it stands.
_ENCODED = "=?"


def words(name: str, text: str) -> str:
    """What the header `name` has for `text`, which is one line; folded with CRLF."""
    if _is_plain(f"{name}: {text}"):
        return text
    if _is_foldable(text):
        lines = wrap(f"{name}: {text}", LINE, break_long_words=False, break_on_hyphens=False)
        return "\r\n ".join(lines).removeprefix(f"{name}: ")
    return Header(text, "utf-8", LINE, name).encode(linesep="\r\n")


def mailbox(name: str, phrase: str, address: str) -> str:
    """What the header `name` has for `phrase <address>`; without a phrase, for the address."""
    if _is_plain(f"{name}: {phrase}"):
        return formataddr((phrase, address))
    return f"{words(name, phrase)}\r\n <{address}>"


def part(subtype: str, text: str) -> bytes:
    """`text`, whose lines end in LF, as a part: headers and content, with CRLF.

    `PLACEHOLDER` is whole in its line, so that what is as long can take its place.
    """
    content = text.encode()
    encoding = "7bit" if _PLAIN.fullmatch(content) else "quoted-printable"
    headers = (
        f"Content-Type: text/{subtype}; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n"
    )
    encoded = content if encoding == "7bit" else _quoted(content)
    return (headers.encode() + encoded).replace(b"\n", b"\r\n")


def picture(image: Image) -> bytes:
    """`image` as a part that HTML shows by its `content_id`."""
    headers = (
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n"
        f"Content-ID: <{content_id(image)}>\n"
        f'Content-Disposition: inline; filename="{image.name}"\n\n'
    )
    return (headers.encode() + encodebytes(image.data)).replace(b"\n", b"\r\n")


def content_id(image: Image) -> str:
    """What no other picture in the world is called (RFC 2045, section 7): programs keep pictures by
    it, and show last week's under a name that comes again.
    """
    return f"{image.name}@{sha256(image.data).hexdigest()[:32]}.digest"


def multipart(parts: Sequence[bytes]) -> tuple[str, bytes]:
    """The boundary that stands between `parts`, and all of them with it (RFC 2046)."""
    # Quoted-printable and base64 have no `=_`, and no part holds a hash of itself.
    boundary = f"=_{sha256(b''.join(parts)).hexdigest()[:40]}"
    line = b"--" + boundary.encode()
    opened = (line + b"\r\n" + part + b"\r\n" for part in parts)
    return boundary, b"".join(opened) + line + b"--\r\n"


def _quoted(content: bytes) -> bytes:
    """A soft line break stands on either side of each `PLACEHOLDER`, so that none falls into it."""
    return (b"=\n" + _MARK + b"=\n").join(map(b2a_qp, content.split(_MARK)))


def _is_plain(line: str) -> bool:
    return line.isascii() and _ENCODED not in line and len(line) <= LINE


def _is_foldable(text: str) -> bool:
    """Whether lines can end at its spaces, and give it back when they are put together again."""
    words = text.split(" ")
    return text.isascii() and _ENCODED not in text and all(0 < len(each) < 50 for each in words)
