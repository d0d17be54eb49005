"""From a slot that is due to an edition that is queued for its recipients."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from digest import schedule
from digest.errors import SourceError
from digest.models import Problem
from digest.models.mail import Delivery, Kind, Mailing
from digest.models.schedule import NothingNew, Slot, Timetable, Turn

if TYPE_CHECKING:
    from digest.config import DigestSettings, Settings
    from digest.models.editions import Edition
    from digest.pipeline.editions import Built
    from digest.pipeline.ongoing import Gathered
    from digest.storage import Store

# The lease of the daemon that works; others on the same store stand by.
LEADER = "leader"

NOTHING_NEW = "nothing new since the edition before"

EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """What to do about a digest now: slots to `make`, oldest first, and to `skip`, by why. `open`
    are those that were begun and are not done. Before `next` nothing else is due.
    """

    make: tuple[Slot, ...]
    skip: Mapping[schedule.Reason, tuple[Slot, ...]]
    open: tuple[Slot, ...]
    next: datetime

    @property
    def is_settled(self) -> bool:
        """Whether nothing is to come of what is due, once what is to be skipped is."""
        return not (self.make or self.open)


def look(
    store: Store,
    timetable: Timetable,
    digest: str,
    *,
    since: datetime,
    settled: datetime = EVER,
    now: datetime,
) -> Due:
    """What is due of `digest`, whose timetable was first seen at `since`. What was due until
    `settled` is not looked at again.
    """
    after = max(settled, now - schedule.reach(timetable))
    turns = store.schedule.turns(digest, since=after)
    slots = schedule.slots(timetable, digest, after=max(since, after), until=now)
    plan = schedule.plan(timetable, turns, slots, now=now)
    begun = [each for each in turns if each.next_try is not None]
    return Due(
        make=plan.make,
        skip=plan.skip,
        open=tuple(each.slot for each in begun),
        next=now if plan.make else _next(timetable, digest, begun, now),
    )


def _next(timetable: Timetable, digest: str, begun: Sequence[Turn], now: datetime) -> datetime:
    coming = [each.due for each in islice(schedule.upcoming(timetable, digest, now), 1)]
    tries = [each.next_try for each in begun if each.next_try is not None]
    return min([*coming, *tries], default=datetime.max.replace(tzinfo=UTC))


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """The edition of a slot, and how many `deliveries` of it are new; None where there was nothing
    new, and nobody is told so. `kept` is False where another had claimed the slot by then, and
    nothing was stored. `problems` are what it had to do without, `remarks` what is to be said of
    how it looks.
    """

    edition: Edition | None
    kept: bool
    deliveries: int
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]


def make(
    store: Store, settings: Settings, slot: Slot, *, holder: str, clock: Callable[[], datetime]
) -> Made:
    """Build the edition of `slot`, which `holder` has claimed, and queue it for its recipients.

    Edition, mailing and outbox are stored in one transaction, in which the slot is done: whoever is
    killed before has sent nothing, and whoever is killed behind it sends nothing twice. Raises
    DigestError as `editions.build` and `mailing.prepare` do.
    """
    digest = settings.digest(slot.digest)
    gathered = _gather(store, settings, digest, slot)
    built = _build(store, settings, digest, slot, gathered)
    if built is None:
        return _leave_out(store, slot, gathered, holder, clock())
    made = _publish(store, settings, digest, slot, built, holder=holder, now=clock())
    store.memory.keep(gathered.sketches)
    return made


def _publish(
    store: Store,
    settings: Settings,
    digest: DigestSettings,
    slot: Slot,
    built: Built,
    *,
    holder: str,
    now: datetime,
) -> Made:
    from digest.pipeline.editions import pairs
    from digest.pipeline.mail import mailing
    from digest.pipeline.mail.press import Issue

    edition, stories, material = built.edition, built.stories, built.material
    issue = Issue(
        edition=edition,
        stories=stories,
        documents=built.documents,
        weights=material.weights,
        past=built.gathered.past,
    )
    mail = mailing.prepare(store, settings, digest, issue, now=now)
    store.subscribers.add(mail.new)
    queued = store.publish(
        edition,
        stories,
        pairs(material),
        mailing=mail.mailing,
        bodies=mail.bodies,
        deliveries=mail.deliveries,
        slot=slot,
        holder=holder,
        now=now,
    )
    return Made(
        edition=edition,
        kept=queued is not None,
        deliveries=queued or 0,
        problems=material.problems + _write(store, settings, built),
        remarks=built.remarks,
    )


def _gather(store: Store, settings: Settings, digest: DigestSettings, slot: Slot) -> Gathered:
    from digest.pipeline import editions
    from digest.pipeline.writing import editions_in

    return editions.gather(
        (),
        digest,
        store,
        on=slot.date,
        slot=schedule.name_of(digest.timetable, slot),
        leave_out=editions_in(settings.out),
    )


def _build(
    store: Store, settings: Settings, digest: DigestSettings, slot: Slot, gathered: Gathered
) -> Built | None:
    """None where there is nothing new and nobody is told so: who has had no edition yet never is,
    and of sources that cannot be read nobody knows.
    """
    from digest.pipeline import editions

    is_told = digest.nothing_new is NothingNew.SEND and gathered.past.editions
    if not (is_told or gathered.material.documents or gathered.material.problems):
        return None
    name = schedule.name_of(digest.timetable, slot)
    number = store.number(slot.digest, slot.date, name)
    built = editions.build(
        gathered,
        digest,
        settings.template(digest),
        links=settings.links(digest),
        on=slot.date,
        slot=name,
        number=number,
    )
    return built if is_told or built.edition.stories else None


def _leave_out(store: Store, slot: Slot, gathered: Gathered, holder: str, now: datetime) -> Made:
    """Skip the slot. What was read for it is kept, so that the next edition need not read it."""
    from digest.pipeline.editions import pairs

    store.add(pairs(gathered.material), now=now, ingested=False)
    store.memory.keep(gathered.sketches)
    kept = store.schedule.leave_out(slot, holder=holder, detail=NOTHING_NEW, now=now)
    problems = gathered.material.problems
    return Made(edition=None, kept=kept, deliveries=0, problems=problems, remarks=())


def _write(store: Store, settings: Settings, built: Built) -> tuple[Problem, ...]:
    """The files of the edition, where it is the one that is stored: one of the day that was mailed
    already stays as it is. Where there is no room for them, it is made all the same.
    """
    from digest.pipeline.writing import write

    edition = built.edition
    if store.edition(edition.id) == edition:
        try:
            write(built.rendered, settings.out / edition.id)
        except SourceError as error:
            return (error.problem(),)
    return ()


def fail(
    store: Store, settings: Settings, slot: Slot, *, holder: str, why: Problem, now: datetime
) -> datetime | None:
    """Note that the edition of `slot` was not made; when it is tried again, None where it is not.
    Then the owner is told by mail.
    """
    turn = store.schedule.turn(slot)
    if turn is None:
        return None
    next_try = schedule.retry(turn.attempts, now=now)
    detail = f"{why.place}: {why.message}" if why.place else why.message
    failed = store.schedule.fail(slot, holder=holder, detail=detail, next_try=next_try, now=now)
    if failed and next_try is None and settings.mail.owner:
        said = "\n".join(filter(None, (detail, why.hint)))
        _tell_owner(store, settings, turn, said, now)
    return next_try


def _tell_owner(store: Store, settings: Settings, turn: Turn, why: str, now: datetime) -> None:
    from digest.delivery import message
    from digest.models.editions import edition_id
    from digest.pipeline.mail.channels import sender
    from digest.rendering.notices import notice

    slot, owner = turn.slot, settings.mail.owner
    digest = settings.digest(slot.digest)
    content = notice(
        slot,
        title=digest.brief.title,
        timezone=digest.brief.timezone,
        attempts=turn.attempts,
        why=why,
    )
    name = f"{edition_id(slot.digest, slot.date, slot.slot)}-failed"
    mailing = Mailing(id=name, kind=Kind.NOTICE, digest=slot.digest, created=now)
    delivery = Delivery(
        mailing=name,
        channel="smtp" if settings.smtp.host else "files",
        recipient=owner,
        token=store.subscribers.token(slot.digest, owner),
        next_try=now,
        changed=now,
    )
    body = message.body(content, sender(settings, [delivery.channel]))
    store.outbox.queue(mailing, {delivery.variant: body}, [delivery], now=now)
