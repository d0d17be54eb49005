"""Asks the web: from a request to its response, over all redirects, within time and size."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus

import httpcore
import httpx

from digest.errors import FetchError
from digest.fetching import addresses, answers
from digest.fetching.answers import Answer
from digest.fetching.bodies import Body, too_large
from digest.fetching.failures import LEAVE_OUT, PASSES, UnreachableError, failed
from digest.fetching.hosts import Host, Hosts, Turn
from digest.fetching.network import Network, Resolver, resolve
from digest.fetching.robots import Rules
from digest.fetching.transport import Transport
from digest.models.web import Manners, Request, Response, Want

_ACCEPT = {
    Want.FEED: b"application/atom+xml, application/rss+xml, application/feed+json, "
    b"application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
    Want.PAGE: b"text/html, application/xhtml+xml, */*;q=0.5",
}

# A body that grows beyond this has to wait for its turn, and few have it at once: many bodies
# without end would otherwise be held at the same time, each up to its limit.
_LARGE = 512 * 1024
_LARGE_AT_ONCE = 2


@cache
def trust() -> ssl.SSLContext:
    """The certificates of certifi, whatever the environment says."""
    return httpx.create_ssl_context(trust_env=False)


async def always() -> None:
    """There is always room for another answer."""


class Agent:
    """Asks as `manners` say, whenever there is room for another answer: `room` waits for that.

    `resolver` and `trust` are other ones in tests.
    """

    def __init__(
        self,
        manners: Manners,
        *,
        room: Callable[[], Awaitable[None]] = always,
        resolver: Resolver = resolve,
        trust: Callable[[], ssl.SSLContext] = trust,
    ) -> None:
        self._manners = manners
        self._room = room
        self._network = Network(resolver, addresses.networks(manners.private_networks))
        self._transport = Transport(self._network, per_host=manners.per_host, trust=trust)
        self._hosts = Hosts(manners, self._transport.forget)
        self._large = asyncio.Semaphore(_LARGE_AT_ONCE)
        self._robots: dict[str, asyncio.Task[Rules]] = {}

    async def fetch(self, request: Request) -> Response:
        """Whatever happens on the way is a problem of the response."""
        try:
            return await self._follow(request)
        except FetchError as error:
            return failed(request, error)
        except Exception as error:  # noqa: BLE001  what comes is others', and may be anything
            message = f"cannot be fetched: {type(error).__name__} {str(error)[:200]!r}"
            return failed(request, FetchError(message, hint=LEAVE_OUT))

    async def _follow(self, request: Request) -> Response:
        url = moved_to = asked = addresses.parse(request.url)
        seen = {url}
        left = self._manners.deadline
        while True:
            with _on_the_way(asked, url):
                answer, seconds = await self._ask(url, request, left)
            if not answer.location:
                break
            target = addresses.redirected(url, answer.location)
            self._check_way(target, seen)
            if url == moved_to and answer.status in answers.PERMANENT:
                moved_to = target
            seen.add(target)
            url, left = target, left - seconds
        moved = "" if moved_to == asked else str(moved_to)
        now = datetime.now(UTC)
        return answers.respond(request, answer, url=str(url), moved_to=moved, now=now)

    def _check_way(self, target: httpx.URL, seen: set[httpx.URL]) -> None:
        hint = "open it in a browser, and follow the address where that ends"
        if target in seen:
            raise FetchError("redirects in a circle", hint=hint)
        if len(seen) > self._manners.max_redirects:
            raise FetchError(f"redirects more than {self._manners.max_redirects} times", hint=hint)

    async def _ask(self, url: httpx.URL, request: Request, left: float) -> tuple[Answer, float]:
        """The answer of one hop, and how many of the seconds that were `left` it took."""
        if request.want is Want.PAGE:
            (await self._rules(url)).check(str(url), self._manners.user_agent)
        clock = asyncio.get_running_loop().time
        async with self._hosts.turn(url.host) as turn:
            await self._room()
            self._hosts.check(url.netloc, datetime.now(UTC))
            began = clock()
            with _explained(turn.host, self._network):
                async with asyncio.timeout(min(left, turn.host.patience)):
                    headers = self._headers(request)
                    asked = httpx.Request("GET", url, headers=headers)
                    answer = await self._answer(asked, turn)
            self._heed(url, answer)
            return answer, clock() - began

    def _heed(self, url: httpx.URL, answer: Answer) -> None:
        """Who is asked too often means all that is asked of it, not one feed."""
        until = answers.retry_after(answer, datetime.now(UTC))
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS and until:
            self._hosts.rest(url.netloc, until)

    async def _answer(self, asked: httpx.Request, turn: Turn) -> Answer:
        answer = await self._transport.handle_async_request(asked)
        turn.answered()
        try:
            headers = {_text(name).lower(): _text(value) for name, value in answer.headers.raw}
            body = await self._read(answer) if answer.is_success else b""
            if answer.status_code == 304:
                await answer.aread()  # nothing; at its end the connection is free for the next
            return Answer(status=answer.status_code, headers=headers, body=body)
        finally:
            await answer.aclose()

    async def _read(self, answer: httpx.Response) -> bytes:
        limit = self._manners.max_bytes
        if int(answer.headers.get("content-length", 0)) > limit:
            raise too_large(limit)
        body = Body(answer.headers.get("content-encoding", ""), limit=limit)
        async with AsyncExitStack() as turn:
            large = False
            async for piece in answer.aiter_raw():
                body.add(piece)
                if not large and len(body) > _LARGE:
                    await turn.enter_async_context(self._large)
                    large = True
            return body.close()

    def _headers(self, request: Request) -> list[tuple[bytes, bytes]]:
        headers = [
            (b"User-Agent", _bytes(self._manners.user_agent)),
            (b"Accept", _ACCEPT[request.want]),
            (b"Accept-Encoding", b"gzip, deflate"),
        ]
        if request.etag:
            headers.append((b"If-None-Match", _bytes(request.etag)))
        if request.last_modified:
            headers.append((b"If-Modified-Since", _bytes(request.last_modified)))
        return headers

    async def _rules(self, url: httpx.URL) -> Rules:
        """The rules for robots at `url`, which are asked for once."""
        place = str(url.copy_with(raw_path=b"/robots.txt"))
        if place not in self._robots:
            self._robots[place] = asyncio.create_task(self._read_rules(place))
        return await self._robots[place]

    async def _read_rules(self, place: str) -> Rules:
        return Rules(await self.fetch(Request(key="", url=place)))


@contextmanager
def _on_the_way(asked: httpx.URL, url: httpx.URL) -> Iterator[None]:
    """Tells of errors of `url` as of the address that was asked, which led there."""
    try:
        yield
    except FetchError as error:
        if url == asked:
            raise
        raise addresses.through(str(url), error) from error


@contextmanager
def _explained(host: Host, network: Network) -> Iterator[None]:
    """Says in words what went wrong on the way to a host and back."""
    seconds = host.patience
    try:
        yield
    except TimeoutError:
        host.kept_waiting()
        what = f"did not answer in full within {seconds:g} s"
        kind = FetchError if network.connected else UnreachableError
        raise kind(what, hint=PASSES) from None
    except ssl.SSLCertVerificationError as error:
        what = f"has a certificate that is not valid: {error.verify_message}"
        raise FetchError(what, hint="tell who runs it; nothing is fetched without one") from None
    except ssl.SSLError as error:
        what = f"cannot agree on encryption: {error.reason}"
        raise FetchError(what, hint="tell who runs it") from None
    except (httpcore.RemoteProtocolError, httpcore.ReadError, ConnectionError):
        what = "sent an answer that breaks off or is no HTTP"
        raise FetchError(what, hint=PASSES) from None


def _text(value: bytes) -> str:
    """Headers as they came in, any bytes ..."""
    return value.decode("latin-1")


def _bytes(value: str) -> bytes:
    """... and as they go out again."""
    return value.encode("latin-1", "replace")
