"""Threads that speak to a channel, each over a connection of its own; they store nothing.

What a thread wants stored it says on one queue, `said`: that a letter is about to arrive, for which
it waits, and what came of it, for which it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Thread

from digest.delivery.channel import Channel, Connection
from digest.delivery.outcomes import Patience, after
from digest.errors import AddressError, DeliveryError, MessageError
from digest.models.mail import Delivery, Outcome, Receipt, State
from digest.pipeline.mail.letters import Letters


class LostError(Exception):
    """Another sender holds this delivery by now: it must not go out from here."""


@dataclass(frozen=True, slots=True)
class Mark:
    """`delivery` is about to arrive. Who says so waits for `answer`: None once that is stored, or
    why it must not go.
    """

    delivery: Delivery
    answer: SimpleQueue[Exception | None]


@dataclass(frozen=True, slots=True)
class Result:
    """A delivery as it stands after a try; `hard` says that there is no such address."""

    delivery: Delivery
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Connected:
    """A thread has a connection."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A thread is at its end, with an error where its connection could not be had or went."""

    error: Exception | None


Said = Mark | Result | Connected | Ended


class Crew:
    """As many threads as `channel` takes connections, each begun when there is work for it: one at
    first, the others when that one is connected. A server that lets nobody in is asked once.
    """

    def __init__(
        self,
        channel: Channel,
        letters: Letters,
        patience: Patience,
        clock: Callable[[], datetime],
    ) -> None:
        self.said = SimpleQueue[Said]()
        self.at_work = 0
        self._channel = channel
        self._letters = letters
        self._patience = patience
        self._clock = clock
        self._waiting = SimpleQueue[Delivery | None]()
        self._most = 1
        self._dismissed = False

    def has_little(self) -> bool:
        """Whether a thread may soon have nothing to do."""
        return self._waiting.qsize() < self._channel.connections

    def give(self, deliveries: Iterable[Delivery]) -> None:
        for each in deliveries:
            self._waiting.put(each)
        self._fill()

    def spread(self) -> None:
        """Connections can be had: let others have them too."""
        if self._most:
            self._most = self._channel.connections
            self._fill()

    def _fill(self) -> None:
        # Behind the deliveries that wait is a None for each who was dismissed.
        waiting = self._waiting.qsize() - self._dismissed * self.at_work
        for _ in range(min(self._most - self.at_work, waiting)):
            self.at_work += 1
            if self._dismissed:
                self._waiting.put(None)
            Thread(target=self._work, daemon=True).start()

    def dismiss(self, *, now: bool) -> None:
        """Each thread ends when nothing is waiting, or `now`, with what it has begun."""
        self._dismissed = True
        if now:
            self._most = 0
        while now and not self._waiting.empty():
            with suppress(Empty):
                self._waiting.get_nowait()
        for _ in range(self.at_work):
            self._waiting.put(None)

    def _work(self) -> None:
        error = None
        try:
            with self._channel.connect() as connection:
                self.said.put(Connected())
                for delivery in iter(self._waiting.get, None):
                    self._try(connection, delivery)
        except Exception as raised:  # noqa: BLE001  who reads `said` raises it
            error = raised
        self.said.put(Ended(error))

    def _try(self, connection: Connection, delivery: Delivery) -> None:
        tried = replace(delivery, attempts=delivery.attempts + 1)
        try:
            tried, letter = self._letters.write(tried)
            receipt = connection.deliver(letter, lambda: self._mark(tried))
        except (AddressError, MessageError) as error:
            receipt = Receipt(outcome=Outcome.FAILED, detail=error.message)
        except DeliveryError:
            self._waiting.put(delivery)  # another connection may have more luck
            raise
        except LostError:
            return
        created, now = self._letters.created(delivery), self._clock()
        stands = after(tried, receipt, self._patience, created=created, now=now)
        self.said.put(Result(stands, receipt.hard))

    def _mark(self, tried: Delivery) -> None:
        answer = SimpleQueue[Exception | None]()
        self.said.put(Mark(replace(tried, state=State.SENDING, changed=self._clock()), answer))
        if error := answer.get():
            raise error
