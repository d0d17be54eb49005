"""Channels as the configuration describes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from digest.config import Settings
from digest.config.secrets import private, secret
from digest.delivery import CHANNELS, Channel
from digest.delivery.message import is_private
from digest.errors import ConfigError
from digest.models import Problem
from digest.models.mail import Dkim, Sender, Smtp, Webhook
from digest.models.secrets import Secret

T = TypeVar("T")
Environment = Mapping[str, str]

# Who messages are from that never leave this machine.
NOBODY = "Digest <digest@localhost>"


def channel(name: str, settings: Settings, environ: Environment) -> Channel:
    """The channel called `name`. Nothing is connected to yet.

    Raises ConfigError where something is missing that it needs, or a secret cannot be read.
    """
    return CHANNELS[name].make(DESCRIPTIONS[name](settings, environ))


def is_addressed(name: str) -> bool:
    """Whether each recipient gets a letter of their own there."""
    return CHANNELS[name].addressed


def sender(settings: Settings, channels: Collection[str], signature: Dkim | None = None) -> Sender:
    """Who messages on `channels` are from, signed with `signature`.

    Raises ConfigError where they are mailed and nobody is named; folders need nobody.
    """
    if "smtp" in channels:
        _needed(settings.mail.sender, settings, "[mail] sender", "Digest <digest@example.org>")
    return Sender(
        mailbox=settings.mail.sender or NOBODY,
        reply_to=settings.mail.reply_to,
        bounces_to=settings.mail.bounces_to,
        dkim=signature,
    )


def smtp(settings: Settings, environ: Environment) -> Smtp:
    """Raises ConfigError without a server or a sender, or without the password of a user."""
    _needed(settings.mail.sender, settings, "[mail] sender", "Digest <digest@example.org>")
    server = settings.smtp
    return Smtp(
        host=_needed(server.host, settings, "[smtp] host", "mail.example.org"),
        port=server.port,
        security=server.security,
        user=server.user,
        password=_password(settings, environ) if server.user else Secret(),
        ca_file=str(server.ca_file or ""),
        timeout=server.timeout,
        connections=server.connections,
    )


def dkim(settings: Settings) -> Dkim | None:
    """How messages are signed, None where they are not. Raises ConfigError where only some of what
    that takes is there, or the key cannot be read.
    """
    if not settings.dkim.domain:
        return None
    from digest.delivery import signing

    file = _needed(settings.dkim.key_file, settings, "[dkim] key_file", "dkim.pem")
    how = Dkim(
        domain=settings.dkim.domain,
        selector=_needed(settings.dkim.selector, settings, "[dkim] selector", "digest"),
        key=private(file),
    )
    signing.check(how)
    return how


def lacking(settings: Settings, environ: Environment) -> Iterator[Problem]:
    """What the channels of the digests lack in the configuration or in `environ`, and what is wrong
    with secrets; nothing is connected to.
    """
    names = sorted({name for digest in settings.digests for name in digest.deliver})
    looks: list[Callable[[], object]] = [partial(dkim, settings)]
    looks += [partial(channel, name, settings, environ) for name in names]
    for look in looks:
        try:
            look()
        except ConfigError as error:
            yield error.problem()


def remarks(settings: Settings) -> Iterator[Problem]:
    """What readers miss of what is mailed, although it can be sent."""
    mailed = [digest.brief.name for digest in settings.digests if "smtp" in digest.deliver]
    address, place = settings.serve.address, str(settings.path)
    if mailed and not address:
        yield Problem(
            place=place,
            message=f"nobody can unsubscribe from {', '.join(mailed)}: no `address` in [serve]",
            hint="set it to where readers reach digest serve",
        )
    elif mailed and not is_private(address):
        yield Problem(
            place=place,
            message=f"no click to unsubscribe in mail programs: {address} is not encrypted",
            hint="put a web server with a certificate before digest serve, and write https:",
        )


def _files(settings: Settings, _: Environment) -> Path:
    return settings.delivery.files


def _maildir(settings: Settings, _: Environment) -> Path:
    return _needed(settings.delivery.maildir, settings, "[delivery] maildir", "Maildir")


def _webhook(settings: Settings, environ: Environment) -> Webhook:
    example = "https://example.org/hook"
    return Webhook(
        url=_needed(settings.delivery.webhook, settings, "[delivery] webhook", example),
        token=secret("DIGEST_WEBHOOK_TOKEN", None, environ),
    )


DESCRIPTIONS: Mapping[str, Callable[[Settings, Environment], Any]] = {
    "smtp": smtp,
    "files": _files,
    "maildir": _maildir,
    "webhook": _webhook,
}


def _password(settings: Settings, environ: Environment) -> Secret:
    found = secret("DIGEST_SMTP_PASSWORD", settings.smtp.password_file, environ)
    if not found:
        raise ConfigError(
            f"there is no password for {settings.smtp.user}",
            place=str(settings.path),
            hint="set DIGEST_SMTP_PASSWORD, or name a file with `password_file` in [smtp]",
        )
    return found


def _needed(value: T | None, settings: Settings, key: str, example: str) -> T:
    """`value`, which is what `key` ("[smtp] host") says."""
    if not value:
        table, name = key.split()
        hint = f'{table} {name} = "{example}"'
        raise ConfigError(f"there is no `{name}` in {table}", place=str(settings.path), hint=hint)
    return value
