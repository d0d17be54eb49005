"""The same letters for a mail server that others wrote: ours could have our own mistakes."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from support.letters import letter

from digest.delivery.smtp import SmtpChannel
from digest.errors import DeliveryError
from digest.models.mail import Letter, Outcome, Smtp
from digest.models.secrets import Secret

CERTIFICATE = Path(__file__).parents[2] / "data" / "tls" / "localhost.pem"


class AnyPort(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Keeping:
    """Keeps what comes; refuses who is nobody. The library gives more than that takes."""

    def __init__(self) -> None:
        self.kept: list[Envelope] = []

    async def handle_RCPT(self, *said: Any) -> str:  # noqa: N802  the library calls it so
        _, _, envelope, address, _ = said
        if address.startswith("nobody"):
            return "550 5.1.1 nobody"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, *said: Any) -> str:  # noqa: N802  the library calls it so
        self.kept.append(said[-1])
        return "250 OK"


def log_in(*arguments: Any) -> AuthResult:
    *_, said = arguments
    return AuthResult(success=said == LoginPassword(b"digest", b"Opensesame-17"), handled=False)


@pytest.fixture
def keeping() -> Keeping:
    return Keeping()


@pytest.fixture
def server(keeping: Keeping) -> Iterator[Smtp]:
    """One that wants STARTTLS and a login before anything else."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    controller = AnyPort(
        keeping,
        hostname="127.0.0.1",
        port=0,
        tls_context=tls,
        require_starttls=True,
        auth_required=True,
        authenticator=log_in,
        enable_SMTPUTF8=True,
        data_size_limit=100_000,
    )
    controller.start()
    yield Smtp(
        host="localhost",
        port=controller.port,
        user="digest",
        password=Secret("Opensesame-17"),
        ca_file=str(CERTIFICATE),
        timeout=5,
    )
    controller.stop()


def deliver(server: Smtp, *letters: Letter) -> list[Outcome]:
    with SmtpChannel(server).connect() as connection:
        return [connection.deliver(each, lambda: None).outcome for each in letters]


def test_letters_arrive_with_their_exact_bytes(server: Smtp, keeping: Keeping) -> None:
    """Encrypted, logged in, one behind the other; who is nobody holds nobody up."""
    sent = [letter(f"{name}@example.org") for name in ("anna", "nobody", "ben", "jürgen")]
    outcomes = deliver(server, *sent)
    assert outcomes == [Outcome.SENT, Outcome.FAILED, Outcome.SENT, Outcome.SENT]
    del sent[1]
    arrived = [(each.rcpt_tos, each.original_content) for each in keeping.kept]
    assert arrived == [([each.recipient], each.data) for each in sent]


def test_what_is_too_large_is_not_sent(server: Smtp, keeping: Keeping) -> None:
    """It says so itself (RFC 1870)."""
    large = replace(letter(), data=letter().data + b"x\r\n" * 40_000)
    assert deliver(server, large, letter()) == [Outcome.FAILED, Outcome.SENT]
    assert len(keeping.kept) == 1


def test_a_wrong_password_is_refused(server: Smtp) -> None:
    """In its words, which are not ours."""
    with pytest.raises(DeliveryError, match="does not let you in: 535"):
        deliver(replace(server, password=Secret("another")), letter())
