"""Mail that came back: delivery status notifications (RFC 3464, RFC 6533)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from itertools import islice

from digest.delivery.replies import Reply, one_line

# What says why stands first, and the headers of the message that came back next. The library takes
# the square of what it is given where parts stand in parts.
_LONGEST = 150_000
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_ANSWER = re.compile(r"(?P<code>[45]\d\d)[ -]?(?P<text>.*)")
_STATUSES = {"message/delivery-status", "message/global-delivery-status"}
_RETURNED = {
    *("message/rfc822", "text/rfc822-headers"),
    *("message/global", "message/global-headers"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounce:
    """A message that did not arrive, for good.

    `message_id` is that of the message, without angle brackets; `recipient` whom it did not reach,
    which is another than it was sent to where that one is a list, or forwards. `hard` says that
    there is no such address; otherwise the message was not taken, or the mailbox is full.
    """

    message_id: str
    recipient: str
    hard: bool
    detail: str


def read(data: bytes) -> tuple[Bounce, ...]:
    """What the mail `data` says did not arrive: nothing where it says something else, such as that
    something arrived, is late, or that somebody is on holiday.

    Anyone can write such a mail. Only who got the message, or passed it on, knows its Message-ID.
    """
    try:
        mail = message_from_string(data[:_LONGEST].decode(errors="replace"))
        if mail.get_content_type() != "multipart/report":
            return ()
        parts = list(mail.walk())
    except RecursionError:  # parts in parts in parts, which no server writes
        return ()
    returned = next((each for each in parts if each.get_content_type() in _RETURNED), None)
    message_id = one_line(_inside(returned)["Message-ID"] or "") if returned else ""
    if not message_id:
        return ()
    blocks = (block for each in parts for block in _blocks(each))
    failed = (each for each in blocks if _field(each, "Action").lower().startswith("failed"))
    return tuple(_bounce(each, message_id.strip("<>")) for each in failed)


def _inside(part: Message) -> Message:
    """The message in a part, or the headers of one."""
    for inner in _below(part):
        return inner
    text = part.get_payload(decode=True)
    return message_from_bytes(text if isinstance(text, bytes) else b"")


def _blocks(part: Message) -> Iterator[Message]:
    """The fields of each recipient in a part with the status."""
    if part.get_content_type() not in _STATUSES:
        return
    for block in _below(part):
        yield block
        # The library splits what RFC 3464 calls the part, and not what RFC 6533 does.
        rest = block.get_payload()
        if isinstance(rest, str):
            yield from map(message_from_string, rest.split("\n\n"))


def _below(part: Message) -> Iterator[Message]:
    return islice(part.walk(), 1, None)


def _bounce(fields: Message, message_id: str) -> Bounce:
    _, _, recipient = _field(fields, "Final-Recipient").rpartition(";")
    _, _, diagnostic = _field(fields, "Diagnostic-Code").partition(";")
    reply = _reply(_field(fields, "Status"), diagnostic.strip())
    return Bounce(
        message_id=message_id,
        recipient=one_line(recipient).strip("<>"),
        hard=reply.is_no_such_address,
        detail=reply.line,
    )


def _reply(status: str, diagnostic: str) -> Reply:
    """What the last server answered, with the more telling of its code and that of `status`."""
    found = _STATUS.match(status)
    enhanced = found[0] if found else ""
    answer = _ANSWER.match(diagnostic)
    code, text = (int(answer["code"]), answer["text"]) if answer else (_code(enhanced), diagnostic)
    if enhanced and not enhanced.endswith(".0.0"):
        text = f"{enhanced} {_STATUS.sub('', text, 1) if _STATUS.match(text) else text}"
    return Reply(code=code, text=one_line(text))


def _code(enhanced: str) -> int:
    """One that says no more than the enhanced one does."""
    return 450 if enhanced.startswith("4") else 554


def _field(fields: Message, name: str) -> str:
    return " ".join(str(fields[name] or "").split())
