"""Messages: what goes in comes out of a parser again, whatever it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.delivery.letters import filled, freeze, head, letter
from digest.delivery.message import SUBJECT, body, safe
from digest.delivery.mime import LINE
from digest.errors import AddressError, MessageError
from digest.models.mail import PLACEHOLDER, Body, Content, Delivery, Kind, Mailing, Sender
from digest.rendering.cleaning import one_line

CREATED = datetime(2026, 11, 22, 6, tzinfo=UTC)
TOKEN = "-_" + "a1B2" * 7 + "--"
LINK = f"https://digest.example.org/u/{PLACEHOLDER}"
SENDER = Sender(mailbox="Digest <digest@example.org>")
CONTENT = Content(
    subject="Tagesdigest, 22. November 2026: „Höchststand“",
    text=f"Höchststand\n\nAbbestellen: {LINK}\n",
    html=f'<!doctype html>\n<p>Höchststand</p> <a href="{LINK}">Abbestellen</a>',
    language="de",
    list_id="Tagesdigest <daily.example.org>",
    unsubscribe=LINK,
)
# What has made headers of their own of titles, or is lost on the way.
HOSTILE = (
    "Hi\r\nBcc: v@example.org",
    "Hi\rBcc: v@example.org",
    "Hi\x0bBcc: v@example.org",
    "Hi\u2028Bcc: v@example.org",
    "=?utf-8?q?Hi=0d=0aBcc:_v@e?=",
    "a =?utf-8?q?Hi=0d=0aBcc:_v@e?= b",
    "\u202etxt.exe\u2066",
    "x" * 5000,
    "ü " * 2500,
    "half \ud83d of a pair",
    "👩‍👩‍👧‍👦" * 60,
    '"quoted", (comment) <a@b>',
    "  two  spaces\t",
    "=?=?utf-8?q??=",
)


def sent(made: Body, *, recipient: str = "reader@example.org", sender: Sender = SENDER) -> bytes:
    mailing = Mailing(id="daily-2026-11-22", kind=Kind.EDITION, digest="daily", created=CREATED)
    delivery = Delivery(
        mailing=mailing.id,
        channel="smtp",
        recipient=recipient,
        token=TOKEN,
        next_try=CREATED,
        changed=CREATED,
    )
    return letter(freeze(delivery, mailing, made, sender), made, sender).data


def parsed(data: bytes) -> EmailMessage:
    found = message_from_bytes(data, policy=policy.SMTP)
    assert isinstance(found, EmailMessage)
    return found


def test_a_message_has_what_mail_programs_ask_for() -> None:
    """Gmail and Yahoo refuse mail to many without these, and answering machines answer."""
    message = parsed(sent(body(CONTENT, SENDER)))
    assert message["From"] == "Digest <digest@example.org>"
    assert message["To"] == "reader@example.org"
    assert message["Subject"] == CONTENT.subject
    assert message["Date"] == "Sun, 22 Nov 2026 06:00:00 +0000"
    assert message["List-Id"] == "Tagesdigest <daily.example.org>"
    assert message["List-Unsubscribe"] == f"<https://digest.example.org/u/{TOKEN}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "de"
    assert message["Message-ID"].endswith("@example.org>")
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_each_recipient_has_a_message_id_that_stays() -> None:
    """Mail programs know by it that what is sent again is the same, and bounces name it."""
    made = body(CONTENT, SENDER)
    ids = {parsed(sent(made, recipient=f"{name}@example.org"))["Message-ID"] for name in "aab"}
    assert len(ids) == 2


def test_the_token_stands_in_both_parts_and_in_the_header() -> None:
    """A link with a broken token ends in an error instead of an end to the mail."""
    message = parsed(sent(body(CONTENT, SENDER)))
    for part in message.iter_parts():
        assert part.get_content().count(f"/u/{TOKEN}") == 1
    assert PLACEHOLDER not in message.as_string()


def test_nobody_gets_the_placeholder() -> None:
    """A delivery without a token would link to a page that is not there."""
    made = body(CONTENT, SENDER)
    for token in ("", "short", TOKEN + "x", "\r\n" + TOKEN[2:]):
        with pytest.raises(MessageError):
            filled(made.data, token)


@given(st.integers(0, 200), st.sampled_from(["a", "ü", "=", " ", "\n", "."]))
def test_the_placeholder_is_whole_wherever_it_stands(before: int, with_what: str) -> None:
    """A soft line break in it would leave it there for all recipients."""
    text = f"é{with_what * before}{PLACEHOLDER}{with_what * before}{PLACEHOLDER}"
    made = body(replace(CONTENT, text=text, html=text), SENDER)
    assert made.data.count(PLACEHOLDER.encode()) == 4


@pytest.mark.parametrize("text", ["plain\n", "ünïcode\n", "x" * 5000, "=" * 5000, "\n" * 50])
def test_lines_are_as_long_as_quoted_printable_allows(text: str) -> None:
    """Python's own messages have 78 characters where RFC 2045 allows 76."""
    made = body(replace(CONTENT, text=text, html=text), SENDER)
    assert max(map(len, made.data.split(b"\r\n"))) <= 76
    assert not re.search(rb"[^\r]\n|\r[^\n]", made.data)


def test_ascii_is_sent_as_it_stands() -> None:
    """Who reads the source of a notice reads the notice."""
    made = body(replace(CONTENT, text="All is well.\n"), SENDER)
    assert b"Content-Transfer-Encoding: 7bit\r\n\r\nAll is well.\r\n\r\n--" in made.data


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_a_subject_and_nothing_else(title: str) -> None:
    """Before Python 3.11.10 encoded words with a new line made a real Bcc."""
    made = body(replace(CONTENT, subject=title, list_id=f"{title} <l.example.org>"), SENDER)
    data = sent(made)
    message = parsed(data)
    assert message["Bcc"] is None
    assert b"\r\nBcc" not in data
    assert len(message["Subject"]) <= SUBJECT
    assert message["Subject"] == safe(replace(CONTENT, subject=title)).subject


anything = st.text(st.characters(codec=None), max_size=300) | st.sampled_from(HOSTILE)


@given(subject=anything, text=anything, html=anything, name=anything)
@example(subject="\n", text="", html="", name="")
@example(subject="x", text="--=_\n--\n.\n..\nFrom x\n \n\t", html="a\r\rb\r\n", name='"')
def test_whatever_is_said_a_parser_finds_it(subject: str, text: str, html: str, name: str) -> None:
    """The standard library reads back what was meant, or an error says that it cannot be said."""
    content = replace(
        CONTENT, subject=subject, text=text, html=html, list_id=f"{name} <l.example.org>"
    )
    if not one_line(subject):
        with pytest.raises(MessageError, match="no subject"):
            body(content, SENDER)
        return
    meant = safe(content)
    message = parsed(sent(body(content, SENDER)))
    plain, marked = (part.get_payload(decode=True) for part in message.iter_parts())
    assert isinstance(plain, bytes)
    assert isinstance(marked, bytes)
    for found, said in ((plain, meant.text), (marked, meant.html)):
        assert found.decode().replace("\r\n", "\n") == said.replace(PLACEHOLDER, TOKEN)
    assert sorted(message.keys()) == sorted(parsed(sent(body(CONTENT, SENDER))).keys())


@pytest.mark.parametrize(
    ("mailbox", "shown"),
    [
        ("digest@example.org", ("", "digest@example.org")),
        ('"Digest, the" <digest@example.org>', ("Digest, the", "digest@example.org")),
        ("Täglich „neu“ <digest@exämple.org>", ("Täglich „neu“", "digest@xn--exmple-cua.org")),
        ("=?x?q?y?= <d@example.org>", ("=?x?q?y?=", "d@example.org")),
        (f"{'Ü' * 100} <d@example.org>", ("Ü" * 100, "d@example.org")),
    ],
)
def test_the_sender_is_shown_as_configured(mailbox: str, shown: tuple[str, str]) -> None:
    """Commas in names have made two senders of one, and names of other alphabets none."""
    sender = Sender(mailbox=mailbox, reply_to="desk@example.org")
    # By compat32: the newer policies put spaces between the encoded words of a name.
    message = message_from_bytes(sent(body(CONTENT, sender), sender=sender))
    phrase, address = parseaddr(message["From"])
    assert (str(make_header(decode_header(phrase))), address) == shown
    assert message["Reply-To"] == "desk@example.org"


def test_bounces_go_where_they_are_wanted() -> None:
    """The sender of the envelope gets them; without one of its own it is the sender shown."""
    assert envelope(SENDER) == "digest@example.org"
    assert envelope(replace(SENDER, bounces_to="bounces@example.org")) == "bounces@example.org"


def envelope(sender: Sender) -> str:
    delivery = Delivery(
        mailing="m",
        channel="smtp",
        recipient="r@example.org",
        token=TOKEN,
        next_try=CREATED,
        changed=CREATED,
        head=b"Message-ID: <1@example.org>\r\n\r\n",
    )
    return letter(delivery, Body(headers=(), data=b""), sender).sender


@pytest.mark.parametrize(
    "recipient", ["a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org", "A@EX.org"]
)
def test_a_head_is_for_one_address(recipient: str) -> None:
    """What got into the outbox otherwise must not make a header of its own."""
    made = body(CONTENT, SENDER)
    with pytest.raises((MessageError, AddressError)):
        head(made, SENDER, recipient=recipient, token=TOKEN, mailing="m", created=CREATED)


def test_only_addresses_beyond_ascii_need_smtputf8() -> None:
    """A domain can be written in ASCII, so few servers have to refuse anything."""
    made = body(CONTENT, SENDER)
    assert sent(made).isascii()
    assert "To: jürgen@example.org" in sent(made, recipient="jürgen@example.org").decode()


def test_without_tls_one_click_is_not_offered() -> None:
    """RFC 8058 asks for https; mail programs show no button otherwise, and some call it spam."""
    link = LINK.replace("https", "http")
    message = parsed(sent(body(replace(CONTENT, unsubscribe=link), SENDER)))
    assert message["List-Unsubscribe"]
    assert message["List-Unsubscribe-Post"] is None


def test_one_click_can_be_tried_on_this_machine() -> None:
    """Between two programs of one machine there is nobody who could read the token."""
    link = f"http://127.0.0.1:8780/u/{PLACEHOLDER}"
    message = parsed(sent(body(replace(CONTENT, unsubscribe=link), SENDER)))
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_long_subject_in_ascii_stays_readable() -> None:
    """Encoded words where none are needed look like something to hide, to people and filters."""
    subject = "The Brief: " + "a headline of many words " * 8 + "ends"
    data = sent(body(replace(CONTENT, subject=subject), SENDER))
    assert b"=?" not in data
    assert parsed(data)["Subject"] == subject
    folded = data[data.index(b"Subject: ") :].split(b"\r\nAuto-Submitted")[0]
    assert all(len(line) <= LINE for line in folded.split(b"\r\n"))


@pytest.mark.parametrize("link", ["javascript:x", "https://e.org/a b", "https://e.org/>\r\nBcc: x"])
def test_a_link_that_no_header_can_hold_is_told(link: str) -> None:
    """Half a link in a header unsubscribes nobody."""
    with pytest.raises(MessageError, match="unsubscribe"):
        body(replace(CONTENT, unsubscribe=link), SENDER)


def test_a_frozen_head_stays() -> None:
    """A configuration that changes between two tries must not make another message of it."""
    made = body(CONTENT, SENDER)
    mailing = Mailing(id="m", kind=Kind.EDITION, digest="daily", created=CREATED)
    delivery = Delivery(
        mailing="m",
        channel="smtp",
        recipient="reader@example.org",
        token=TOKEN,
        next_try=CREATED,
        changed=CREATED,
    )
    once = freeze(delivery, mailing, made, SENDER)
    again = freeze(once, mailing, made, Sender(mailbox="Other <other@example.net>"))
    assert again.head == once.head
