"""The tables about delivery, with defaults filled in and paths resolved."""

from __future__ import annotations

from pathlib import Path

from digest.config.delivery_keys import DeliveryTable, DkimTable, MailTable, ServeTable, SmtpTable
from digest.config.paths import maybe, under
from digest.config.settings import (
    DeliverySettings,
    DkimSettings,
    MailSettings,
    ServeSettings,
    SmtpSettings,
)
from digest.models.mail import Security, Unknown


def mail(table: MailTable, base: Path) -> MailSettings:
    return MailSettings(
        sender=table.sender or "",
        reply_to=table.reply_to or "",
        bounces_to=table.bounces_to or "",
        bounces=maybe(base, table.bounces),
        owner=table.owner or "",
        per_minute=table.per_minute,
        give_up_hours=table.give_up_hours,
        unknown=Unknown(table.unknown),
    )


def smtp(table: SmtpTable, base: Path) -> SmtpSettings:
    return SmtpSettings(
        host=table.host or "",
        port=table.port,
        security=Security(table.security),
        user=table.user or "",
        password_file=maybe(base, table.password_file),
        ca_file=maybe(base, table.ca_file),
        timeout=table.timeout,
        connections=table.connections,
    )


def dkim(table: DkimTable, base: Path) -> DkimSettings:
    return DkimSettings(
        domain=table.domain or "",
        selector=table.selector or "",
        key_file=maybe(base, table.key_file),
    )


def delivery(table: DeliveryTable, base: Path) -> DeliverySettings:
    return DeliverySettings(
        files=under(base, table.files),
        maildir=maybe(base, table.maildir),
        webhook=table.webhook or "",
    )


def serve(table: ServeTable) -> ServeSettings:
    return ServeSettings(
        address=(table.address or "").rstrip("/"), host=table.host, port=table.port
    )
