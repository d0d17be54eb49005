"""What a letter says, read back from its bytes."""

from __future__ import annotations

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default


def parse(data: bytes) -> EmailMessage:
    return BytesParser(policy=default).parsebytes(data)


def part(data: bytes, kind: str) -> str:
    """The text part of the message (`kind` "plain" or "html") with lines that end in LF, "" where
    there is none.
    """
    return content(parse(data), kind)


def content(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    text: str = body.get_content() if body is not None else ""
    return text.replace("\r\n", "\n")
