"""What is due in the outbox goes where the configuration says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event
from typing import NoReturn

from digest.config.settings import Settings
from digest.delivery import CHANNELS, Channel
from digest.delivery.outcomes import Patience
from digest.errors import ConfigError, DeliveryError
from digest.models.mail import Delivery
from digest.pipeline.holders import take_over
from digest.pipeline.mail.channels import channel, dkim, sender
from digest.pipeline.mail.sending import Manner, send
from digest.pipeline.mail.sent import Sent
from digest.storage import Store


def dispatch(
    store: Store,
    settings: Settings,
    environ: Mapping[str, str],
    *,
    holder: str,
    clock: Callable[[], datetime],
    stop: Event,
    mailing: str = "",
    watch: Callable[[Delivery], None] = lambda _: None,
) -> Sent:
    """Send what is due, of all mailings or of one, until nothing is or `stop` is set; what senders
    held that are gone is due as well.

    A channel that lacks something in the configuration takes nothing, and the others go on. Raises
    ConfigError, before anything is sent, where nobody is named as the sender or nothing can be
    signed, and StoreError. For `holder`, `stop` and `watch` see `Manner`.
    """
    now = clock()
    take_over(store, now=now)
    due = [name for name in CHANNELS if store.outbox.is_due(name, now=now, mailing=mailing)]
    manner = Manner(
        sender=sender(settings, due, dkim(settings) if due else None),
        patience=Patience(
            give_up=timedelta(hours=settings.mail.give_up_hours), unknown=settings.mail.unknown
        ),
        holder=holder,
        clock=clock,
        stop=stop,
        mailing=mailing,
        per_minute=settings.mail.per_minute,
        watch=watch,
    )
    return send(store, {name: _described(name, settings, environ) for name in due}, manner)


def _described(name: str, settings: Settings, environ: Mapping[str, str]) -> Channel:
    try:
        return channel(name, settings, environ)
    except ConfigError as error:
        return _Lacking(why=error)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Lacking:
    """A channel that takes nothing; `why` says what the configuration lacks."""

    why: ConfigError
    connections: int = 1

    def connect(self) -> NoReturn:
        why = self.why
        raise DeliveryError(why.message, place=why.place, hint=why.hint, for_good=True)
