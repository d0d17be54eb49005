"""What a channel is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from digest.models.mail import Letter, Receipt


class Connection(Protocol):
    def deliver(self, letter: Letter, about_to: Callable[[], None]) -> Receipt:
        """Hand over `letter` once. `about_to` is called once, right before it can arrive for good,
        and not where it is refused before that; what it raises ends the delivery.

        Raises DeliveryError where nothing is taken now, of any letter; `about_to` was not called.
        """
        ...


class Channel(Protocol):
    @property
    def connections(self) -> int:
        """How many connections may be open at a time, each in a thread of its own."""
        ...

    def connect(self) -> AbstractContextManager[Connection]:
        """A connection for any number of letters, one at a time. Raises DeliveryError."""
        ...
