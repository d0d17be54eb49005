"""Turns: no host keeps another waiting, and who does not answer is not waited for for ever."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace

import pytest

from digest.fetching import hosts
from digest.fetching.hosts import Host, Hosts
from digest.models.web import Manners

MANNERS = Manners(user_agent="Digest", per_host=2, at_once=3)


def test_a_host_that_is_silent_twice_is_waited_for_less() -> None:
    """Fifty silent feeds of one host must not take fifty times the deadline."""
    host = Host(MANNERS)
    patience = [host.patience]
    for _ in range(3):
        host.kept_waiting()
        patience.append(host.patience)
    assert patience == [20.0, 20.0, 3.0, 3.0]


def test_who_is_silent_gives_its_place_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty silent servers must not keep the rest waiting until their deadline."""
    monkeypatch.setattr(hosts, "_SILENT", 0.01)

    async def leave(name: str) -> None:
        pass

    async def run() -> None:
        all_hosts = Hosts(replace(MANNERS, at_once=1), leave)
        for _ in range(2):  # the place must not be given back twice, either
            async with all_hosts.turn("silent"), all_hosts.turn("other") as other:
                other.answered()
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.05), all_hosts.turn("third"):
                        pass

    asyncio.run(asyncio.wait_for(run(), 20))


def test_turns_are_kept() -> None:
    """Two at a time for a host, three for all; what waits for its host takes no turn of others."""
    busy, most, order = Counter[str](), Counter[str](), list[str]()
    left = list[str]()

    async def leave(name: str) -> None:
        left.append(name)

    async def visit(hosts: Hosts, name: str) -> None:
        async with hosts.turn(name):
            for key in (name, "all"):
                busy[key] += 1
                most[key] = max(most[key], busy[key])
            order.append(name)
            await asyncio.sleep(0)
            busy[name] -= 1
            busy["all"] -= 1

    async def run() -> None:
        hosts = Hosts(MANNERS, leave)
        async with asyncio.TaskGroup() as tasks:
            for name in ["one"] * 9 + ["two"] * 2 + ["three"]:
                tasks.create_task(visit(hosts, name))

    asyncio.run(run())
    assert (most["one"], most["all"]) == (2, 3)
    assert order.index("two") <= 2
    assert sorted(left) == ["one", "three", "two"], "each is left once, when nobody wants it"
