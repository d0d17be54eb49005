"""Jobs in processes of their own, which can be killed with all that they started."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from tempfile import TemporaryFile
from typing import IO, cast

from digest.models import Problem
from digest.models.schedule import Slot
from digest.models.serial import load
from digest.scheduler.jobs import Chore, Job, Note, Outcome, Result, Then, kind

# Seconds between two looks at whether a process should have ended.
LOOK = 0.2

# How much of what a process that died has said last is kept, in bytes.
LAST_WORDS = 4_000

HINT = "the log of digest run says more"


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """Seconds that a job may take, and that it has to end when it is told to stop."""

    seconds: float
    grace: float


def limit(job: Job) -> Limit:
    """Refreshes and sending lose nothing where they stop: what is left is gone on with. Whoever
    sends may have to wait for the answer to a letter, or nobody knows whether it was taken.
    """
    if isinstance(job.work, Slot):
        return Limit(seconds=60.0 * job.settings.run.minutes, grace=10)
    if job.work is Chore.SEND:
        return Limit(seconds=900, grace=job.settings.smtp.timeout + 10)
    return Limit(seconds=900, grace=0)


class Children:
    """Starts jobs, each in a process. `hand_over` is given what is to be called in the thread of
    the daemon.
    """

    def __init__(
        self,
        hand_over: Callable[[Callable[[], None]], None],
        *,
        limit: Callable[[Job], Limit] = limit,
    ) -> None:
        self._hand_over = hand_over
        self._limit = limit

    def __call__(self, job: Job, then: Then, /) -> Child:
        child = Child(job, self._limit(job))
        threading.Thread(target=self._watch, args=(child, then), daemon=True).start()
        return child

    def _watch(self, child: Child, then: Then) -> None:
        self._hand_over(partial(then, child.run()))


class Child:
    """A process that does `job`. It ends within its limit, and with this process, however that
    ends: it ends itself when its standard input does.
    """

    def __init__(self, job: Job, limit: Limit) -> None:
        self._job = job
        self._limit = limit
        self._started = time.monotonic()
        self._until = self._started + limit.seconds
        self._told_to_stop = self._timed_out = False
        self._process: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        if not self._told_to_stop:
            self._until = time.monotonic() + self._limit.grace
            self._told_to_stop = True
            if self._process:
                self._process.terminate()

    def run(self) -> Outcome:
        """What came of the job. All that it started is gone by then."""
        try:
            with TemporaryFile() as said, TemporaryFile() as complaints:
                outcome = self._outcome(self._run(said, complaints), said, complaints)
        except OSError as error:
            outcome = self._failed(f"cannot be started: {error.strerror}")
        return replace(outcome, seconds=time.monotonic() - self._started)

    def _run(self, said: IO[bytes], complaints: IO[bytes]) -> int:
        """The status that the process ends with."""
        self._process = process = _start(said, complaints)
        with cast("IO[bytes]", process.stdin) as stdin:  # as was asked for
            with suppress(BrokenPipeError):
                pickle.dump(self._job, stdin)
                stdin.flush()
            self._wait(process)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        return process.wait()

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        while time.monotonic() < self._until:
            with suppress(subprocess.TimeoutExpired):
                process.wait(LOOK)
                return
        if not self._told_to_stop:
            self._timed_out = True
            self.stop()
            self._wait(process)

    def _outcome(self, status: int, said: IO[bytes], complaints: IO[bytes]) -> Outcome:
        if status == 0:
            said.seek(0)
            return load(Outcome, json.load(said))
        if self._timed_out:
            return self._failed(f"took more than {self._limit.seconds / 60:.0f} minutes")
        if self._told_to_stop:
            return Outcome(result=Result.STOPPED)
        return self._died(status, complaints)

    def _died(self, status: int, complaints: IO[bytes]) -> Outcome:
        """What its user can mend it tells itself; here is what nobody expected."""
        size = complaints.seek(0, os.SEEK_END)
        complaints.seek(max(size - LAST_WORDS, 0))
        words = complaints.read().decode("utf-8", "replace")
        note = Note(
            event="process died",
            wrong=True,
            fields={"work": kind(self._job.work), "status": status, "said": words},
        )
        killed = f"was killed by {signal.Signals(-status).name}" if status < 0 else ""
        return self._failed(killed or f"ended with status {status}", note)

    def _failed(self, how: str, *notes: Note) -> Outcome:
        message = f"the process that does it {how}"
        problem = Problem(place=kind(self._job.work), message=message, hint=HINT)
        return Outcome(problem=problem, died=True, notes=notes)


def _start(said: IO[bytes], complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    """A process that imports from where this one does, and from nowhere else (-P).

    It leads a session: Ctrl-C at a terminal is for this process, and all that it starts can be
    killed as a group.
    """
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "digest.scheduler.child"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=said,
        stderr=complaints,
        start_new_session=True,
    )
