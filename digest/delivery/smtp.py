"""Mail by SMTP (RFC 5321): one connection, many letters, and an exact answer for each."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property

from digest.delivery.replies import Reply
from digest.delivery.smtp_client import Client, lost
from digest.delivery.smtp_failures import explain, login_wanted, shown
from digest.delivery.smtp_opening import open_client, trust
from digest.models.mail import Letter, Outcome, Receipt, Smtp

# Some servers end a connection after a hundred messages, in whatever way they like.
_LETTERS_A_CONNECTION = 100

# RFC 5321, 4.2.1, and RFC 4954, 6: the connection ends; nothing is taken without a login.
_CLOSING = 421
_NO_LOGIN = 530

# Seconds for the last word, which changes nothing any more.
_GOODBYE = 2.0

# What can stand between the angle brackets of MAIL and RCPT without ending them.
_PATH = re.compile(r"[^\s\x00-\x1f\x7f<>\ud800-\udfff]+")


class SmtpChannel:
    """Letters for `server`, which is connected to when there is something to send."""

    def __init__(self, server: Smtp) -> None:
        self._server = server

    @property
    def connections(self) -> int:
        return self._server.connections

    @contextmanager
    def connect(self) -> Iterator[SmtpConnection]:
        connection = SmtpConnection(self._server, self._trust)
        connection.open()
        try:
            yield connection
        finally:
            connection.close()

    def check(self) -> None:
        """Connect, encrypt and log in as for a letter, and send none.

        Raises DeliveryError with what is wrong and what to do about it.
        """
        with self.connect() as connection:
            connection.ping()

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """Reading the certificates of the system takes longer than sending a letter."""
        return trust(self._server)


class SmtpConnection:
    def __init__(self, server: Smtp, context: ssl.SSLContext) -> None:
        self._server = server
        self._context = context
        self._client: Client | None = None
        self._letters = 0
        # An answer to its data ends a letter (RFC 5321, 4.1.1.4); one that was refused before that
        # has to be taken back.
        self._is_at_rest = True

    def open(self) -> Client:
        """Raises DeliveryError."""
        self._client = client = open_client(self._server, self._context)
        self._letters = 0
        return client

    def close(self) -> None:
        if self._client is not None:
            self._client.timeout = min(self._client.timeout, _GOODBYE)
            with suppress(smtplib.SMTPException):
                self._client.quit()
            self._drop()

    def ping(self) -> None:
        """Raises DeliveryError where the server does not answer."""
        client = self._client or self.open()
        try:
            client.noop()
        except smtplib.SMTPException as error:
            raise explain(error, self._server) from error

    def deliver(self, letter: Letter, about_to: Callable[[], None]) -> Receipt:
        features = (self._client or self.open()).esmtp_features
        if reason := _unfit(letter, features):
            return Receipt(outcome=Outcome.FAILED, detail=reason)
        is_handed_over = False
        try:
            client, reply = self._begin(letter)
            refusal = self._refusal(reply, 2) or self._offer(client, letter)
            if refusal:
                return refusal
            about_to()
            client.send(_dotted(letter.data))
            is_handed_over = True
            reply = self._reply(client.getreply())
            self._is_at_rest = True
            return self._refusal(reply, 2) or Receipt(outcome=Outcome.SENT, detail=reply.line)
        except smtplib.SMTPException as error:
            self._drop()
            # RFC 1047: the server may have taken what it had whole. Without its last bytes it
            # cannot have.
            outcome = Outcome.UNKNOWN if is_handed_over else Outcome.LATER
            return Receipt(outcome=outcome, detail=lost(error, self._server.timeout))
        except BaseException:
            self._drop()
            raise

    def _begin(self, letter: Letter) -> tuple[Client, Reply]:
        """What is answered to MAIL. A connection that has carried letters may be over: it had
        enough of them, or was silent for too long. The server is then called again, once.
        """
        client = self._client or self.open()
        if 0 < self._letters < _LETTERS_A_CONNECTION:
            with suppress(smtplib.SMTPException):
                if self._is_at_rest or client.rset()[0] == 250:
                    reply = self._mail(client, letter)
                    if reply.code != _CLOSING:
                        return client, reply
        if self._letters:
            self.close()
            client = self.open()
        return client, self._mail(client, letter)

    def _mail(self, client: Client, letter: Letter) -> Reply:
        self._letters += 1
        self._is_at_rest = False
        parameters = _parameters(letter, client.esmtp_features)
        return self._reply(client.docmd("MAIL", f"FROM:<{letter.sender}>{parameters}"))

    def _offer(self, client: Client, letter: Letter) -> Receipt | None:
        """What is wrong with `letter`; None where the server now waits for its data."""
        reply = self._reply(client.docmd("RCPT", f"TO:<{letter.recipient}>"))
        if refusal := self._refusal(reply, 2, of_recipient=True):
            return refusal
        return self._refusal(self._reply(client.docmd("DATA")), 3)

    def _refusal(self, reply: Reply, kind: int, *, of_recipient: bool = False) -> Receipt | None:
        """What comes of a letter where `reply` is of another `kind` than is good. Raises
        DeliveryError where no letter is taken without a login.
        """
        if reply.kind == kind:
            return None
        if reply.code == _NO_LOGIN:
            raise login_wanted(self._server, reply)
        if reply.kind in {2, 3}:
            raise smtplib.SMTPException("an answer to something else")
        return reply.refusal(of_recipient=of_recipient)

    def _reply(self, answer: tuple[int, bytes]) -> Reply:
        code, text = answer
        return Reply(code=code, text=shown(text, self._server))

    def _drop(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None


def _unfit(letter: Letter, features: Mapping[str, str]) -> str:
    """Why this server can never take `letter`; "" where it may."""
    for address in (letter.sender, letter.recipient):
        if not _PATH.fullmatch(address):
            return f"{address!r:.80} is no mail address"
    if _needs_utf8(letter) and "smtputf8" not in features:
        return "the server takes only addresses in ASCII (it offers no SMTPUTF8)"
    if not letter.data.isascii() and "8bitmime" not in features:
        return "the server takes only messages in ASCII (it offers no 8BITMIME)"
    size = features.get("size", "")
    if size.isdecimal() and 0 < int(size) < len(letter.data):
        return f"the message has {len(letter.data)} bytes, and the server takes {int(size)}"
    return ""


def _parameters(letter: Letter, features: Mapping[str, str]) -> str:
    """What MAIL says besides the address: RFC 1870, 6152, 6531."""
    said = [f"SIZE={len(letter.data)}"] if "size" in features else []
    if not letter.data.isascii():
        said.append("BODY=8BITMIME")
    if _needs_utf8(letter):
        said.append("SMTPUTF8")
    return "".join(f" {each}" for each in said)


def _needs_utf8(letter: Letter) -> bool:
    return letter.utf8 or not (letter.sender + letter.recipient).isascii()


def _dotted(data: bytes) -> bytes:
    """`data` as it follows DATA, with its end (RFC 5321, 4.5.2). In one piece: the last bytes would
    otherwise wait until the others are acknowledged.
    """
    end = b".\r\n" if data.endswith(b"\r\n") else b"\r\n.\r\n"
    first = b"." if data.startswith(b".") else b""
    return first + data.replace(b"\r\n.", b"\r\n..") + end
