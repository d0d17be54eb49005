"""What comes of letters that a mail server takes, refuses, loses, or says nothing of."""

from __future__ import annotations

import logging
import traceback
from base64 import b64encode
from contextlib import ExitStack
from dataclasses import replace

import pytest
from support.letters import letter
from support.smtp_server import BEHAVIOURS, Server, serving

from digest.errors import DeliveryError
from digest.models.mail import Outcome
from digest.models.secrets import Secret

from .conftest import AboutTo, channel, deliver

FAILED, LATER, SENT, UNKNOWN = Outcome.FAILED, Outcome.LATER, Outcome.SENT, Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("recipient", "outcome", "detail"),
    [
        ("slow", SENT, "250 2.0.0 at last"),
        ("refuse-rcpt", FAILED, "550 5.1.1 No such user here"),
        ("control-rcpt", FAILED, "550 5.1.1 No [31m such 5.1.1 user"),
        ("temp-rcpt", LATER, "450 4.2.1 come back later"),
        ("busy-rcpt", LATER, "421 4.3.2 going down"),
        ("drop-rcpt", LATER, "the connection was lost"),
        ("refuse-data", FAILED, "554 5.5.1 no data now"),
        ("temp-data", LATER, "451 4.3.0 no disk"),
        ("perm", FAILED, "554 5.6.0 not like this"),
        ("temp", LATER, "451 4.7.1 try again"),
        ("busy", LATER, "421 4.3.2 going down"),
        ("drop-after-data", UNKNOWN, "the connection was lost"),
        ("lose-after-data", UNKNOWN, "the connection was lost"),
        ("endless", UNKNOWN, "the connection was lost"),
        ("garbage", UNKNOWN, "the server gave an answer that is no SMTP"),
        ("confused", UNKNOWN, "the server gave an answer that is no SMTP"),
        ("confused-rcpt", LATER, "the server gave an answer that is no SMTP"),
    ],
)
def test_each_answer_has_its_outcome(
    server: Server,
    about_to: AboutTo,
    recipient: str,
    outcome: Outcome,
    detail: str,
) -> None:
    """4xx is tried again, 5xx is not; lost without an answer is known to nobody (RFC 1047). What is
    refused before its data is never begun. The next letter goes its way whatever came of this one.
    """
    with channel(server).connect() as connection:
        receipt = connection.deliver(letter(f"{recipient}@example.org"), about_to)
        assert (receipt.outcome, receipt.detail) == (outcome, detail)
        assert about_to.calls == (BEHAVIOURS[recipient].at == "END")
        assert connection.deliver(letter("next@example.org"), about_to).outcome is SENT
    assert server.accepted[-1].recipient == "next@example.org"


@pytest.mark.parametrize(
    ("recipient", "outcome"),
    [("stall-rcpt", LATER), ("stall-before-dot", LATER), ("stall", UNKNOWN), ("trickle", UNKNOWN)],
)
def test_silence_ends(server: Server, recipient: str, outcome: Outcome) -> None:
    """Also that of a server which sends a byte now and then, as long as it likes. Bytes that are
    left when time is over are the last ones, without which nothing was taken.
    """
    sent = letter(f"{recipient}@example.org")
    # More than what systems take in for a server that reads no more of it.
    large = replace(sent, data=sent.data + b"0123456789\r\n" * 2_000_000)
    server.extensions = ()
    (receipt,) = deliver(server, large if recipient == "stall-before-dot" else sent, timeout=0.3)
    assert receipt.outcome is outcome
    assert receipt.detail == "the server was silent for 0.3 seconds"


def test_a_connection_that_is_lost_within_the_data_took_nothing(server: Server) -> None:
    """The dot that ends a letter was never sent: it can be tried again without a second one."""
    sent = letter("drop-before-dot@example.org")
    large = replace(sent, data=sent.data + b"0123456789\r\n" * 2_000_000)
    server.extensions = ()
    (receipt,) = deliver(server, large)
    assert receipt.outcome is LATER
    assert server.accepted == []


@pytest.mark.parametrize(
    ("recipient", "hard"),
    [
        ("refuse-rcpt", True),
        ("plain-rcpt", True),
        ("relay-rcpt", False),
        ("policy-rcpt", False),
        ("temp-rcpt", False),
        ("perm", False),
    ],
)
def test_an_address_is_given_up_only_where_there_is_none(
    server: Server, recipient: str, hard: bool
) -> None:
    """A server that takes nothing from us must not cost us every subscriber."""
    (receipt,) = deliver(server, letter(f"{recipient}@example.org"))
    assert receipt.hard is hard


def test_a_sender_that_is_refused_costs_no_address(server: Server) -> None:
    """It would be refused for everybody."""
    (receipt,) = deliver(server, replace(letter(), sender="refuse-mail@example.org"))
    assert (receipt.outcome, receipt.hard) == (FAILED, False)


def test_letters_share_a_connection_until_the_server_has_enough(server: Server) -> None:
    """Each connection costs a handshake and a login; a server that ends it is called again."""
    sent = [letter(f"{n}@example.org") for n in range(120)]
    deliver(server, *sent)
    assert server.connections == 2
    server.letters_a_connection = 30
    deliver(server, *sent)
    assert server.connections == 2 + 4
    assert [each.recipient for each in server.accepted] == [each.recipient for each in sent] * 2


def test_a_server_that_hung_up_between_letters_is_called_again(about_to: AboutTo) -> None:
    """They do so after some minutes without a word, or when they are started anew."""
    with ExitStack() as stack:
        with serving() as server:
            connection = stack.enter_context(channel(server).connect())
            assert connection.deliver(letter(), about_to).outcome is SENT
        with serving(Server(port=server.port)):
            assert connection.deliver(letter(), about_to).outcome is SENT
        with pytest.raises(DeliveryError, match="refuses connections"):
            connection.deliver(letter(), about_to)
    assert about_to.calls == 2


def test_what_a_server_cannot_take_is_not_sent(server: Server, about_to: AboutTo) -> None:
    """It says what it can, and a letter that is cut off or changed is worse than none."""
    server.extensions = ("SIZE 1000",)
    plain = replace(letter(), data=b"Subject: x\r\n\r\nx\r\n")
    with channel(server).connect() as connection:
        refused = {
            connection.deliver(each, about_to).detail
            for each in (
                replace(plain, data=plain.data + b"x\r\n" * 1_000),
                replace(plain, data="Subject: x\r\n\r\nü\r\n".encode()),
                replace(plain, recipient="ü@example.org", utf8=True),
            )
        }
    assert refused == {
        "the message has 3017 bytes, and the server takes 1000",
        "the server takes only messages in ASCII (it offers no 8BITMIME)",
        "the server takes only addresses in ASCII (it offers no SMTPUTF8)",
    }
    assert about_to.calls == len(server.accepted) == 0


def test_what_a_server_offers_is_used(server: Server) -> None:
    """Addresses and text of any script, where it takes them as they are (RFC 6531, 6152)."""
    sent = replace(letter("jürgen@example.org"), data="Subject: ü\r\n\r\nü\r\n".encode())
    (receipt,) = deliver(server, sent)
    assert receipt.outcome is SENT
    assert server.accepted[0].recipient == "jürgen@example.org"
    assert server.accepted[0].data == sent.data


@pytest.mark.parametrize(
    "data", [b"Subject: x\r\n\r\n", b".\r\n.\r\n", b"a\r\n..b\r\n.", b"", b"x"]
)
def test_dots_do_not_end_a_letter(server: Server, data: bytes) -> None:
    """A line with a dot alone would end it; the rest would be taken for commands."""
    deliver(server, replace(letter(), data=data))
    assert server.accepted[0].data == (data if data.endswith(b"\r\n") else data + b"\r\n")


PASSWORD = "Opensesame-17"  # noqa: S105  of this test


@pytest.mark.parametrize("ways", ["PLAIN LOGIN", "LOGIN", "CRAM-MD5"])
def test_who_has_a_password_logs_in(server: Server, ways: str) -> None:
    """By the first way that both know, once."""
    server.users, server.ways = {"digest": PASSWORD}, ways
    (receipt,) = deliver(server, letter(), user="digest", password=Secret(PASSWORD))
    assert receipt.outcome is SENT
    assert server.commands.count("AUTH") == 1


@pytest.mark.parametrize("ways", ["PLAIN LOGIN", "LOGIN"])
def test_no_password_is_ever_told(
    server: Server, caplog: pytest.LogCaptureFixture, ways: str
) -> None:
    """Servers may repeat what they were told, and errors are logged with all that led to them."""
    caplog.set_level(logging.DEBUG)
    server.users, server.ways = {"digest": "another"}, ways
    with pytest.raises(DeliveryError) as raised:
        deliver(server, letter(), user="digest", password=Secret(PASSWORD))
    told = "".join(traceback.format_exception(raised.value)) + caplog.text + repr(raised.value)
    assert "535 5.7.8 not you: digest ***" in told
    for secret in (PASSWORD, f"\0digest\0{PASSWORD}"):
        assert secret not in told
        assert b64encode(secret.encode()).decode() not in told
    assert raised.value.for_good
    assert server.commands.count("AUTH") == 1


def test_whoever_wants_a_login_gets_no_letter(server: Server) -> None:
    """Nothing is wrong with the letters: all of them wait for a login."""
    server.users = {"digest": PASSWORD}
    with pytest.raises(DeliveryError, match="login: 530") as raised:
        deliver(server, letter())
    assert raised.value.for_good


def test_only_what_was_refused_is_taken_back(server: Server) -> None:
    """A letter that was answered is over: a command that nobody needs is a journey there and back
    for each of ten thousand.
    """
    names = ("anna", "perm", "refuse-rcpt", "refuse-data", "ben")
    deliver(server, *(letter(f"{name}@example.org") for name in names))
    assert [each for each in server.commands if each in {"MAIL", "RSET"}] == [
        *("MAIL", "MAIL", "MAIL", "RSET", "MAIL", "RSET", "MAIL")
    ]
    assert len(server.accepted) == 2
