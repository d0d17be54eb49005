"""Work that misbehaves ends, with a sentence that says why, and the rest goes on."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from support.processes import alive

from digest.errors import FormatError
from digest.workers import Outcome, Workers

MEMORY = 512 * 1024 * 1024


def double(number: int) -> int:
    return 2 * number


def quarter(number: int) -> float:
    while not number:
        pass
    time.sleep(number / 100)
    return number / 4


def refuse(place: str) -> None:
    raise FormatError("is no feed", place=place, hint="give one")


def stumble() -> None:
    raise ValueError("one\nline")


def spin() -> None:
    while True:
        pass


def spin_in_c() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")


def devour() -> int:
    return len(bytearray(4 * MEMORY))


def vanish() -> None:
    os._exit(7)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(cpu_seconds=0.5, memory=MEMORY) as pool:
        yield pool


def outcome(workers: Workers, function: Callable[..., Any], *args: object) -> Outcome[Any]:
    answers: SimpleQueue[Outcome[Any]] = SimpleQueue()
    workers.submit("there", answers.put, function, *args)
    return answers.get(timeout=30)


def test_a_value_comes_back(workers: Workers) -> None:
    """The way that nearly all work goes."""
    assert outcome(workers, double, 4) == Outcome(value=8)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (spin, "takes too long to read"),
        (spin_in_c, "takes too long to read"),
        (devour, "takes too much memory to read"),
        (vanish, "ended its reader (status 7)"),
        (stumble, "cannot be read: ValueError one line"),
    ],
)
def test_what_goes_wrong_is_a_problem(
    workers: Workers, function: Callable[[], None], message: str
) -> None:
    """A loop in C hears no exception and no deadline of Python: the kernel ends it."""
    problem = outcome(workers, function).problem
    assert problem
    assert (problem.place, problem.message) == ("there", message)
    assert outcome(workers, double, 5).value == 10, "the next piece of work is done all the same"


def test_each_piece_of_work_keeps_its_place(workers: Workers) -> None:
    """Which of them is done first must not show, nor that one of them never is."""
    outcomes = list(workers.each(quarter, [(str(n), n) for n in (4, 0, 8)]))
    assert [each.value for each in outcomes] == [1.0, None, 2.0]
    assert outcomes[1].problem
    assert outcomes[1].problem.place == "0"


def test_an_error_of_ours_keeps_its_words(workers: Workers) -> None:
    """What a parser says of its input must reach the report as it was said."""
    problem = outcome(workers, refuse, "https://example.org/feed").problem
    assert (
        problem
        == FormatError("is no feed", place="https://example.org/feed", hint="give one").problem()
    )


PARENT = """
import os, time
from queue import SimpleQueue
from digest.workers import Workers

if __name__ == "__main__":
    with Workers() as pool:
        answers = SimpleQueue()
        pool.submit("", answers.put, os.getpid)
        print(answers.get().value, flush=True)
        pool.submit("", answers.put, time.sleep, 60)
        answers.get()
"""


def test_no_process_outlives_its_parent(tmp_path: Path) -> None:
    """A run that is killed must not leave readers behind that hold memory for good."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, "utf-8")
    root = Path(__file__).parents[2]
    environ = {**os.environ, "PYTHONPATH": str(root)}
    parent = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, env=environ
    )
    assert parent.stdout
    worker = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    deadline = time.monotonic() + 30
    while alive(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(worker)


HASTY = """
import signal, time
from digest.workers import Workers

if __name__ == "__mp_main__":  # a process that starts on a busy machine, and is told late to end
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(0.3)
if __name__ == "__main__":
    with Workers():
        pass
"""


def test_an_end_right_after_the_start_is_quiet(tmp_path: Path) -> None:
    """A typo in an address ends a command before its processes are up; they showed tracebacks."""
    script = tmp_path / "hasty.py"
    script.write_text(HASTY, "utf-8")
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, env=environ, check=True
    )
    assert done.stderr == ""
