"""An edition that is mailed to one address, to see how it arrives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import chain
from threading import Event

from digest.config.settings import DigestSettings, Settings
from digest.errors import ConfigError, DeliveryError
from digest.models import Problem
from digest.models.mail import State
from digest.pipeline import holders
from digest.pipeline.mail import mailing
from digest.pipeline.mail.channels import channel, is_addressed, sender
from digest.pipeline.mail.dispatch import dispatch
from digest.pipeline.mail.press import Issue
from digest.pipeline.mail.sent import Sent
from digest.storage import Store


def why_not(settings: Settings, digest: DigestSettings, environ: Mapping[str, str]) -> str:
    """What a test lacks in the configuration, "" where it lacks nothing."""
    names = [name for name in digest.deliver if is_addressed(name)]
    if not names:
        return f"{digest.brief.name} has no channel that takes mail: see `deliver` in [[digest]]"
    try:
        sender(settings, names)
        for name in names:
            channel(name, settings, environ)
    except ConfigError as error:
        return str(error)
    return ""


def send(
    store: Store,
    settings: Settings,
    digest: DigestSettings,
    issue: Issue,
    address: str,
    *,
    environ: Mapping[str, str],
    clock: Callable[[], datetime],
) -> str:
    """Mail `issue` to `address` alone, and say on which channels. It is tried once: nobody waits
    for a test that comes an hour later.

    Raises AddressError, ConfigError, what `render` raises, and DeliveryError where it was not sent.
    """
    prepared = mailing.prepare_test(store, settings, digest, issue, [address], now=clock())
    name = prepared.mailing.id
    mailing.queue(store, prepared, now=clock())
    sent = dispatch(
        store,
        settings,
        environ,
        holder=holders.name(),
        clock=clock,
        stop=Event(),
        mailing=name,
    )
    left = [each.id for each in store.outbox.list(states=[State.QUEUED], mailing=name)]
    store.outbox.cancel(left, now=clock())
    found = _problem(sent, address)
    if found:
        raise DeliveryError(found.message, place=found.place, hint=found.hint)
    channels = ", ".join(sorted({each.channel for each in prepared.deliveries}))
    return f"{issue.edition.id} was sent to {prepared.deliveries[0].recipient} ({channels})"


def _problem(sent: Sent, address: str) -> Problem | None:
    """The first thing that went wrong."""
    downs = (each.problem for each in sent.downs)
    others = (Problem(place=address, message=each.detail, hint="") for each in sent.others)
    return next(chain(downs, others), None)
