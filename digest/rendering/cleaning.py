"""What a document says, made safe to show: the same words, without what would break a page."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from digest.models.mail import PLACEHOLDER

# No-break spaces are left as they are: they are the writer's, and width and wrapping need them.
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")
# Control characters, and what is not seen but turns text around (the Bidi_Control property of
# Unicode) or hides where a word is broken. Joiners stay: Persian, Hindi and emoji are spelt with
# them.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    r"\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
# Half of a surrogate pair cannot be encoded; noncharacters are forbidden in XML, so in MJML too.
_BROKEN = re.compile(r"[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def seen(text: str) -> str:
    """`text` without characters that are not to be shown.

    No words of others take the place where a recipient's token goes.
    """
    return _BROKEN.sub("\ufffd", _UNSEEN.sub("", text)).replace(PLACEHOLDER, "\ufffd")


def clean(text: str) -> str:
    """What is `seen` of `text`, with white space as single spaces."""
    return _SPACES.sub(" ", seen(text))


def one_line(text: str) -> str:
    """All of `text`, cleaned, as what stands on a line by itself."""
    return clean(text).strip()


def cut(text: str, length: int) -> str:
    """`text` at a space before `length`, with an ellipsis where something is left out."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def link(url: str | None) -> str | None:
    """`url` in ASCII where a reader may be sent there: http or https, and a host that is no trick.

    A name before the host (https://bank.example@elsewhere.example) is how readers are deceived, and
    a link that is given a recipient's token is told who reads.
    """
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        return None
    if not re.fullmatch(r"[a-z0-9.-]+|[0-9a-f:.]+", host):
        return None
    address = f"[{host}]" if ":" in host else host
    query = f"?{_ascii(parts.query)}" if parts.query else ""
    fragment = f"#{_ascii(parts.fragment)}" if parts.fragment else ""
    shown = f"{parts.scheme}://{address}{port}{_ascii(parts.path)}{query}{fragment}"
    return None if PLACEHOLDER in shown else shown


def _ascii(part: str) -> str:
    """What is reserved in a URL, and what is escaped already, stays as it is."""
    return quote(part, safe="/?&=+,;:@!$()*~%-._", errors="replace")
