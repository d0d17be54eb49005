"""A mail server that does what it is told, and letters for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from support.smtp_server import Server, serving

from digest.delivery.smtp import SmtpChannel
from digest.models.mail import Letter, Receipt, Security, Smtp


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


class AboutTo:
    """What a channel calls before a letter can arrive, and how often it did."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> None:
        self.calls += 1


@pytest.fixture
def about_to() -> AboutTo:
    return AboutTo()


def channel(server: Server, **smtp: Any) -> SmtpChannel:
    """A channel to `server`, in plain text unless `smtp` says otherwise."""
    given = {"host": "127.0.0.1", "security": Security.NONE, "timeout": 5} | smtp
    return SmtpChannel(Smtp(port=server.port, **given))


def deliver(server: Server, *letters: Letter, **smtp: Any) -> list[Receipt]:
    """What comes of `letters` on one connection."""
    with channel(server, **smtp).connect() as connection:
        return [connection.deliver(each, lambda: None) for each in letters]
