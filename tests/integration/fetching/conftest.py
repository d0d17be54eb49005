"""A server that does what it likes, and an agent that asks it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from support.hostile_server import Server, serving

from digest.fetching.agent import Agent
from digest.models.web import Manners, Request, Response


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


class Asking:
    """Fetches as the process that fetches does, in this one. `agent` are arguments of Agent."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.manners: dict[str, Any] = {
            "user_agent": "Digest/0.1 (+https://reader.example/)",
            "private_networks": ("127.0.0.0/8",),
        }
        self.agent: dict[str, Any] = {}

    def all(self, *requests: Request) -> list[Response]:
        """The responses to requests that are made at once, in the order of the requests."""

        async def run() -> Sequence[Response]:
            agent = Agent(Manners(**self.manners), **self.agent)
            return await asyncio.gather(*map(agent.fetch, requests))

        return list(asyncio.run(run()))

    def one(self, path: str, **request: Any) -> Response:
        """The response to a path of the server, or to a whole address."""
        url = path if path.startswith("http") else self._server.url(path)
        return self.all(Request(key=path, url=url, **request))[0]

    def message(self, path: str, **request: Any) -> str:
        """What is wrong with a path; a problem tells what to do about it."""
        problem = self.one(path, **request).problem
        assert problem
        assert problem.hint
        return problem.message


@pytest.fixture
def asking(server: Server) -> Asking:
    return Asking(server)
