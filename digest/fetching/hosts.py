"""Turns: how much is asked at once, of one host and of all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from digest.fetching.failures import RestingError
from digest.models.web import Manners

# A host that did not answer so often in a run is no longer waited for as long as others, so that
# fifty silent feeds of one host take a minute and not ten. Other feeds of it may well answer in
# between: that says nothing of the silent ones.
_WAITS = 2
_IMPATIENT = 3.0

# Seconds after which a server that says nothing no longer takes the place of one that might.
_SILENT = 5.0


class Host:
    """A host in this run. `patience`: for how many seconds its next answer is waited for."""

    def __init__(self, manners: Manners) -> None:
        self.turns = asyncio.Semaphore(manners.per_host)
        self.visitors = 0
        self._deadline = manners.deadline
        self._waits = 0

    @property
    def patience(self) -> float:
        return min(self._deadline, _IMPATIENT) if self._waits >= _WAITS else self._deadline

    def kept_waiting(self) -> None:
        self._waits += 1


class Turn:
    """A turn of `host`, with one of the `places` that there are for all until it has been silent
    for long: waiting costs nothing, and must not keep others waiting.
    """

    def __init__(self, host: Host, places: asyncio.Semaphore) -> None:
        self.host = host
        self._places = places
        self._placed = True
        self._silence = asyncio.get_running_loop().call_later(_SILENT, self._give_place)

    def answered(self) -> None:
        self._silence.cancel()

    def end(self) -> None:
        self._silence.cancel()
        if self._placed:
            self._give_place()

    def _give_place(self) -> None:
        self._placed = False
        self._places.release()


class Hosts:
    """All hosts of a run; `leave` is called with the name of one that nobody wants anything of."""

    def __init__(self, manners: Manners, leave: Callable[[str], Awaitable[None]]) -> None:
        self._manners = manners
        self._leave = leave
        self._hosts: dict[str, Host] = {}
        self._places = asyncio.Semaphore(manners.at_once)
        self._resting: dict[bytes, datetime] = {}

    def rest(self, server: bytes, until: datetime) -> None:
        """Leave a server (host and port) alone, whatever else is wanted of it."""
        self._resting[server] = until

    def check(self, server: bytes, now: datetime) -> None:
        """Raises RestingError where a server wants to be left alone."""
        until = self._resting.get(server)
        if until and now < until:
            raise RestingError(until)

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[Turn]:
        """Waits until a host may be asked. What waits for its host keeps no other from its turn."""
        host = self._hosts.setdefault(name, Host(self._manners))
        host.visitors += 1
        try:
            async with host.turns:
                await self._places.acquire()
                turn = Turn(host, self._places)
                try:
                    yield turn
                finally:
                    turn.end()
        finally:
            host.visitors -= 1
            if not host.visitors:
                await self._leave(name)
