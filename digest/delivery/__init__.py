"""Delivery: messages, and the channels that take them.

`message` and its helpers make the bytes, which is pure. A channel takes them somewhere: one module
each, named in `CHANNELS`. To add one, write it, name it here, and say in `pipeline.mail.channels`
how the configuration describes it; `tests/integration/delivery/test_contract.py` then tests it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digest.delivery.channel import Channel, Connection
from digest.models.mail import Smtp, Webhook

__all__ = ["CHANNELS", "Channel", "Connection", "Registered"]


@dataclass(frozen=True, slots=True)
class Registered:
    """How a channel is made of what describes it, and whether each recipient gets a letter of their
    own; if not, the channel gets one.
    """

    make: Callable[[Any], Channel]
    addressed: bool = True


# What each takes to import is paid where something goes that way.


def _smtp(server: Smtp) -> Channel:
    from digest.delivery.smtp import SmtpChannel

    return SmtpChannel(server)


def _files(folder: Path) -> Channel:
    from digest.delivery.files import FilesChannel

    return FilesChannel(folder)


def _maildir(folder: Path) -> Channel:
    from digest.delivery.maildir import MaildirChannel

    return MaildirChannel(folder)


def _webhook(webhook: Webhook) -> Channel:
    from digest.delivery.webhook import WebhookChannel

    return WebhookChannel(webhook)


CHANNELS: Mapping[str, Registered] = {
    "smtp": Registered(_smtp),
    "files": Registered(_files),
    "maildir": Registered(_maildir),
    "webhook": Registered(_webhook, addressed=False),
}
