"""What the daemon decides at each tick: what is due is claimed and begun, what has ended is noted.

It does nothing itself that takes long, and waits for nothing: jobs are begun by `start`, which
calls back in the same thread. So there are no locks, and a clock and work of one's own can drive it
through a year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from digest.errors import DigestError
from digest.models.schedule import Slot, Timetable
from digest.pipeline import due, holders
from digest.pipeline.due import EVER
from digest.scheduler.jobs import Chore, Job, Outcome, Result, Running, Start, Work, fields_of, kind
from digest.scheduler.tally import Tally

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger

    from digest.config import Settings
    from digest.storage import Store

# How long what is held stays held without a tick that renews it: three of them may be late.
LEASE = timedelta(seconds=120)

# An edition takes a processor for some seconds: more at a time would only make all of them late.
BUILDS = 2

# Editions that are due wait for the refresh that brings their articles, but no longer than this.
PATIENCE = timedelta(minutes=3)

# Feeds and letters say themselves when to come again. Where the job as such fails, as without a
# network, it would do so again at each tick.
PAUSE = timedelta(minutes=5)


class Daemon:
    """Whoever leads does what is due; others on the same store stand by. The lead saves work and no
    more than that: slots and letters are claimed one by one, so two that lead do no harm.

    `holder` names this process. `clock` gives the time in UTC.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        start: Start,
        *,
        clock: Callable[[], datetime],
        holder: str,
        log: FilteringBoundLogger,
    ) -> None:
        self._store = store
        self._settings = settings
        self._start = start
        self._clock = clock
        self._holder = holder
        self._log = log
        self.tally = Tally(holder=holder)
        self._stopping = False
        self._due: list[Slot] = []
        self._look_at: dict[str, datetime] = {}
        self._settled: dict[str, datetime] = {}
        self._running: dict[Work, Running] = {}
        self._not_before: dict[Work, datetime] = {}
        self._refresh_began = EVER
        self._send_again = False

    @property
    def is_stopping(self) -> bool:
        return self._stopping

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being done, or waits for something that is."""
        return not (self._running or self._due)

    @property
    def looks_next(self) -> datetime | None:
        """When a slot is due or tried again next, as far as that is known."""
        return min(self._look_at.values(), default=None)

    def change(self, settings: Settings) -> None:
        """Work by other settings from now on; what has begun ends by those that it began with."""
        self._settings = settings
        self._look_anew()

    def tick(self) -> None:
        """Take or keep the lead, and do what is due."""
        now = self._clock()
        with self._telling():
            if not self.tally.leads:
                self._take_over(now)
            if self._lead(now):
                self._work(now)
            else:
                self._due.clear()
                self._keep(now)
            self.tally.ticked = now

    def work(self) -> None:
        """Do what is due, whoever leads."""
        now = self._clock()
        with self._telling():
            self._take_over(now)
            self._work(now)

    def wait(self) -> None:
        """Keep what was begun, and begin what has waited long enough for feeds."""
        now = self._clock()
        with self._telling():
            self._keep(now)
            self._build(now)

    def stop(self) -> None:
        """Begin nothing more, and let what is being done come to its end."""
        self._stopping = True
        self._due.clear()
        self._log.info("stops", waits_for=[kind(each) for each in self._running])
        for each in tuple(self._running.values()):
            each.stop()

    def resign(self) -> None:
        """Let another lead at once."""
        with self._telling():
            self._store.schedule.resign(due.LEADER, holder=self._holder)

    def _take_over(self, now: datetime) -> None:
        for holder in holders.take_over(self._store, now=now):
            self._log.warning("takes over from a process that is gone", holder=holder)

    def _lead(self, now: datetime) -> bool:
        leads = self._store.schedule.lead(due.LEADER, holder=self._holder, now=now, lease=LEASE)
        if leads != self.tally.leads or self.tally.ticked is None:
            self._log.info("leads" if leads else "stands by", holder=self._holder)
            self._look_anew()  # whoever led before may have left something behind
        self.tally.leads = leads
        return leads

    def _work(self, now: datetime) -> None:
        self._keep(now)
        if self._stopping:
            return
        self._look(now)
        if _is_past(self._store.feeds.next_visit(), now) and self._begin(Chore.REFRESH, now):
            self._refresh_began = now
        self._build(now)
        self._send(now)

    def _keep(self, now: datetime) -> None:
        """Hold on to what is being built."""
        if any(isinstance(each, Slot) for each in self._running):
            self._store.schedule.keep(holder=self._holder, now=now, lease=LEASE)

    def _look(self, now: datetime) -> None:
        """What is due is in `_due`, oldest first. Where nothing is, nobody looks before it can."""
        self._due.clear()
        for digest in self._settings.digests:
            name, timetable = digest.brief.name, digest.timetable
            if timetable and self._look_at.get(name, EVER) <= now:
                self._look_into(name, timetable, now)
        self._due.sort(key=lambda slot: slot.due)

    def _look_into(self, name: str, timetable: Timetable, now: datetime) -> None:
        since = self._store.schedule.since(name, timetable, now=now)
        settled = self._settled.get(name, EVER)
        found = due.look(self._store, timetable, name, since=since, settled=settled, now=now)
        if since == now:
            self._log.info("timetable counts from now", digest=name, next=_iso(found.next))
        for reason, slots in found.skip.items():
            self._store.schedule.skip(slots, detail=reason, now=now)
            fields = {"digest": name, "slots": len(slots), "reason": reason.value}
            self._log.warning("editions skipped", **fields)
        self._due += found.make
        self._look_at[name] = found.next
        if found.is_settled:
            self._settled[name] = now

    def _look_anew(self) -> None:
        self._look_at.clear()
        self._settled.clear()

    def _build(self, now: datetime) -> None:
        if Chore.REFRESH in self._running and now < self._refresh_began + PATIENCE:
            return
        while self._due and sum(isinstance(each, Slot) for each in self._running) < BUILDS:
            slot = self._due.pop(0)
            if self._store.schedule.claim(slot, holder=self._holder, now=now, lease=LEASE):
                self._begin(slot, now)

    def _send(self, now: datetime) -> None:
        if _is_past(self._store.outbox.next_try(), now) and not self._begin(Chore.SEND, now):
            self._send_again = True

    def _begin(self, work: Work, now: datetime) -> bool:
        """Whether it was begun: there is one of each, and not at once again where it failed."""
        if work in self._running or now < self._not_before.get(work, EVER):
            return False
        job = Job(work=work, settings=self._settings, holder=self._holder)
        self._running[work] = self._start(job, partial(self._ended, work))
        return True

    def _ended(self, work: Work, outcome: Outcome) -> None:
        del self._running[work]
        for note in outcome.notes:
            say = self._log.warning if note.wrong else self._log.info
            say(note.event, **note.fields)
            self.tally.wrong += note.wrong
        self.tally.died[kind(work)] += outcome.died
        now = self._clock()
        with self._telling():
            if isinstance(work, Slot):
                self._built(work, outcome, now)
            elif outcome.problem:
                self._log.error("job failed", work=kind(work), **fields_of(outcome.problem))
                self._not_before[work] = now + PAUSE
            self._go_on(work, now)

    def _built(self, slot: Slot, outcome: Outcome, now: datetime) -> None:
        log = self._log.bind(digest=slot.digest, slot=f"{slot.date} {slot.slot}")
        if outcome.problem:
            self.tally.failed[slot.digest] += 1
            self._look_at.pop(slot.digest, None)
            fail = partial(due.fail, self._store, self._settings, slot, holder=self._holder)
            next_try = fail(why=outcome.problem, now=now)
            log.error("edition failed", **fields_of(outcome.problem), next_try=_iso(next_try))
        elif outcome.result is Result.DONE:
            self.tally.built[slot.digest] += 1
            self.tally.seconds += outcome.seconds
        elif outcome.result is Result.LOST:
            log.warning("edition left to another daemon")
        elif outcome.result is Result.STOPPED:
            self._store.schedule.hand_back(slot, holder=self._holder, now=now)
            log.info("edition handed back")

    def _go_on(self, work: Work, now: datetime) -> None:
        """What waited for this to end. Feeds wait for a tick, and so does what is left to send."""
        self._keep(now)
        if self._stopping:
            return
        self._build(now)
        if work is not Chore.SEND or self._send_again:
            self._send_again = False
            self._send(now)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What could not be done is told, and may be done at the next tick: a store that is busy
        or a disk that is full is no reason to end.
        """
        try:
            yield
        except DigestError as error:
            self._log.error("not done", **fields_of(error.problem()))


def _is_past(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
