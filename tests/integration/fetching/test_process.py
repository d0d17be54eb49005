"""The process that fetches: it answers, it ends, and its end is never a hang."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

import pytest
from support.hostile_server import FEED, Server
from support.processes import alive

from digest.fetching import Fetcher
from digest.models.web import Manners, Request, Response

MANNERS = Manners(user_agent="Digest/0.1", private_networks=("127.0.0.0/8",))
# Long enough for a slow machine: only a test that fails waits for it.
PATIENCE = 30.0


def test_responses_come_as_they_are_ready(server: Server) -> None:
    """A feed that hangs keeps nobody waiting, neither does leaving while it hangs."""
    answers: SimpleQueue[Response] = SimpleQueue()
    with Fetcher(MANNERS, answers.put) as fetcher:
        fetcher.ask(Request(key="hang", url=server.url("/hang")))
        for number in range(20):
            fetcher.ask(Request(key=str(number), url=server.url("/feed", host="127.0.0.2")))
        responses = [answers.get(timeout=PATIENCE) for _ in range(20)]
    assert {response.key for response in responses} == set(map(str, range(20)))
    assert all(response.body == FEED for response in responses)
    assert answers.empty()


def test_a_large_body_comes_whole(server: Server) -> None:
    """More than any buffer between the processes holds."""
    answers: SimpleQueue[Response] = SimpleQueue()
    with Fetcher(MANNERS, answers.put) as fetcher:
        fetcher.ask(Request(key="", url=server.url("/large/14")))
        body = answers.get(timeout=PATIENCE).body
    assert body == FEED + b" " * (14 * 1024 * 1024)


def test_nothing_more_is_fetched_than_is_taken(server: Server) -> None:
    """Bodies that nobody reads yet would all be held in memory otherwise."""
    answers: SimpleQueue[Response] = SimpleQueue()
    taking = threading.Event()

    def deliver(response: Response) -> None:
        taking.wait(PATIENCE)
        answers.put(response)

    with Fetcher(replace(MANNERS, at_once=2), deliver) as fetcher:
        for number in range(30):
            fetcher.ask(Request(key=str(number), url=server.url("/large/1")))
        while len(server.asked) < 2:
            time.sleep(0.01)
        time.sleep(0.5)  # in which all would come
        asked = len(server.asked)
        taking.set()
        responses = [answers.get(timeout=PATIENCE) for _ in range(30)]
    assert asked < 10
    assert all(response.problem is None for response in responses)


def test_it_stays_small(server: Server) -> None:
    """What it does not need (a command line, certificates) must not come in by a side door."""
    answers: SimpleQueue[Response] = SimpleQueue()
    with Fetcher(MANNERS, answers.put) as fetcher:
        fetcher.ask(Request(key="", url=server.url("/feed")))
        answers.get(timeout=PATIENCE)
        status = Path(f"/proc/{fetcher._process.pid}/status").read_text("ascii")
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    assert peak < 40 * 1024


def test_the_end_of_the_process_is_an_answer(server: Server) -> None:
    """To what was asked before, and to what is asked afterwards; nobody waits for ever."""
    answers: SimpleQueue[Response] = SimpleQueue()
    with Fetcher(MANNERS, answers.put) as fetcher:
        for number in range(3):
            fetcher.ask(Request(key=str(number), url=server.url("/hang")))
        fetcher._process.kill()
        before = [answers.get(timeout=PATIENCE) for _ in range(3)]
        fetcher.ask(Request(key="late", url=server.url("/feed")))
        late = answers.get(timeout=PATIENCE)
    assert {response.key for response in before} == {"0", "1", "2"}
    for response in (*before, late):
        assert response.problem
        assert response.problem.message == (
            "was not fetched: the process that does it ended (status -9)"
        )


def test_an_error_of_the_caller_ends_it() -> None:
    """A process that is left over would hold memory, and go on asking."""
    fetcher = Fetcher(MANNERS, SimpleQueue[Response]().put)
    with pytest.raises(RuntimeError), fetcher:
        raise RuntimeError
    assert fetcher._process.returncode == 0


def test_one_that_is_stuck_is_killed() -> None:
    """Closing must not hang on what it closes."""
    with Fetcher(MANNERS, SimpleQueue[Response]().put) as fetcher:
        fetcher._process.send_signal(signal.SIGSTOP)
    assert fetcher._process.returncode == -signal.SIGKILL


CALLER = """
import time
from queue import SimpleQueue
from digest.fetching import Fetcher
from digest.models.web import Manners, Request

answers = SimpleQueue()
with Fetcher(Manners(user_agent="Digest/0.1"), answers.put) as fetcher:
    fetcher.ask(Request(key="", url="http://127.0.0.1/"))
    answers.get()
    print(fetcher._process.pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_no_process_outlives_its_caller(end: signal.Signals) -> None:
    """Killed, or stopped from a terminal, which tells all processes at once."""
    caller = subprocess.Popen(
        [sys.executable, "-c", CALLER],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert caller.stdout
    process = int(caller.stdout.readline())
    if end == signal.SIGINT:
        os.killpg(caller.pid, end)
    else:
        caller.send_signal(end)
    _, errors = caller.communicate(timeout=PATIENCE)
    assert errors.count("Traceback") == (end == signal.SIGINT), "that of the caller alone"
    until = time.monotonic() + PATIENCE
    while alive(process) and time.monotonic() < until:
        time.sleep(0.02)
    assert not alive(process)
