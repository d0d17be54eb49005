"""The way to a mail server: encrypted, to who it is said to be, or a sentence that says why not."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path
from typing import Any

import pytest
from support.letters import letter
from support.smtp_server import Server, serving

from digest.errors import DeliveryError
from digest.models.mail import Outcome, Security
from digest.models.secrets import Secret

from .conftest import channel, deliver

TLS = Path(__file__).parents[2] / "data" / "tls"
LOCALHOST, EXPIRED, HARBOUR = (TLS / f"{name}.pem" for name in ("localhost", "expired", "harbour"))


def identity(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def why(server: Server, **smtp: Any) -> DeliveryError:
    """Why `server` cannot be used. No error is without a hint, or tells anything but host and port
    for its place.
    """
    with pytest.raises(DeliveryError) as raised:
        channel(server, **smtp).check()
    assert raised.value.hint
    assert raised.value.place == f"{smtp.get('host', '127.0.0.1')}:{server.port}"
    return raised.value


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_mail_goes_encrypted_to_who_can_prove_its_name(security: Security, host: str) -> None:
    """What was said in plain text before, and slipped in behind STARTTLS, counts for nothing."""
    offered = Server(tls=identity(LOCALHOST), at_once=security is Security.TLS)
    with serving(offered) as server:
        sent = letter()
        (receipt,) = deliver(server, sent, host=host, security=security, ca_file=str(LOCALHOST))
    assert receipt.outcome is Outcome.SENT
    assert server.accepted[0].data == sent.data


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
@pytest.mark.parametrize(
    ("certificate", "trusted", "message"),
    [
        (EXPIRED, EXPIRED, "has a certificate that has expired"),
        (HARBOUR, HARBOUR, "has a certificate that is for another name"),
        (LOCALHOST, None, "has a certificate that is signed by itself and by nobody you trust"),
    ],
)
def test_who_proves_nothing_gets_neither_password_nor_mail(
    security: Security, certificate: Path, trusted: Path | None, message: str
) -> None:
    """Whoever is on the way could say it is the server."""
    offered = Server(tls=identity(certificate), at_once=security is Security.TLS)
    smtp = {"user": "digest", "password": Secret("x"), "ca_file": str(trusted or "")}
    with serving(offered) as server:
        error = why(server, security=security, **smtp)
    assert error.message == message
    assert error.for_good
    assert not {"AUTH", "MAIL"} & {*server.commands}


def test_encryption_that_is_not_offered_is_not_done_without(server: Server) -> None:
    """Whoever is on the way can leave the offer out."""
    error = why(server, security=Security.STARTTLS)
    assert error.message == "offers no encryption (STARTTLS)"
    assert error.for_good
    assert "MAIL" not in server.commands


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_encryption_is_none() -> None:
    """Nothing below TLS 1.2 is safe (RFC 8996), and TLS 1.2 itself will do."""
    old, fair = identity(LOCALHOST), identity(LOCALHOST)
    for context in (old, fair):
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    fair.maximum_version = ssl.TLSVersion.TLSv1_2
    smtp = {"security": Security.TLS, "ca_file": str(LOCALHOST)}
    with serving(Server(tls=old, at_once=True)) as server:
        assert why(server, **smtp).message.startswith("cannot agree on encryption: ")
    with serving(Server(tls=fair, at_once=True)) as server:
        channel(server, **smtp).check()


def test_starttls_on_a_port_for_tls() -> None:
    """Each side waits for the other to begin."""
    with serving(Server(tls=identity(LOCALHOST), at_once=True)) as server:
        error = why(server, security=Security.STARTTLS, timeout=0.3)
    assert error.message == "was silent for 0.3 seconds"
    assert 'security = "tls"' in error.hint
    assert not error.for_good


def test_tls_on_a_port_for_starttls(server: Server) -> None:
    """The greeting is no TLS."""
    error = why(server, security=Security.TLS)
    assert error.message == "does not begin with TLS"
    assert 'security = "starttls"' in error.hint


@pytest.mark.parametrize(
    ("greeting", "message", "for_good"),
    [
        ("554 5.7.1 not for you", "does not take mail from here: 554 5.7.1 not for you", True),
        ("421 4.3.2 too busy", "does not take mail from here: 421 4.3.2 too busy", False),
        ("", "hung up before a letter could be sent", False),
        (None, "was silent for 0.3 seconds", False),
        ("HTTP/1.1 400 Bad Request", "gives answers that are no SMTP", False),
        ("x" * 10_000, "gives answers that are no SMTP", False),
    ],
)
def test_servers_that_do_not_greet(greeting: str | None, message: str, for_good: bool) -> None:
    """Block lists, overload, firewalls, and ports of other services."""
    with serving(Server(greeting=greeting)) as server:
        error = why(server, timeout=0.3)
    assert (error.message, error.for_good) == (message, for_good)


def test_servers_that_are_not_there() -> None:
    """The user can mend a name and a port; a network that is down passes by itself."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        server = Server(port=gone.getsockname()[1])
    assert why(server).message == "refuses connections"
    unknown = why(server, host="harbour.invalid").message
    assert unknown in {
        "is at a host that nobody knows",
        "cannot be looked up: the DNS does not answer",  # where there is no network
    }
    assert why(server, host="x" * 64 + ".invalid").message == "is at a host that nobody knows"


def test_a_host_that_lets_nothing_through() -> None:
    """As firewalls do: a connection is neither made nor refused."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        address = full.getsockname()
        with socket.create_connection(address):
            error = why(Server(port=address[1]), timeout=0.2)
    assert error.message == "does not answer within 0.2 seconds"


@pytest.mark.parametrize(
    ("users", "ways", "message"),
    [
        ({}, "", "offers no login (AUTH)"),
        (
            {"digest": "x"},
            "GSSAPI XOAUTH2",
            "offers no login that is known here, only GSSAPI, XOAUTH2",
        ),
        ({"digest": "another"}, "PLAIN", "does not let you in: 535 5.7.8 not you: digest *** ***"),
    ],
)
def test_logins_that_fail(users: dict[str, str], ways: str, message: str) -> None:
    """A wrong password, and servers that have other ways."""
    with serving(Server(users=users, ways=ways)) as server:
        error = why(server, user="digest", password=Secret("Opensesame-17"))
    assert error.message == message
    assert error.for_good
    assert "MAIL" not in server.commands


def test_a_password_outside_ascii_is_refused_in_words(server: Server) -> None:
    """smtplib would end in an error that has the password in it."""
    server.users = {"digest": "x"}
    error = why(server, user="digest", password=Secret("Geheimnis-ß"))
    assert "outside ASCII" in error.message
    assert "Geheimnis" not in str(error)


def test_no_password_goes_unencrypted_to_another_machine(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever listens on the way would have it. `none` is for servers on this machine."""
    server.users = {"digest": "x"}
    monkeypatch.setattr("digest.delivery.smtp_opening._is_here", lambda _: False)
    error = why(server, user="digest", password=Secret("x"))
    assert error.message == "would get your password unencrypted"
    assert "AUTH" not in server.commands


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "cannot be read: No such file or directory"), ("x", "has no certificates in PEM")],
)
def test_a_file_of_certificates_that_is_none(
    server: Server, tmp_path: Path, content: str | None, message: str
) -> None:
    """What was meant to be trusted is not; without this the error would be about the server."""
    file = tmp_path / "ca.pem"
    if content:
        file.write_text(content, "ascii")
    with pytest.raises(DeliveryError, match=message) as raised:
        channel(server, security=Security.STARTTLS, ca_file=str(file)).check()
    assert raised.value.place == str(file)


def test_checking_sends_nothing(server: Server) -> None:
    """It can be done at any time, to any server."""
    server.users = {"digest": "x"}
    channel(server, user="digest", password=Secret("x")).check()
    assert server.commands == ["EHLO", "AUTH", "NOOP", "QUIT"]
