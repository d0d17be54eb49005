"""Mail messages: the text of one, or its HTML where it has no text; its head as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import HeaderParseError, MessageError

from digest.errors import FormatError
from digest.formats import html
from digest.formats.decoding import check, decode
from digest.formats.format import Format, clean
from digest.models import Article, Raw

HEAD = re.compile(
    r"(From|Return-Path|Received|Delivered-To|MIME-Version|Message-ID|Date|Subject): ",
    re.IGNORECASE,
)

END_OF_HEAD = re.compile(rb"\r?\n\r?\n")

# The standard library reads a header in the square of its length, and a part in 0.2 ms. Newsletters
# have headers of some hundred characters and ten parts.
MAX_HEADER = 4_000
MAX_PARTS = 1_000

# What the standard library raises on mails that are no mails.
BROKEN = (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)


def read(raw: Raw) -> Iterator[Article]:
    from email import message_from_bytes, policy

    if raw.data.count(b"\n--") > MAX_PARTS:
        what = f"is a mail of more than {MAX_PARTS:,} parts"
        raise FormatError(what, place=raw.place, hint="give the text itself")
    try:
        metadata = _metadata(raw.data)
        message = message_from_bytes(raw.data, policy=policy.default)
        body = message.get_body(("plain", "html"))
        payload = body.get_payload(decode=True) if body else None
        charset = body.get_content_charset() if body else None
    except BROKEN as error:
        hint = "export it again as .eml"
        raise FormatError("is not a mail message", place=raw.place, hint=hint) from error
    if not body or not isinstance(payload, bytes) or not payload.strip():
        raise FormatError("is a mail without text", place=raw.place, hint="give the text itself")
    text = decode(Raw(place=raw.place, data=payload), charset)
    article = Article(id=raw.place, place=raw.place, format=MAIL.name, metadata=clean(metadata))
    if body.get_content_subtype() == "html":
        yield html.fill(article, text)
    else:
        yield replace(article, text=check(text, raw.place))


def _metadata(data: bytes) -> dict[str, str]:
    """Subject, name of the sender and date, where the head has them."""
    from email import policy
    from email.parser import HeaderParser

    # Heads of today are UTF-8 (RFC 6532); read from bytes, the library drops what is not ASCII.
    head = END_OF_HEAD.split(data, maxsplit=1)[0].decode("utf-8", errors="replace")
    message = HeaderParser(policy=policy.default).parsestr(head)
    if any(len(value) > MAX_HEADER for _, value in message.raw_items()):
        raise HeaderParseError(f"a header of over {MAX_HEADER:,} characters")
    subject, sender, sent = (message[name] for name in ("subject", "from", "date"))
    name = next((one.display_name for one in getattr(sender, "addresses", ())), "")
    # A newsletter's sender is an outlet (RFC 2919, RFC 2369), that of any other mail a person.
    by_list = any(message[name] for name in ("list-id", "list-unsubscribe"))
    return {
        "title": str(subject or ""),
        "outlet" if by_list else "author": name,
        "published": str(sent or ""),
    }


MAIL = Format(
    name="mail",
    suffixes=(".eml",),
    is_start=lambda head: bool(HEAD.match(head)),
    read=read,
    safe_size=html.SAFE_SIZE,
)
