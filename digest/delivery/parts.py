"""What a letter says, read back from its bytes."""

from __future__ import annotations

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from digest.models.views import Image
from digest.rendering.pictures import inline, placed


def parse(data: bytes) -> EmailMessage:
    return BytesParser(policy=default).parsebytes(data)


def images(message: EmailMessage) -> tuple[Image, ...]:
    """The pictures of the message, by the names that its HTML shows them by."""
    return tuple(
        Image(name=each["Content-ID"].strip("<>"), data=each.get_content())
        for each in message.walk()
        if each.get_content_maintype() == "image"
    )


def page(data: bytes) -> str:
    """The HTML of the message with its pictures in it, as a browser shows it; "" where there is
    none.
    """
    message = parse(data)
    return placed(content(message, "html"), images(message), inline)


def content(message: EmailMessage, kind: str) -> str:
    """The text part of the message (`kind` "plain" or "html") with lines that end in LF, "" where
    there is none.
    """
    body = message.get_body((kind,))
    text: str = body.get_content() if body is not None else ""
    return text.replace("\r\n", "\n")
