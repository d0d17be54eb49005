"""The rules that a letter is held to, as a checker of its bytes: what breaks one, in words.

What the HTML in it is held to is in `mail_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

# Octets of a line of a part (RFC 2045, section 6.7), and of any line (RFC 5322, section 2.1.1).
LINE, LONGEST = 76, 998
# What a header says that is sent to many (RFC 2919, RFC 3834, RFC 8058).
ONCE = (
    *("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"),
    *("Auto-Submitted", "Content-Language", "List-Id"),
    *("List-Unsubscribe", "List-Unsubscribe-Post"),
)
KNOWN = {name.casefold() for name in (*ONCE, "Reply-To", "DKIM-Signature")}
SIGNED = {name.casefold() for name in ONCE}
# As many letters and digits as nobody guesses: 128 bits and more.
OPAQUE = re.compile(r"<https://[^/<>@\s]+/[^<>?@\s]*/[A-Za-z0-9_-]{22,}>")


def problems(data: bytes) -> list[str]:
    """All that is wrong with the message `data`."""
    message = message_from_bytes(data, policy=policy.SMTP)
    assert isinstance(message, EmailMessage)
    return [each for check in CHECKS for each in check(data, message)]


def lines(data: bytes, message: EmailMessage) -> Iterator[str]:
    if re.search(rb"(?<!\r)\n|\r(?!\n)|\0", data):
        yield "a line that does not end in CRLF"
    head, _, body = data.partition(b"\r\n\r\n")
    if any(len(each) > LONGEST for each in head.split(b"\r\n")):
        yield f"a line of a header is longer than {LONGEST}"
    longest = max(map(len, body.split(b"\r\n")))
    if longest > LINE:
        yield f"a line of {longest} octets in the body"


def headers(data: bytes, message: EmailMessage) -> Iterator[str]:
    names = [name.casefold() for name in message]
    counts = {name: names.count(name.casefold()) for name in ONCE}
    yield from (f"{count} {name}" for name, count in counts.items() if count != 1)
    yield from (f"unknown header {each}" for each in names if each not in KNOWN)


def people(data: bytes, message: EmailMessage) -> Iterator[str]:
    for name in ("From", "To"):
        if "@" not in parseaddr(str(message[name]))[1]:
            yield f"no address in {name}"
    if not re.fullmatch(r"<[^<>@\s]{16,}@[^<>@\s]+>", str(message["Message-ID"])):
        yield "Message-ID is none that nobody guesses"
    elif str(parseaddr(str(message["To"]))[1]).partition("@")[0] in str(message["Message-ID"]):
        yield "Message-ID tells the recipient"
    try:
        if parsedate_to_datetime(str(message["Date"])).tzinfo is None:
            yield "Date without a zone"
    except ValueError:
        yield "Date is none"


def robots(data: bytes, message: EmailMessage) -> Iterator[str]:
    """What answering machines and mail programs act on."""
    if message["Auto-Submitted"] != "auto-generated":
        yield "not marked as sent by a program"
    if not re.search(r"<[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+>$", str(message["List-Id"])):
        yield "List-Id names no list"
    if not OPAQUE.fullmatch(str(message["List-Unsubscribe"])):
        yield "List-Unsubscribe is no HTTPS address with a token"
    if b"=?" in _raw(data, "List-Unsubscribe"):
        yield "List-Unsubscribe in encoded words"
    if message["List-Unsubscribe-Post"] != "List-Unsubscribe=One-Click":
        yield "no one-click unsubscribe"
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", str(message["Content-Language"])):
        yield "Content-Language is none"


def _raw(data: bytes, name: str) -> bytes:
    found = re.search(rb"(?im)^%s:(.*(?:\r\n[ \t].*)*)" % name.encode(), data)
    return found[1] if found else b""


def parts(data: bytes, message: EmailMessage) -> Iterator[str]:
    if message.get_content_type() != "multipart/alternative":
        yield f"a letter of {message.get_content_type()}"
        return
    kinds = [each.get_content_type() for each in message.iter_parts()]
    if kinds not in (["text/plain", "text/html"], ["text/plain", "multipart/related"]):
        yield f"parts: {', '.join(kinds)}"
    for each in message.walk():
        yield from (
            f"{each.get_content_type()}: {type(defect).__name__}" for defect in each.defects
        )
        if each.get_content_maintype() == "text":
            yield from _text(each)


def _text(part: EmailMessage) -> Iterator[str]:
    if part.get_content_charset() != "utf-8":
        yield f"{part.get_content_type()} in {part.get_content_charset()}"
    if part["Content-Transfer-Encoding"] not in {"7bit", "quoted-printable"}:
        yield f"{part.get_content_type()} as {part['Content-Transfer-Encoding']}"


def pictures(data: bytes, message: EmailMessage) -> Iterator[str]:
    """What the HTML shows is there, beside it, and nothing else is."""
    shown = {
        name
        for each in message.walk()
        if each.get_content_type() == "text/html"
        for name in re.findall(r'src="cid:([^"]+)"', each.get_content())
    }
    images = [each for each in message.walk() if each.get_content_maintype() == "image"]
    there = {str(each["Content-ID"]).strip("<>") for each in images}
    yield from (f"no picture {name}" for name in sorted(shown - there))
    yield from (f"nothing shows the picture {name}" for name in sorted(there - shown))
    for each in images:
        if each.get_content_disposition() != "inline":
            yield "a picture as an attachment"
        if not each.get_content().startswith(b"\x89PNG"):
            yield "a picture that is no PNG"


def signature(data: bytes, message: EmailMessage) -> Iterator[str]:
    """DKIM, where there is one: all that readers see and programs act on is signed, From twice."""
    if "DKIM-Signature" not in message:
        return
    tags = dict(
        pair.split("=", 1)
        for pair in re.sub(r"\s+", "", str(message["DKIM-Signature"])).rstrip(";").split(";")
    )
    signed = tags["h"].casefold().split(":")
    yield from (f"{name} is not signed" for name in sorted(SIGNED - {*signed}))
    if signed.count("from") < 2:
        yield "a second From could be added"
    if "l" in tags:
        yield "anything could be added to the body"


CHECKS: tuple[Callable[[bytes, EmailMessage], Iterator[str]], ...] = (
    lines,
    headers,
    people,
    robots,
    parts,
    pictures,
    signature,
)
