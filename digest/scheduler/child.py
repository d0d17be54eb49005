"""A process that does one job: `python -m digest.scheduler.child`, the job on standard input.

What came of it is written to standard output. When standard input ends the daemon is gone, and the
process ends with all that it started.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from digest.errors import DigestError, SourceError
from digest.models import Problem
from digest.models.mail import State
from digest.models.schedule import Slot
from digest.models.serial import dump
from digest.scheduler.jobs import Chore, Fields, Job, Note, Outcome, Result, fields_of

if TYPE_CHECKING:
    from pathlib import Path

    from digest.pipeline.due import Made
    from digest.pipeline.mail.sent import Sent
    from digest.storage import Store

STOP = threading.Event()

# Seconds that a refresh waits for one that somebody began by hand: what that one leaves is visited
# then, and editions wait for both.
PATIENCE = 600.0


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: STOP.set())
    gc.set_threshold(500_000)  # as `digest.cli.main`, for what reads many articles
    said, sys.stdout = sys.stdout, sys.stderr
    job: Job = pickle.load(sys.stdin.buffer)  # noqa: S301  of our daemon
    threading.Thread(target=_end_with_daemon, daemon=True).start()
    json.dump(dump(outcome(job)), said)
    said.flush()
    os._exit(0)  # whatever is still open is taken back at once


def outcome(job: Job) -> Outcome:
    """What came of `job`; what its user can mend is told, what nobody expected is raised."""
    try:
        if isinstance(job.work, Slot):
            return build(job, job.work)
        return refresh(job) if job.work is Chore.REFRESH else send(job)
    except DigestError as error:
        return Outcome(problem=error.problem())


def build(job: Job, slot: Slot) -> Outcome:
    from digest.pipeline import due
    from digest.storage import Store

    with Store.open(job.settings.store) as store:
        made = due.make(store, job.settings, slot, holder=job.holder, clock=now)
    if not made.kept:
        return Outcome(result=Result.LOST)
    remarks = (Note(event="remark", fields=fields_of(each)) for each in made.remarks)
    return Outcome(
        result=Result.DONE if made.edition else Result.SKIPPED,
        notes=(built(slot, made), *remarks, *wrong(made.problems)),
    )


def built(slot: Slot, made: Made) -> Note:
    fields: Fields = {"digest": slot.digest, "slot": f"{slot.date} {slot.slot}"}
    edition = made.edition
    if edition is None:
        return Note(event="nothing new", fields=fields)
    counts = {"stories": len(edition.stories), "deliveries": made.deliveries}
    return Note(event="edition built", fields={**fields, "edition": edition.id, **counts})


def refresh(job: Job) -> Outcome:
    from digest.pipeline.feeds.web import Web

    with Web(job.settings.feeds.manners) as web:
        # While its processes start, for this takes as long.
        from digest.pipeline.feeds.refresh import refresh
        from digest.pipeline.feeds.refreshed import OFFLINE
        from digest.storage import Store

        with Store.open(job.settings.store) as store:
            done = refresh(
                store,
                web,
                job.settings.feeds,
                now=now(),
                patience=PATIENCE,
                expect=nobody,
                watch=nobody,
            )
    fields = {
        "visited": len(done.visited),
        "failed": len(done.problems),
        "new": sum(each.new for each in done.visited),
        "changed": sum(each.changed for each in done.visited),
    }
    # They are due as they were: that a machine has no network is no error of feeds.
    problem = OFFLINE if done.offline else None
    return Outcome(problem=problem, notes=(Note(event="feeds refreshed", fields=fields),))


def send(job: Job) -> Outcome:
    from digest.pipeline.mail.dispatch import dispatch
    from digest.storage import Store

    with Store.open(job.settings.store) as store:
        stopped = tuple(bounced(store, job.settings.mail.bounces))
        sent = dispatch(store, job.settings, os.environ, holder=job.holder, clock=now, stop=STOP)
    return Outcome(notes=(*stopped, *told(sent)))


def bounced(store: Store, place: Path | None) -> Iterator[Note]:
    """Who is stopped by mail that came back. That it cannot be read keeps nobody waiting."""
    from digest.pipeline.subscribers.bouncing import Verdict, stop_bounced

    try:
        for each in stop_bounced(store, place, now=now()) if place else ():
            if each.verdict is Verdict.STOPPED:
                fields = {"recipient": each.address, "reason": each.detail}
                yield Note(event="address is no more", fields=fields)
    except SourceError as error:
        yield from wrong([error.problem()])


def told(sent: Sent) -> Iterator[Note]:
    """Counts; recipients only where something is wrong with them."""
    counts = {state.value: sent.count(state) for state in State if sent.count(state)}
    if sent.sent or counts:
        yield Note(event="letters sent", fields={**counts, "sent": sent.sent})
    for each in sent.others:
        if each.state in {State.FAILED, State.UNKNOWN}:
            whose = {"mailing": each.mailing, "recipient": each.recipient, "reason": each.detail}
            yield Note(event=f"letter {each.state}", wrong=True, fields=whose)
    for down in sent.downs:
        until = down.until.isoformat(timespec="seconds")
        waits: Fields = {"channel": down.channel, "waiting": down.waiting, "until": until}
        fields = {**waits, **fields_of(down.problem)}
        yield Note(event="channel takes nothing", wrong=True, fields=fields)


def wrong(problems: Sequence[Problem]) -> Iterator[Note]:
    """What an edition had to do without, each thing once."""
    for each in problems:
        yield Note(event="left out", wrong=True, fields=fields_of(each))


def now() -> datetime:
    return datetime.now(UTC)


def nobody(_: object) -> None:
    """Looks on."""


def _end_with_daemon() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
