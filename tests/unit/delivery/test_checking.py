"""The last look at a message before it leaves sees what is wrong with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.delivery.checking import verify, verify_head
from digest.delivery.letters import filled, head
from digest.delivery.message import body, safe
from digest.errors import MessageError
from digest.models.mail import PLACEHOLDER, Content, Sender

TOKEN = "t" * 32
LINK = f"https://digest.example.org/u/{PLACEHOLDER}"
SENDER = Sender(mailbox="Täglich <digest@example.org>")
CONTENT = Content(
    subject="Höchststand",
    text=f"Höchststand\n{LINK}\n",
    html=f"<p>Höchststand</p>\n{LINK}\n",
    language="de",
    list_id="Tagesdigest <daily.example.org>",
    unsubscribe=LINK,
)


def message() -> bytes:
    made = body(CONTENT, SENDER)
    created = datetime(2026, 11, 22, 6, tzinfo=UTC)
    first = head(
        made, SENDER, recipient="reader@example.org", token=TOKEN, mailing="m", created=created
    )
    return first + filled(made.data, TOKEN)


def look(data: bytes) -> None:
    verify(data, safe(CONTENT), SENDER, recipient="reader@example.org", token=TOKEN)


def test_what_is_right_passes() -> None:
    """Otherwise the tests below would say nothing."""
    look(message())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"To: reader@", b"To: other@"),
        (b"To: reader@example.org", b"To: reader@example.org, other@example.org"),
        (b"To: ", b"Bcc: v@example.org\r\nTo: "),
        (b"To: ", b"CC: v@example.org\r\nTo: "),
        (b"To: ", b"From: v@example.org\r\nTo: "),
        (b"To: ", b"Sender: v@example.org\r\nTo: "),
        (b"digest@example.org>", b"digest@example.net>"),
        (b"glich?=", b"glix?="),
        (b"chststand?=", b"chststadt?="),
        (b"Subject: ", b"Subject: \r\n\r\n"),
        (b"Subject: ", b"X: "),
        (b"/u/ttt", b"/u/ut"),
        (b"List-Unsubscribe: ", b"List-Unsubscribe: <mailto:v@example.org>, "),
        (b"MIME-Version: 1.0\r\n", b""),
        (b"H=C3=B6chst", b"H=C3=B6=\r\nchse"),
        (b"<p>", b"<q>"),
        (b"text/html", b"text/plain"),
        (b"multipart/alternative", b"multipart/mixed"),
        (b"quoted-printable", b"base64"),
        (b'boundary="=_', b'boundary="=-'),
        (b"--\r\n", b"--\n"),
        (b"<p>", b"\0<p>"),
        (b"<p>", b"<p>\r<p>"),
        (b"<p>", b"=\r\n" + b"x" * 999 + b"=\r\n<p>"),
    ],
)
def test_what_is_not_as_meant_does_not_leave(old: bytes, new: bytes) -> None:
    """Each of these has been sent to people by some program."""
    data = message()
    assert old in data
    with pytest.raises(MessageError):
        look(data.replace(old, new, 1))


@pytest.mark.parametrize(
    "data",
    [
        b"To: a@example.org\r\n\r\n",
        b"To: a@example.org\r\nSubject: x\r\nBcc: v@example.org\r\n\r\n",
        b"To: a@example.org\r\nSubject: x\r\nsubject: x\r\n\r\n",
        b"To: a@example.org\r\nSubject: x\r\n\r\nSubject: x\r\n\r\n",
        b"To: a@example.org\r\nSubject: x\n\r\n",
        b"To: a@example.org\r\nSubject:  \x00x\r\n\r\n",
        b"Subject: x\r\nTo: a@example.org\r\n\r\n",
        b"To: a@example.org\r\n\r\nSubject: x\r\n\r\n",
    ],
)
def test_a_head_has_what_was_meant_and_no_more(data: bytes) -> None:
    """A title in a header is the way from an article into the list of recipients."""
    meant = [("To", "a@example.org"), ("Subject", "x")]
    verify_head(b"To: a@example.org\r\nSubject: x\r\n\r\n", meant)
    with pytest.raises(MessageError):
        verify_head(data, meant)


def test_a_header_twice_is_refused_although_it_was_meant() -> None:
    """Mail programs disagree about which one counts."""
    twice = [("To", "a@example.org"), ("to", "b@example.org")]
    with pytest.raises(MessageError, match="twice"):
        verify_head(b"To: a@example.org\r\nto: b@example.org\r\n\r\n", twice)
