"""From an edition to its mailing: who gets it, where, and what stands in it for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from digest.config.settings import DigestSettings, Settings
from digest.delivery import addresses
from digest.delivery.recipients import choose
from digest.errors import AddressError
from digest.models.editions import Edition
from digest.models.mail import Body, Delivery, Kind, Mailing
from digest.models.subscribers import Standing, Subscriber
from digest.pipeline.kept import weights
from digest.pipeline.mail.channels import is_addressed, sender
from digest.pipeline.mail.press import Issue, Press, Variant
from digest.pipeline.ongoing import newest, past
from digest.storage import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """What is stored of a mailing. `new` are recipients who become subscribers with it, so that
    they can unsubscribe.
    """

    mailing: Mailing
    bodies: Mapping[str, Body]
    deliveries: tuple[Delivery, ...]
    new: tuple[Subscriber, ...] = ()


class _Copy(NamedTuple):
    variant: Variant
    recipient: str
    token: str


def prepare(
    store: Store, settings: Settings, digest: DigestSettings, issue: Issue, *, now: datetime
) -> Prepared:
    """The mailing of an edition to all who get it, on all channels of its digest.

    Nothing is stored. A mailing that is there keeps its date and its bodies: who is added to it
    gets what the others got. Raises ConfigError where there is no sender, AddressError,
    MessageError, and what `render` raises.
    """
    configured = [addresses.normalise(each) for each in digest.recipients]
    people = choose(digest.brief.name, configured, store.subscribers.of(), now=now)
    name = issue.edition.id
    mailing = store.outbox.mailing(name) or _mailing(name, digest, now)
    press = _press(settings, digest, issue, digest.deliver)
    prepared = _prepared(store, press, mailing, people, digest.deliver)
    return replace(prepared, new=tuple(each for each in people if not each.token))


def prepare_test(
    store: Store,
    settings: Settings,
    digest: DigestSettings,
    issue: Issue,
    recipients: Iterable[str],
    *,
    now: datetime,
) -> Prepared:
    """An edition for `recipients` alone, whoever they are, as each would get it.

    It is a mailing of its own each time, so that it is no delivery of the edition. Raises what
    `prepare` does, and AddressError for an address that gets nothing any more.
    """
    own = {each.address: each for each in store.subscribers.of(digest.brief.name)}
    people = [
        own.get(each) or Subscriber(digest=digest.brief.name, address=each, added=now, changed=now)
        for each in dict.fromkeys(map(addresses.normalise, recipients))
    ]
    for each in people:
        if each.standing in {Standing.UNSUBSCRIBED, Standing.BOUNCED}:
            hint = "digest subscribers add --again, where that is what they want"
            message = f"gets nothing any more: {each.standing}"
            raise AddressError(message, place=each.address, hint=hint)
    mailing = _mailing(f"{issue.edition.id}-test-{now:%Y%m%dT%H%M%SZ}", digest, now)
    channels = [each for each in digest.deliver if is_addressed(each)]
    press = replace(_press(settings, digest, issue, channels), is_test=True)
    return _prepared(store, press, mailing, people, channels)


def queue(store: Store, prepared: Prepared, *, now: datetime) -> int:
    """Store what is prepared; how many deliveries are new."""
    store.subscribers.add(prepared.new)
    return store.outbox.queue(prepared.mailing, prepared.bodies, prepared.deliveries, now=now)


def issue_of(store: Store, digest: DigestSettings, edition: Edition) -> Issue:
    """An edition of `digest` that is kept, and what is still there of what it was made from."""
    stories = store.stories(edition.id)
    cited = {each.document for each in edition.references}
    documents = store.known(cited | {name for each in stories for name in each.documents})
    had = past(store, digest, edition.date, edition.slot, anew=edition.since is None)
    return Issue(
        edition=edition,
        stories=[each for each in stories if documents.keys() >= {*each.documents}],
        documents={**had.documents, **documents},
        weights=weights(store, [each.id for each in documents.values()]),
        past=replace(had, newest=newest(had.documents, documents)),
    )


def _mailing(name: str, digest: DigestSettings, now: datetime) -> Mailing:
    return Mailing(id=name, kind=Kind.EDITION, digest=digest.brief.name, created=now)


def _press(
    settings: Settings, digest: DigestSettings, issue: Issue, channels: Sequence[str]
) -> Press:
    return Press(settings=settings, digest=digest, issue=issue, sender=sender(settings, channels))


def _prepared(
    store: Store,
    press: Press,
    mailing: Mailing,
    people: Sequence[Subscriber],
    channels: Sequence[str],
) -> Prepared:
    personal = [
        _Copy(
            press.variant(each.topics),
            each.address,
            each.token or store.subscribers.token(each.digest, each.address),
        )
        for each in people
    ]
    copies = [
        (channel, copy)
        for channel in channels
        for copy in (
            personal
            if is_addressed(channel)
            else [_Copy(Variant(personal=False), recipient=channel, token="")]
        )
    ]
    variants = {copy.variant.name: copy.variant for _, copy in copies}
    kept = store.outbox.bodies(mailing.id)
    return Prepared(
        mailing=mailing,
        bodies={name: kept.get(name) or press.body(each) for name, each in variants.items()},
        deliveries=tuple(_delivery(mailing, channel, copy) for channel, copy in copies),
    )


def _delivery(mailing: Mailing, channel: str, copy: _Copy) -> Delivery:
    return Delivery(
        mailing=mailing.id,
        variant=copy.variant.name,
        channel=channel,
        recipient=copy.recipient,
        token=copy.token,
        next_try=mailing.created,
        changed=mailing.created,
    )
