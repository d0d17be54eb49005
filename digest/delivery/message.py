"""What a message says, as the body that all its recipients share (RFC 5322, RFC 2046).

Content -> Body, once      Body, recipient -> head, once      head, body -> Letter  (`letters`)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from digest.delivery import addresses, checking, letters, mime
from digest.errors import MessageError
from digest.models.mail import TOKEN_LENGTH, Body, Content, Sender
from digest.rendering.cleaning import one_line
from digest.rendering.pictures import placed

# Some lines of a header; mail programs show one.
SUBJECT = 400
# New lines of other systems, and of Unicode where parsers take them for the end of a line.
_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# An address of the web (RFC 3986) that has room in one line of a header.
_LINK = re.compile(r"https?://[!-;=?-~]{1,800}")


def body(content: Content, sender: Sender) -> Body:
    """What all recipients of `content` get; the same each time.

    It was tried out: a message of it was parsed, and says what is meant. Raises MessageError where
    it cannot, AddressError where `sender` has no address.
    """
    meant = safe(content)
    boundary, data = mime.multipart((mime.part("plain", meant.text), _html(meant)))
    made = Body(
        headers=tuple(_headers(meant, sender, boundary)), data=data, unsubscribe=meant.unsubscribe
    )
    _try_out(made, meant, sender)
    return made


def safe(content: Content) -> Content:
    """`content` as messages can say it: the subject in one line, lines that end in LF, pictures by
    their Content-ID, and no characters that nobody sees. Raises MessageError where nothing is left.
    """
    subject = one_line(content.subject)
    if not subject:
        raise MessageError("has no subject", hint="give the digest a title")
    if content.unsubscribe and not _LINK.fullmatch(content.unsubscribe):
        raise MessageError(
            "links to unsubscribe cannot be made with this address",
            place="[serve] address",
            hint="write it as https://digest.example.org, in ASCII and short",
        )
    return replace(
        content,
        subject=subject if len(subject) <= SUBJECT else f"{subject[: SUBJECT - 1]}…",
        text=_lines(content.text),
        html=placed(
            _lines(content.html), content.images, lambda each: f"cid:{mime.content_id(each)}"
        ),
        list_id=one_line(content.list_id),
    )


def _lines(text: str) -> str:
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", _ENDS.sub("\n", text)))


def _headers(meant: Content, sender: Sender, boundary: str) -> Iterator[tuple[str, str]]:
    box = addresses.mailbox(sender.mailbox)
    yield "From", mime.mailbox("From", box.name, box.address)
    if sender.reply_to:
        yield "Reply-To", addresses.normalise(sender.reply_to)
    yield "Subject", mime.words("Subject", meant.subject)
    # RFC 3834: no answering machine is to answer.
    yield "Auto-Submitted", "auto-generated"
    if meant.list_id:
        phrase, _, name = meant.list_id.removesuffix(">").rpartition("<")
        yield "List-Id", mime.mailbox("List-Id", phrase.strip(), name)
    if is_private(meant.unsubscribe):
        # RFC 8058: one click is only offered where nobody on the way can read the token.
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
    yield "Content-Language", meant.language
    yield "MIME-Version", "1.0"
    yield "Content-Type", f'multipart/alternative;\r\n boundary="{boundary}"'


def is_private(link: str) -> bool:
    """Whether it is encrypted, or leads nowhere but to this machine, where Digest is tried out."""
    return link.startswith("https:") or urlsplit(link).hostname in {"127.0.0.1", "::1", "localhost"}


def _html(meant: Content) -> bytes:
    """The HTML part, together with the pictures that it shows (RFC 2387)."""
    html = mime.part("html", meant.html)
    if not meant.images:
        return html
    boundary, data = mime.multipart((html, *map(mime.picture, meant.images)))
    kind = f'Content-Type: multipart/related; type="text/html";\r\n boundary="{boundary}"'
    return f"{kind}\r\n\r\n".encode() + data


def _try_out(made: Body, meant: Content, sender: Sender) -> None:
    recipient, token = "reader@example.org", "x" * TOKEN_LENGTH
    head = letters.head(
        made,
        sender,
        recipient=recipient,
        token=token,
        mailing="",
        created=datetime.fromtimestamp(0, UTC),
    )
    data = head + letters.filled(made.data, token)
    checking.verify(data, meant, sender, recipient=recipient, token=token)
