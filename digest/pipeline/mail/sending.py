"""The outbox is sent: each delivery once, whatever dies on the way.

    claimed -> letter -> `sending` is stored -> sent -> what came of it is stored

The threads of a `Crew` speak to the channel; the thread that calls `send` does all that is stored.
It stores what they ask for at the same time in one transaction, so that no letter has to wait for
the disk alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from queue import Empty
from threading import Event
from time import monotonic

from digest.delivery.channel import Channel
from digest.delivery.outcomes import Patience, after, pause_of_all
from digest.errors import DeliveryError, StoreError
from digest.models.mail import Delivery, Outcome, Receipt, Sender
from digest.models.subscribers import Standing
from digest.pipeline.mail.crew import Connected, Crew, Ended, LostError, Mark, Result, Said
from digest.pipeline.mail.letters import Letters
from digest.pipeline.mail.sent import Down, Sent, Tally
from digest.storage import Store

# Deliveries that are claimed at a time: so few that a killed sender holds back few, and so many
# that claiming costs little of each.
BATCH = 100

# Whoever dies holds its deliveries for so long. It is renewed when a third of it is over, so that
# only who stands still for minutes loses it.
LEASE = timedelta(minutes=5)

# Seconds until what came of letters is stored although no other is about to arrive.
UNASKED = 0.05

# Seconds that a letter waits for those of other connections. To store one takes about as long, and
# to store several hardly longer.
TOGETHER = 0.002

# From one look at what is due to the next, where no more may be sent this minute.
LOOK = timedelta(seconds=1)

STOPPED = Receipt(
    outcome=Outcome.UNKNOWN,
    detail="who sent it was stopped, so nobody can tell whether it was taken",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """How the outbox is sent: all mailings or one, with at most so many messages a minute on each
    channel (0: any number).

    `holder` names who sends among all that do. What was begun when `stop` is set is ended, and the
    rest handed back. `watch` sees each delivery as it stands after a try.
    """

    sender: Sender
    patience: Patience
    holder: str
    clock: Callable[[], datetime]
    stop: Event
    mailing: str = ""
    per_minute: int = 0
    watch: Callable[[Delivery], None] = lambda _: None


def send(store: Store, channels: Mapping[str, Channel], manner: Manner) -> Sent:
    """Send what is due on `channels`, one after the other, until nothing is.

    Raises StoreError; what was sent and could not be stored is `unknown` once its lease is over.
    """
    tally = Tally()
    _recover(store, manner, tally)
    for name, channel in channels.items():
        _Run(store, name, channel, manner, tally).run()
    return tally.sent()


def _recover(store: Store, manner: Manner, tally: Tally) -> None:
    """Decide what becomes of deliveries that were on their way when their sender was stopped."""
    now = manner.clock()
    left = store.outbox.recover(holder=manner.holder, now=now, lease=LEASE)
    letters = Letters(store, manner.sender)
    letters.open(left)
    found = [
        after(each, STOPPED, manner.patience, created=letters.created(each), now=now)
        for each in left
    ]
    store.outbox.record(found, holder=manner.holder, now=now)
    for each in found:
        tally.add(each)


class _Run:
    """One channel, until nothing is due on it."""

    def __init__(
        self, store: Store, name: str, channel: Channel, manner: Manner, tally: Tally
    ) -> None:
        self._store = store
        self._name = name
        self._manner = manner
        self._tally = tally
        self._letters = Letters(store, manner.sender)
        self._crew = Crew(channel, self._letters, manner.patience, manner.clock)
        self._held: dict[int, Delivery] = {}
        self._untold: list[Result] = []
        self._closed = False
        self._look = self._renew = manner.clock()
        self._down: DeliveryError | None = None
        self._broken: Exception | None = None

    def run(self) -> None:
        """Raises what the store raises, once all threads are at their end."""
        try:
            while self._goes_on():
                self._take_in()
            if self._broken:
                raise self._broken
        finally:
            self._wind_up()
        if self._held and self._down:
            self._put_off(self._down)

    def _goes_on(self) -> bool:
        """See that the threads have something to do; whether there is, or may be."""
        if self._broken:
            return False
        now = self._manner.clock()
        if self._manner.stop.is_set():
            self._close(now=True)
        elif not self._closed and now >= self._look and self._crew.has_little():
            self._claim(now)
        if now >= self._renew:
            self._store.outbox.keep(holder=self._manner.holder, now=now, lease=LEASE)
            self._renew = now + LEASE / 3
        return self._crew.at_work > 0 or not self._closed

    def _claim(self, now: datetime) -> None:
        claimed = self._store.outbox.claim(
            self._name,
            holder=self._manner.holder,
            now=now,
            lease=LEASE,
            at_most=BATCH,
            per_minute=self._manner.per_minute,
            mailing=self._manner.mailing,
        )
        if claimed:
            self._held |= {each.id: each for each in claimed}
            self._letters.open(self._held.values())
            self._crew.give(claimed)
        elif self._store.outbox.is_due(self._name, now=now, mailing=self._manner.mailing):
            self._look = now + LOOK  # no more may go out this minute
        else:
            self._close(now=False)

    def _close(self, *, now: bool) -> None:
        self._closed = True
        self._crew.dismiss(now=now)

    def _take_in(self) -> None:
        """Store what the threads say, as soon as one of them waits for that."""
        marks = list[Mark]()
        for said in self._said():
            match said:
                case Mark():
                    marks.append(said)
                case Result():
                    self._untold.append(said)
                case Connected():
                    self._crew.spread()
                case Ended():
                    self._lose(said)
        self._record(marks)

    def _said(self) -> Iterator[Said]:
        """What is said until there is reason to store: all threads wait for that, or one has waited
        for long enough.
        """
        end, waiting = monotonic() + UNASKED, 0
        while waiting < max(1, self._crew.at_work):
            try:
                said = self._crew.said.get(timeout=max(0.0, end - monotonic()))
            except Empty:
                return
            yield said
            if isinstance(said, Mark):
                waiting += 1
                end = min(end, monotonic() + TOGETHER)

    def _lose(self, ended: Ended) -> None:
        """One thread less. Where the last could not connect, the channel takes nothing now."""
        self._crew.at_work -= 1
        if isinstance(ended.error, DeliveryError):
            self._down = ended.error
            self._closed = self._closed or not self._crew.at_work
        else:
            self._broken = ended.error

    def _record(self, marks: list[Mark]) -> None:
        """In one transaction: what is about to arrive, and what came of what did."""
        told, self._untold = self._untold, []
        try:
            lost = self._lost(
                [*(each.delivery for each in told), *(each.delivery for each in marks)]
            )
        except StoreError:
            for mark in marks:
                mark.answer.put(LostError())
            raise
        for mark in marks:
            mark.answer.put(LostError() if mark.delivery.id in lost else None)
        for result in told:
            self._tell(result)
        for gone in lost | {each.delivery.id for each in told}:
            self._held.pop(gone, None)

    def _lost(self, deliveries: list[Delivery]) -> set[int]:
        """Record `deliveries`; which of them another sender holds by now."""
        if not deliveries:
            return set()
        outbox, now = self._store.outbox, self._manner.clock()
        lost = outbox.record(deliveries, holder=self._manner.holder, now=now)
        return {each.id for each in lost}

    def _tell(self, result: Result) -> None:
        tried = result.delivery
        self._tally.add(tried)
        self._manner.watch(tried)
        if result.hard:
            self._store.subscribers.stop(
                tried.recipient, Standing.BOUNCED, tried.detail, self._manner.clock()
            )

    def _put_off(self, down: DeliveryError) -> None:
        """All that is queued waits. It counts as no try: the recipients had no part in it."""
        now, patience = self._manner.clock(), self._manner.patience
        oldest = min(map(self._letters.created, self._held.values()))
        until = now + pause_of_all(now - oldest, for_good=down.for_good)
        waiting, given_up = self._store.outbox.put_off(
            self._name,
            until=until,
            too_old=until - patience.give_up,
            why=down.message,
            given_up=patience.given_up(down.message),
            now=now,
        )
        self._tally.downs.append(
            Down(
                channel=self._name,
                problem=down.problem(),
                waiting=waiting,
                until=until,
                given_up=given_up,
            )
        )

    def _wind_up(self) -> None:
        """All threads end; nothing goes out any more that is not stored."""
        self._crew.dismiss(now=True)
        while self._crew.at_work:
            match self._crew.said.get():
                case Mark() as said:
                    said.answer.put(LostError())
                case Result() as said:
                    self._untold.append(said)
                case Ended():
                    self._crew.at_work -= 1
        self._record([])
        self._store.outbox.release(holder=self._manner.holder, now=self._manner.clock())
