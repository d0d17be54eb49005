"""From a name to a server that takes letters: connected, encrypted, logged in.

What goes wrong on the way becomes a sentence (`smtp_failures`): `digest check --smtp` shows it.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from ipaddress import ip_address
from typing import Any

from digest.delivery import smtp_failures as failures
from digest.delivery.smtp_client import Client, TlsClient
from digest.models.mail import Security, Smtp


def trust(server: Smtp) -> ssl.SSLContext:
    """Whose certificates are believed: the system's authorities, and `ca_file`. Names are checked.
    Raises DeliveryError where `ca_file` cannot be used.
    """
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if server.ca_file:
        try:
            context.load_verify_locations(cafile=server.ca_file)
        except OSError as error:  # of which SSLError is one
            raise failures.bad_certificates(server, error) from error
    return context


def open_client(server: Smtp, context: ssl.SSLContext) -> Client:
    """Raises DeliveryError; `for_good` where somebody has to change something."""
    try:
        client = _connected(server, context)
    except (OSError, UnicodeError) as error:  # of which SMTPException is one
        raise failures.explain(error, server, has_greeted=False) from error
    try:
        _introduce(client, server, context)
        _log_in(client, server)
    except (OSError, ValueError) as error:
        client.close()
        raise failures.explain(error, server) from _without_secrets(error)
    except BaseException:
        client.close()
        raise
    return client


def _connected(server: Smtp, context: ssl.SSLContext) -> Client:
    """Once it has greeted. What we call ourselves is said later, by our address if need be."""
    name = socket.gethostname()
    if server.security == Security.TLS:
        tls = TlsClient(server.host, server.port, name, timeout=server.timeout, context=context)
        return _named(tls, name)
    return _named(Client(server.host, server.port, name, timeout=server.timeout), name)


def _named(client: Client, name: str) -> Client:
    """A host without a full name says its address (RFC 5321, 4.1.3); nobody need be asked."""
    if "." not in name:
        address = client.link.getsockname()[0]
        client.local_hostname = f"[IPv6:{address}]" if ":" in address else f"[{address}]"
    return client


def _introduce(client: Client, server: Smtp, context: ssl.SSLContext) -> None:
    client.ehlo_or_helo_if_needed()
    if server.security == Security.STARTTLS:
        client.starttls(context=context)
        client.ehlo_or_helo_if_needed()


def _log_in(client: Client, server: Smtp) -> None:
    """By the first way that the server offers: a wrong password is tried once, not three times."""
    if not server.user:
        return
    if server.security == Security.NONE and not _is_here(client):
        raise failures.bare_password(server)
    offered = client.esmtp_features.get("auth", "").upper().split()
    ways: dict[str, Any] = {
        "PLAIN": client.auth_plain,
        "LOGIN": client.auth_login,
        "CRAM-MD5": client.auth_cram_md5,
    }
    way = next((each for each in ways if each in offered), None)
    if way is None:
        raise failures.no_login(server, offered)
    client.user, client.password = server.user, server.password.reveal()
    if not (client.user + client.password).isascii():
        raise failures.not_ascii(server)
    client.auth(way, ways[way])


def _is_here(client: Client) -> bool:
    return ip_address(client.link.getpeername()[0].partition("%")[0]).is_loopback


def _without_secrets(error: Exception) -> Exception | None:
    """A cause to keep: answers to a login may repeat it."""
    return None if isinstance(error, smtplib.SMTPResponseException | ValueError) else error
