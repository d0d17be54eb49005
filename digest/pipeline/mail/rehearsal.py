"""What would be sent, to the byte, without sending or storing any of it."""

from __future__ import annotations

from collections.abc import Iterator

from digest.config.settings import Settings
from digest.delivery import letters
from digest.models.mail import Letter, State
from digest.pipeline.mail.channels import dkim, sender
from digest.pipeline.mail.mailing import Prepared
from digest.storage import Store


def rehearse(store: Store, settings: Settings, prepared: Prepared) -> Iterator[Letter]:
    """The letters of a mailing that wait, one for each recipient: what was tried already, as it is
    tried again, and what is not queued yet, as it would be.
    """
    known = store.outbox.list(mailing=prepared.mailing.id)
    by_way = {(each.channel, each.recipient): each for each in (*prepared.deliveries, *known)}
    waiting = [each for each in by_way.values() if each.state is State.QUEUED]
    author = sender(settings, {each.channel for each in waiting}, dkim(settings))
    # On all channels a recipient has the same letter.
    for each in {each.recipient: each for each in waiting}.values():
        body = prepared.bodies[each.variant]
        frozen = letters.freeze(each, prepared.mailing, body, author)
        yield letters.letter(frozen, body, author)
