"""Why a mail server cannot be used, in a sentence, and what to do about it."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Sequence
from typing import NamedTuple

from digest.delivery.replies import Reply, one_line
from digest.errors import DeliveryError
from digest.models.mail import Security, Smtp
from digest.models.secrets import Secret

_ASK = "ask who runs the server"
_PASSES = "this often passes by itself; if not, ask who runs the server"
_SPELLING = "look at `host` in [smtp], and at its spelling"
_PORT = "look at `port` in [smtp]: mostly 587 with starttls, 465 with tls"
_TRY_TLS = 'a server that begins with TLS waits so: try security = "tls", mostly with port = 465'
_TRY_STARTTLS = 'try security = "starttls", mostly with port = 587; or port = 465'
_NO_TLS = 'look at `port` in [smtp]; security = "none" is for servers on this machine alone'
_LOGIN = "look at `user` in [smtp] and the password; some providers want one made for a program"
_BLOCKED = f"{_PORT}; some networks let no mail out, least of all to port 25"
_OTHER_NAME = "write in `host` the name that the certificate is for"
_OWN_AUTHORITY = "give the certificate of its authority in `ca_file` of [smtp]"

# Of X509_V_ERR_*, those that people meet.
_CERTIFICATES = {
    9: ("is not valid yet", "look at the clock of this machine"),
    10: ("has expired", "whoever runs the server has to renew it"),
    18: ("is signed by itself and by nobody you trust", _OWN_AUTHORITY),
    19: ("comes from an authority that is not trusted here", _OWN_AUTHORITY),
    20: ("comes from an authority that is not trusted here", _OWN_AUTHORITY),
    21: ("comes from an authority that is not trusted here", _OWN_AUTHORITY),
    62: ("is for another name", _OTHER_NAME),
    64: ("is for another name", _OTHER_NAME),
}


class _Reason(NamedTuple):
    message: str
    hint: str
    for_good: bool = False


def explain(error: Exception, server: Smtp, *, has_greeted: bool = True) -> DeliveryError:
    """What `error` means that ended the way to `server`, before or after it has greeted."""
    match error:
        case smtplib.SMTPResponseException():
            reason = _answered(error, server)
        case smtplib.SMTPException():
            reason = _without_answer(error, server, has_greeted=has_greeted)
        case ssl.SSLCertVerificationError():
            unknown = (f"is not valid: {error.verify_message}", _ASK)
            said, hint = _CERTIFICATES.get(error.verify_code, unknown)
            reason = _Reason(f"has a certificate that {said}", hint, for_good=True)
        case ssl.SSLError(reason="WRONG_VERSION_NUMBER" | "RECORD_LAYER_FAILURE"):
            reason = _Reason("does not begin with TLS", _TRY_STARTTLS, for_good=True)
        case ssl.SSLError():
            why = (error.reason or "it does not say why").replace("_", " ").lower()
            reason = _Reason(f"cannot agree on encryption: {why}", _ASK, for_good=True)
        case _:
            reason = _no_way(error, server)
    return _error(server, reason)


def _no_way(error: Exception, server: Smtp) -> _Reason:
    """There was no connection, or it broke."""
    match error:
        case socket.gaierror(errno=socket.EAI_AGAIN):
            return _Reason("cannot be looked up: the DNS does not answer", _PASSES)
        case socket.gaierror() | UnicodeError():
            return _Reason("is at a host that nobody knows", _SPELLING)
        case ConnectionRefusedError():
            return _Reason("refuses connections", f"is it running? {_PORT}")
        case TimeoutError():
            return _Reason(f"does not answer within {server.timeout:g} seconds", _BLOCKED)
        case OSError(strerror=str(why)):
            return _Reason(f"cannot be reached: {why}", _PASSES)
    return _Reason("gives answers that are no SMTP", _PORT)


def _answered(error: smtplib.SMTPResponseException, server: Smtp) -> _Reason:
    reply = Reply(code=error.smtp_code, text=shown(error.smtp_error, server))
    match error:
        case smtplib.SMTPAuthenticationError():
            message, hint = "does not let you in", _LOGIN
        case smtplib.SMTPConnectError():
            message, hint = "does not take mail from here", _ASK
        case _:
            message, hint = "does not go on", _ASK
    # 5yz: it will say the same until somebody changes something.
    return _Reason(f"{message}: {reply.line}", hint, for_good=reply.kind == 5)


def _without_answer(error: smtplib.SMTPException, server: Smtp, *, has_greeted: bool) -> _Reason:
    match error:
        case smtplib.SMTPNotSupportedError():
            return _Reason("offers no encryption (STARTTLS)", _NO_TLS, for_good=True)
        case smtplib.SMTPServerDisconnected(__context__=TimeoutError()):
            waits_for_tls = not has_greeted and server.security != Security.TLS
            hint = _TRY_TLS if waits_for_tls else _PASSES
            return _Reason(f"was silent for {server.timeout:g} seconds", hint)
        case smtplib.SMTPServerDisconnected():
            return _Reason("hung up before a letter could be sent", _PASSES)
    return _Reason("gives answers that are no SMTP", _PORT)


def shown(text: bytes | str, server: Smtp) -> str:
    """What the server said, in one line, without the password that it may repeat in any form."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    password = server.password
    plain = Secret(f"\0{server.user}\0{password.reveal()}" if password else "")  # RFC 4616
    return one_line(words, [plain, password])


def login_wanted(server: Smtp, reply: Reply) -> DeliveryError:
    hint = "name the user in [smtp], and set DIGEST_SMTP_PASSWORD"
    return _error(
        server, _Reason(f"takes nothing without a login: {reply.line}", hint, for_good=True)
    )


def no_login(server: Smtp, offered: Sequence[str]) -> DeliveryError:
    if not offered:
        hint = "leave out `user` if it takes mail without; else see which port is for logging in"
        return _error(server, _Reason("offers no login (AUTH)", hint, for_good=True))
    message = f"offers no login that is known here, only {one_line(', '.join(offered))}"
    hint = "known are PLAIN, LOGIN and CRAM-MD5; ask who runs it for a password that goes with one"
    return _error(server, _Reason(message, hint, for_good=True))


def bare_password(server: Smtp) -> DeliveryError:
    message = "would get your password unencrypted"
    hint = 'set security = "starttls" or "tls" in [smtp]'
    return _error(server, _Reason(message, hint, for_good=True))


def not_ascii(server: Smtp) -> DeliveryError:
    message = "cannot be logged in to: `user` or the password has characters outside ASCII"
    return _error(server, _Reason(message, "choose a password in ASCII", for_good=True))


def bad_certificates(server: Smtp, error: OSError) -> DeliveryError:
    """`ca_file` cannot be read, or there are none in it."""
    is_content = isinstance(error, ssl.SSLError)
    message = "has no certificates in PEM" if is_content else f"cannot be read: {error.strerror}"
    hint = "look at `ca_file` in [smtp]"
    return DeliveryError(message, place=server.ca_file, hint=hint, for_good=True)


def _error(server: Smtp, reason: _Reason) -> DeliveryError:
    place = f"{server.host}:{server.port}"
    return DeliveryError(reason.message, place=place, hint=reason.hint, for_good=reason.for_good)
