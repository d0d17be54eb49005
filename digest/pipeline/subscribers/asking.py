"""Subscribers are asked by mail whether they want what they get (double opt-in)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from digest.config import DigestSettings, Settings
from digest.delivery.message import body
from digest.errors import ConfigError
from digest.models.mail import PLACEHOLDER, Body, Delivery, Kind, Mailing
from digest.models.subscribers import Subscriber
from digest.pipeline.mail.channels import is_addressed, sender
from digest.rendering.notices import confirmation
from digest.storage import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What the subscribers of a digest are asked, and by which channels."""

    digest: DigestSettings
    channels: tuple[str, ...]
    body: Body


def questions(settings: Settings, digests: Iterable[str]) -> Mapping[str, Question]:
    """The question for each of these digests, by name.

    Raises ConfigError where the configuration does not say who asks, how, or where the answer is
    given.
    """
    if not settings.serve.address:
        raise ConfigError(
            "nobody can answer: there is no `address` in [serve]",
            place=str(settings.path),
            hint="set it to where recipients reach digest serve, or add people without --ask",
        )
    return {name: _question(settings, settings.digest(name)) for name in set(digests)}


def _question(settings: Settings, digest: DigestSettings) -> Question:
    channels = tuple(each for each in digest.deliver if is_addressed(each))
    if not channels:
        raise ConfigError(
            f"nobody can be asked: {digest.brief.name} is not mailed",
            place=str(settings.path),
            hint="name a channel with recipients in `deliver`, such as smtp",
        )
    content = confirmation(
        title=digest.brief.title,
        language=digest.brief.language,
        link=f"{settings.serve.address}/confirm/{PLACEHOLDER}",
    )
    return Question(
        digest=digest, channels=channels, body=body(content, sender(settings, channels))
    )


def ask(
    store: Store, asked: Mapping[str, Question], people: Iterable[Subscriber], *, now: datetime
) -> int:
    """Queue the question of their digest for `people`; how many had not been asked that day."""
    in_order = sorted(people, key=lambda each: each.digest)
    return sum(
        _queue(store, asked[name], list(group), now)
        for name, group in groupby(in_order, key=lambda each: each.digest)
    )


def _queue(store: Store, question: Question, people: list[Subscriber], now: datetime) -> int:
    brief = question.digest.brief
    day = now.astimezone(ZoneInfo(brief.timezone)).date()
    mailing = Mailing(
        # No edition has such an id, whatever its digest is called: theirs end in a number.
        id=f"{brief.name}-{day}-confirmation",
        kind=Kind.CONFIRMATION,
        digest=brief.name,
        created=now,
    )
    deliveries = [
        Delivery(
            mailing=mailing.id,
            channel=channel,
            recipient=each.address,
            token=store.subscribers.token(each.digest, each.address),
            next_try=now,
            changed=now,
        )
        for each in people
        for channel in question.channels
    ]
    new = store.outbox.queue(mailing, {"": question.body}, deliveries, now=now)
    return new // len(question.channels)
