"""Processes: what a command and all that it starts take, and servers that run apart. Linux only."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import TypeVar

T = TypeVar("T")

PR_SET_CHILD_SUBREAPER = 36
# How long a process may go on after the command that started it, in seconds.
GRACE = 2.0


@dataclass(kw_only=True)
class Usage:
    """`seconds` on the clock until the command ended; `cpu` seconds of all processes, `worst` of
    the one that took most (a process that started others and waited for them counts with them).
    In megabytes: `largest` is the peak of the largest process (RSS), `tree` that of all processes
    together, shared pages counted once (PSS), 0 where it was not watched. `left` counts processes
    that went on after the command for more than `GRACE`; they were ended.
    """

    seconds: float = 0.0
    cpu: float = 0.0
    worst: float = 0.0
    largest: float = 0.0
    tree: float = 0.0
    left: int = 0
    status: int = 0
    output: str = ""


# Given the seconds that a command has run, a signal to send it, or 0.
End = Callable[[float], int]


def never(_: float) -> int:
    return 0


def alive(process: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def killed_after(seconds: float) -> End:
    return lambda now: signal.SIGKILL if now > seconds else 0


def until(look: Callable[[], T]) -> T:
    """What `look` finds, as soon as that is something. Between two looks there are some
    milliseconds for what it waits for.
    """
    while not (found := look()):
        time.sleep(0.005)
    return found


def catches(number: signal.Signals, process: int) -> bool:
    """Whether it has a handler for this signal by now (proc(5))."""
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    fields = dict(line.split(":", 1) for line in lines)
    return bool(int(fields["SigCgt"], 16) >> (number - 1) & 1)


@contextmanager
def apart(serve: Callable[[Callable[[int], None]], None]) -> Iterator[int]:
    """`serve` in a process of its own, which tells its port when it can be asked."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=serve, args=(there.send,), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.kill()
        process.join()


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    watch: bool = False,
    end: End = never,
) -> Usage:
    """Runs a command to its end. To `watch` its memory takes time of its own, so that seconds and
    memory are not taken from one run. `end` may send a signal before: SIGKILL to the command alone,
    others to all that it has started as well, as a terminal does.
    """
    usage = Usage()
    with (
        _orphans_are_ours(),
        TemporaryFile("w+", encoding="utf-8", errors="replace") as output,
    ):
        started = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, command)),
            cwd=cwd,
            env=None if env is None else dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
        _wait(process, usage, started, watch=watch, end=end)
        output.seek(0)
        usage.output = output.read()
    return usage


@contextmanager
def _orphans_are_ours() -> Iterator[None]:
    """Processes whose parent ended become children of this one, so that what they took is known."""
    prctl = ctypes.CDLL(None).prctl
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _wait(
    process: subprocess.Popen[bytes],
    usage: Usage,
    started: float,
    *,
    watch: bool,
    end: End,
) -> None:
    sent = 0
    while _reap(process, usage, started):
        now = time.perf_counter() - started
        if watch:
            usage.tree = max(usage.tree, sum(map(_pss, _members(process.pid))))
        if not sent and not usage.seconds and (sent := end(now)):
            # Not by the methods of `process`, which would wait for it as well.
            os.kill(process.pid if sent == signal.SIGKILL else -process.pid, sent)
        if usage.seconds and now > usage.seconds + GRACE:
            usage.left = len(list(_members(process.pid)))
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(0.002)


def _reap(process: subprocess.Popen[bytes], usage: Usage, started: float) -> bool:
    """Whether any process of the command is still there; those that ended are added to `usage`."""
    while True:
        try:
            pid, status, took = os.wait4(-process.pid, os.WNOHANG)
        except ChildProcessError:
            return False
        if not pid:
            return True
        if pid == process.pid:
            usage.seconds = time.perf_counter() - started
            usage.status = process.returncode = os.waitstatus_to_exitcode(status)
        cpu = took.ru_utime + took.ru_stime
        usage.cpu += cpu
        usage.worst = max(usage.worst, cpu)
        usage.largest = max(usage.largest, took.ru_maxrss / 1024)


def _members(group: int) -> Iterator[int]:
    """The processes of a group; those below us, for nobody else can have one of it."""
    waiting = [os.getpid()]
    while waiting:
        pid = waiting.pop()
        try:
            tasks = list(Path(f"/proc/{pid}/task").iterdir())
            waiting += [int(child) for task in tasks for child in _children(task)]
            if os.getpgid(pid) == group:
                yield pid
        except OSError:  # it ended meanwhile
            continue


def _children(task: Path) -> list[str]:
    try:
        return (task / "children").read_text("ascii").split()
    except OSError:
        return []


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
