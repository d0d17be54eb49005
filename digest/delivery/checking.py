"""Messages are parsed again before they leave, and compared with what was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.header import decode_header, make_header
from email.message import Message
from email.parser import HeaderParser, Parser
from email.utils import parseaddr

from digest.delivery import addresses, mime
from digest.errors import MessageError
from digest.models.mail import PLACEHOLDER, Content, Sender

# What servers cut off or refuse, and what some take for the end of a line and others do not
# (RFC 5322, section 2.1.1; RFC 5321, section 2.3.8).
_UNSENDABLE = re.compile(rb"[^\r\n]{999}|\r(?!\n)|(?<!\r)\n|\0")
# Once in each message; those of others may only be what was meant.
_NEEDED = ("from", "to", "subject", "date", "message-id", "mime-version", "content-type")
_RECIPIENTS = {"cc", "bcc", "resent-to", "resent-cc", "resent-bcc", "sender", "return-path"}


def verify_head(head: bytes, meant: Sequence[tuple[str, str]]) -> None:
    """Raise MessageError unless a parser finds in `head` just the headers `meant`, each once."""
    _require(not _UNSENDABLE.search(head), "a line of the headers cannot be sent")
    parsed = HeaderParser().parsestr(head.decode())
    _require(parsed.items() == list(meant), "the headers are not what was meant")
    names = _names(parsed)
    _require(len(names) == len({*names}), "a header is there twice")
    _require(not parsed.defects and not parsed.get_payload(), "the headers end too early")


def verify(data: bytes, meant: Content, sender: Sender, *, recipient: str, token: str) -> None:
    """Raise MessageError unless a parser finds in `data` a message from `sender` to `recipient`
    alone that says in both parts what is `meant`, which is as `message.safe` gives it.
    """
    _require(not _UNSENDABLE.search(data), "a line cannot be sent")
    parsed = Parser().parsestr(data.decode())
    names = _names(parsed)
    _require(all(names.count(each) == 1 for each in _NEEDED), "a header is missing, or there twice")
    _require(not _RECIPIENTS & {*names}, "it has further recipients")
    box = addresses.mailbox(sender.mailbox)
    link = meant.unsubscribe.replace(PLACEHOLDER, token)
    for name, found, expected in (
        ("From", _mailbox(parsed["From"]), (box.name, box.address)),
        ("To", parsed["To"], recipient),
        ("Subject", _decoded(parsed["Subject"]), meant.subject),
        ("List-Unsubscribe", parsed["List-Unsubscribe"], f"<{link}>" if link else None),
        ("parts", _said(parsed), _meant(meant, token)),
    ):
        _require(found == expected, f"{name}: not what was meant")


def _said(message: Message) -> object:
    """Type and content, of a whole with parts what each of them says, of a picture its Content-ID
    as well; nothing where it is damaged.
    """
    kind = message.get_content_type()
    if message.defects:
        return None
    if message.is_multipart():
        return kind, [_said(each) for each in message.get_payload() if isinstance(each, Message)]
    data = message.get_payload(decode=True)
    if not isinstance(data, bytes):
        return None
    if kind.startswith("text/"):
        return kind, data.decode().replace("\r\n", "\n")
    return kind, message["Content-ID"], data


def _meant(content: Content, token: str) -> object:
    plain, html = (
        (f"text/{kind}", text.replace(PLACEHOLDER, token))
        for kind, text in (("plain", content.text), ("html", content.html))
    )
    pictures = [("image/png", f"<{mime.content_id(each)}>", each.data) for each in content.images]
    shown = ("multipart/related", [html, *pictures]) if pictures else html
    return "multipart/alternative", [plain, shown]


def _mailbox(value: str) -> tuple[str, str]:
    phrase, address = parseaddr(value)
    return _decoded(phrase), address


def _decoded(value: str) -> str:
    """The text of a header, unfolded (RFC 5322, 2.2.3)."""
    return str(make_header(decode_header(value.replace("\r\n", ""))))


def _names(message: Message) -> list[str]:
    return [name.lower() for name in message.keys()]  # noqa: SIM118 - a name may be there twice


def _require(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not holds:
        raise MessageError(otherwise, hint="nothing of it was sent; please report this")
