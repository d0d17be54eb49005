"""The process that fetches: `python -m digest.fetching FD`, FD being its end of a socket pair.

The first message is its `Manners`, the others are `Request`s, which it answers with a `Response`
each in the order in which they come. It ends when the other end is closed, for whatever reason.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from digest.fetching import messages
from digest.models.web import Manners, Request

# httpx imports its command line with rich and pygments (9 MB) where they are installed; httpcore
# looks for sniffio in vain several times a request, which takes as long as all else together.
for module in ("httpx._main", "sniffio"):
    sys.modules[module] = None  # type: ignore[assignment]  # says that there is none

from digest.fetching.agent import Agent  # noqa: E402  after what it must not import


async def serve(ours: socket.socket) -> None:
    reader, writer = await asyncio.open_connection(sock=ours)
    manners: Manners = await _receive(reader)
    # A name that is not answered keeps a thread; it must not keep the names of others waiting.
    names = ThreadPoolExecutor(manners.at_once)
    asyncio.get_running_loop().set_default_executor(names)
    # While the other process does not take what is there, nothing more is asked for.
    agent = Agent(manners, room=writer.drain)
    tasks = set[asyncio.Task[None]]()

    async def answer(request: Request) -> None:
        data = messages.pack(await agent.fetch(request))
        writer.write(data)
        await writer.drain()

    while True:
        task = asyncio.create_task(answer(await _receive(reader)))
        tasks.add(task)
        task.add_done_callback(tasks.discard)


async def _receive(reader: asyncio.StreamReader) -> Any:
    """The next message; at the end there is nothing to tidy, and nobody to wait for."""
    try:
        head = await reader.readexactly(messages.LENGTH_BYTES)
        return messages.unpack(await reader.readexactly(messages.length(head)))
    except (asyncio.IncompleteReadError, OSError):
        os._exit(0)


if __name__ == "__main__":
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # what breaks is told in a problem
    asyncio.run(serve(socket.socket(fileno=int(sys.argv[1]))))
