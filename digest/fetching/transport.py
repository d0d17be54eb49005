"""httpx's way to the network: kept connections of httpcore, a pool for each origin.

A pool looks at all of its connections at each request, so one pool for many hosts gets slower with
their number; and what a host had open can be closed when nothing more is asked of it.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Callable
from typing import cast

import httpcore
import httpx

from digest.fetching.network import Network, Stream


class Transport(httpx.AsyncBaseTransport):
    """`trust` gives the context of TLS; it is called when the first https address comes, since
    reading the certificates takes 25 ms.
    """

    def __init__(
        self, network: Network, *, per_host: int, trust: Callable[[], ssl.SSLContext]
    ) -> None:
        self._network = network
        self._per_host = per_host
        self._trust = trust
        self._pools: dict[str, dict[tuple[str, int | None], httpcore.AsyncConnectionPool]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return await self._send(request)
        except (httpcore.RemoteProtocolError, httpcore.ReadError):
            # On a connection that was kept, and that its server was about to close.
            return await self._send(request)

    async def _send(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = await self._pool(url).handle_async_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
            )
        )
        cast("Stream", answer.extensions["network_stream"]).head_is_read()
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Stream(answer),
            extensions=answer.extensions,
        )

    async def forget(self, host: str) -> None:
        """Closes the connections to a host."""
        for pool in self._pools.pop(host, {}).values():
            await pool.aclose()

    def _pool(self, url: httpx.URL) -> httpcore.AsyncConnectionPool:
        pools = self._pools.setdefault(url.host, {})
        origin = (url.scheme, url.port)
        if origin not in pools:
            pools[origin] = httpcore.AsyncConnectionPool(
                ssl_context=self._trust() if url.scheme == "https" else None,
                max_connections=self._per_host,
                network_backend=self._network,
            )
        return pools[origin]


class _Stream(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._answer.aiter_stream()

    async def aclose(self) -> None:
        await self._answer.aclose()
