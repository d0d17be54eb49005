"""The letters of the mailings that are being sent; each mailing is read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from digest.delivery import letters
from digest.errors import StoreError
from digest.models.mail import Body, Delivery, Letter, Mailing, Sender
from digest.storage import Store


@dataclass(frozen=True, slots=True)
class _Open:
    mailing: Mailing
    bodies: Mapping[str, Body]


class Letters:
    """Writes letters from `sender`. Threads may `write` while one of them may `open`."""

    def __init__(self, store: Store, sender: Sender) -> None:
        self._store = store
        self._sender = sender
        self._mailings: dict[str, _Open] = {}

    def open(self, deliveries: Iterable[Delivery]) -> None:
        """See that letters of `deliveries` can be written, and forget all other mailings."""
        names = sorted({each.mailing for each in deliveries})
        self._mailings = {name: self._mailings.get(name) or self._read(name) for name in names}

    def created(self, delivery: Delivery) -> datetime:
        """The time of its mailing."""
        return self._mailings[delivery.mailing].mailing.created

    def write(self, delivery: Delivery) -> tuple[Delivery, Letter]:
        """A delivery with its head, which is frozen from then on, and its letter.

        Raises MessageError where the letter would not say what was meant.
        """
        opened = self._mailings[delivery.mailing]
        body = opened.bodies[delivery.variant]
        frozen = letters.freeze(delivery, opened.mailing, body, self._sender)
        return frozen, letters.letter(frozen, body, self._sender)

    def _read(self, name: str) -> _Open:
        mailing = self._store.outbox.mailing(name)
        if mailing is None:  # somebody deleted it meanwhile
            raise StoreError("the mailing of a delivery is not there any more", place=name)
        return _Open(mailing, self._store.outbox.bodies(name))
