"""Fetching and reading at the same time; what comes of it is dealt with in one thread, in turn."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from queue import Empty, SimpleQueue
from threading import Semaphore
from typing import TYPE_CHECKING, Any

from digest.errors import SourceError
from digest.fetching import Fetcher
from digest.models.feeds import Channel
from digest.models.web import Manners, Request, Response

if TYPE_CHECKING:
    from digest.workers import Outcome

PRELOAD = ("digest.pipeline.feeds.readers",)

# Bodies that wait to be read, each of up to 15 MiB, and what was read and waits for `then`: enough
# that nobody has to wait for work, and no more than fits into a small process.
ROOM = 16

# Seconds. While nothing comes for so long, what is at hand may as well be put away.
PAUSE = 0.05

# Seconds. All that is under way ends within one minute, each by a limit of its own: after two, who
# should have told was killed.
SILENCE = 120.0

# What reads a body: it is given the bytes, the address they came from, and what that calls them.
Read = Callable[[bytes, str, str], Any]
Then = Callable[[Response, "Outcome[Any]"], None]


class Web:
    """A process that speaks HTTP, and others that read what it brings and can be killed.

    They start at once, so that they are there by the time that the caller has opened the store;
    what speaks HTTP does not where nothing `fetches`. What is passed as `then` is called in the
    thread that is in `run`.
    """

    def __init__(self, manners: Manners, *, fetches: bool = True) -> None:
        self._under_way: dict[str, tuple[Read, Then]] = {}
        self._events: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._room = Semaphore(ROOM)
        self._open = 0
        self._closing = False
        with ExitStack() as stack:
            self._fetcher = (
                stack.enter_context(Fetcher(manners, self._answered)) if fetches else None
            )
            from digest.workers import Workers  # takes as long as the other process to start

            self._workers = stack.enter_context(Workers(PRELOAD))
            self._stack = stack.pop_all()

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *raised: object) -> None:
        self._closing = True
        self._room.release()  # for whoever waits to put something where nobody takes it any more
        self._stack.close()

    def fetch(self, request: Request, read: Read, then: Then) -> None:
        """Ask for `request`, let `read` make something of the body, and call `then` with the
        response without its body, and with what was made of it: nothing, where there is none.

        No two requests with one key may be under way.
        """
        if self._fetcher is None:
            raise RuntimeError("nothing was to be fetched")
        self._open += 1
        self._under_way[request.key] = read, then
        self._fetcher.ask(request)

    def read(self, place: str, read: Callable[..., Any], *args: Any, then: Then) -> None:
        """The same for what need not be fetched; waits, in `run`, while there is no room."""
        self.run(at_most=ROOM - 1)
        self._open += 1
        self._submit(Response(key=place, url=place), read, args, then)

    def run(self, in_a_pause: Callable[[], None] = lambda: None, *, at_most: int = 0) -> None:
        """Until no more than so many are under way, with those asked for by what came meanwhile.

        Raises SourceError where nothing comes any more.
        """
        heard = time.monotonic()
        while self._open > at_most:
            try:
                event = self._events.get(timeout=PAUSE)
            except Empty:
                in_a_pause()
                if time.monotonic() - heard > SILENCE:
                    hint = "run the command again: what came until then is stored"
                    raise SourceError("those that read feeds are gone", hint=hint) from None
                continue
            heard = time.monotonic()
            self._open -= 1
            event()
            if not self._open:
                in_a_pause()

    def _answered(self, response: Response) -> None:
        """In a thread of the fetcher, which waits while there is no room."""
        from digest.workers import Outcome

        read, then = self._under_way.pop(response.key)
        if response.problem or response.status == 304:
            self._events.put(partial(then, response, Outcome(problem=response.problem)))
            return
        args = (response.body, response.url, response.content_type)
        self._submit(replace(response, body=b""), read, args, then)

    def _submit(
        self, response: Response, read: Callable[..., Any], args: tuple[Any, ...], then: Then
    ) -> None:
        self._room.acquire()
        if self._closing:
            self._room.release()
            return

        def done(outcome: Outcome[Any]) -> None:
            """In a thread of the workers."""
            self._events.put(partial(self._finished, then, response, outcome))

        self._workers.submit(response.url, done, read, *args)

    def _finished(self, then: Then, response: Response, outcome: Outcome[Any]) -> None:
        self._room.release()
        then(response, outcome)


def read_feed(data: bytes, url: str, content_type: str) -> Channel:
    """In a worker: the feed that was fetched from `url`."""
    from digest.formats.feed import parse

    return parse(data, place=url, url=url, content_type=content_type)
