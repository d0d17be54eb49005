"""A pool of processes in which nothing can take more than its share of time and memory.

Time is that of the CPU, which says the same on a busy machine as on an idle one. It is kept by a
timer of the kernel (SIGPROF, which ends a process): a loop within a library's C code ends too.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from multiprocessing import connection, get_context, parent_process, resource_tracker
from multiprocessing.synchronize import Semaphore
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

import pebble
from pebble import ProcessExpired, ProcessPool

from digest.errors import DigestError
from digest.models import Problem

A = TypeVar("A")
T = TypeVar("T")

# The largest body that is fetched (15 MiB) takes feedparser 3 s.
CPU_SECONDS = 4.0

# In bytes. That body takes up to 300 MB as a tree.
MEMORY = 768 * 1024 * 1024

# Processes. One reads some hundred feeds a second, which is more than a network brings.
MOST = 4

# For what waits without working, such as on a disk that is gone: as seconds on a clock.
PATIENCE = 60.0

# Seconds that the end waits for a process which is still starting.
_GRACE = 10.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome(Generic[T]):
    """What came of a piece of work: a value, or a problem (with the place that it was given)."""

    value: T | None = None
    problem: Problem | None = None


Done = Callable[[Outcome[Any]], None]


# Seconds until pebble sees that a process has died, or that it is to end.
pebble.CONSTS.sleep_unit = 0.02


class Workers:
    """As many processes as there are processors, up to `MOST`, with the modules `preload` imported.

    They start at once, and are ready by the time that the caller has imported what it needs itself.
    They end with the caller, however that ends.
    """

    def __init__(
        self, preload: Sequence[str] = (), *, cpu_seconds: float = CPU_SECONDS, memory: int = MEMORY
    ) -> None:
        # Forked from a small process without threads: a new one for one that died costs 2 ms.
        context = get_context("forkserver")
        context.set_forkserver_preload(["digest.workers.pool", *preload])
        self._cpu_seconds = cpu_seconds
        self._processes = min(os.cpu_count() or 1, MOST)
        self._up = context.Semaphore(0)
        self._pool = ProcessPool(
            self._processes,
            initializer=_begin,
            initargs=(memory, self._up),
            context=context,
        )
        # A pool starts with its first task, and waits until its processes are there.
        self._start = threading.Thread(target=self._fill)
        self._start.start()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *raised: object) -> None:
        self._start.join()
        # One that is not up yet would find its pool gone, and tell its terminal so at length.
        for _ in range(self._processes):
            self._up.acquire(timeout=_GRACE)
        # Where processes were killed from outside, this can wait for those that come no more.
        end = threading.Thread(target=self._end, daemon=True)
        end.start()
        end.join(_GRACE)

    def _end(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves out this one
        self._pool.join()

    def _fill(self) -> None:
        # Ctrl-C at a terminal is for the caller, who ends us. The mask is inherited by all that is
        # started from here; multiprocessing's tracker would take it off, and so it comes first.
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        self._pool.schedule(_nothing)

    def submit(self, place: str, done: Done, function: Callable[..., T], *args: object) -> None:
        """Run `function` on `args`; `done` is called with the outcome, in a thread of the pool.

        `place` is what a problem is told of. A DigestError is one; other exceptions propagate to
        `done` as problems that name them, for the bytes are others' and may be anything.
        """
        work = (self._cpu_seconds, function, args)
        future = self._pool.schedule(_limited, args=work, timeout=PATIENCE)
        future.add_done_callback(partial(_tell, place, done))

    def each(
        self, function: Callable[[A], T], work: Iterable[tuple[str, A]]
    ) -> Iterator[Outcome[T]]:
        """What `function` makes of each piece of `work` (a place and its argument), in order."""
        answers: list[SimpleQueue[Outcome[T]]] = []
        for place, argument in work:
            answers.append(SimpleQueue())
            self.submit(place, answers[-1].put, function, argument)
        return (each.get() for each in answers)


def _begin(memory: int, up: Semaphore) -> None:
    """In a new process: its limits, and that it ends with whoever it works for."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    up.release()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _nothing() -> None:
    """What a pool is started with."""


def _limited(cpu_seconds: float, function: Callable[..., T], args: Sequence[object]) -> T:
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    try:
        return function(*args)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _tell(place: str, done: Done, future: Future[Any]) -> None:
    if future.cancelled():
        return
    error = future.exception()
    done(Outcome(problem=_problem(place, error)) if error else Outcome(value=future.result()))


def _problem(place: str, error: BaseException) -> Problem:
    if isinstance(error, DigestError):
        return error.problem()
    if isinstance(error, ProcessExpired):
        late = error.exitcode == -signal.SIGPROF
        what = "takes too long to read" if late else f"ended its reader (status {error.exitcode})"
        return Problem(place=place, message=what, hint=_HINT)
    if isinstance(error, TimeoutError):
        return Problem(place=place, message="could not be read in time", hint="try again later")
    if isinstance(error, MemoryError):
        return Problem(place=place, message="takes too much memory to read", hint=_HINT)
    said = " ".join(str(error).split())
    return Problem(
        place=place, message=f"cannot be read: {type(error).__name__} {said:.200}", hint=_HINT
    )


_HINT = "leave it out, and tell who publishes it"
