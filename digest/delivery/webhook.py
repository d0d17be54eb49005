"""Editions posted to an address of the web, as JSON."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager, suppress
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import quote

import httpx

from digest import __version__
from digest.delivery.parts import content, images, parse
from digest.delivery.replies import Reply, one_line
from digest.errors import DeliveryError
from digest.models.mail import Letter, Outcome, Receipt, Webhook
from digest.models.secrets import Secret

# Bytes of an answer that are read, for the sentence in it that says what is wrong, and seconds.
_READ = 2_000
_READ_SECONDS = 1.0
# Shorter words are those of any address: "hook", "v1", "posts".
_SHORTEST_SECRET = 8

# Of an answer that asks for more, seconds.
_LONGEST_WAIT = 24 * 3600

# It notes each address in full, and what is in one may be as good as a password.
logging.getLogger("httpx").setLevel(logging.WARNING)


class WebhookChannel:
    """One letter for each mailing: the edition as it is for readers without topics of their own."""

    connections = 1

    def __init__(self, webhook: Webhook) -> None:
        self._webhook = webhook

    @contextmanager
    def connect(self) -> Iterator[WebhookConnection]:
        with asyncio.Runner() as runner:
            yield WebhookConnection(self._webhook, runner)


class WebhookConnection:
    """What was posted and not answered is posted again: all posts of a letter have one
    `Idempotency-Key`, by which who takes them can tell.
    """

    def __init__(self, webhook: Webhook, runner: asyncio.Runner) -> None:
        self._webhook = webhook
        self._runner = runner
        self._secrets = [webhook.token, *_secret_parts(webhook.url)]
        self._is_begun = False

    def deliver(self, letter: Letter, about_to: Callable[[], None]) -> Receipt:
        self._is_begun = False
        try:
            return self._runner.run(self._post(letter, about_to))
        except TimeoutError:
            reason = f"no answer within {self._webhook.timeout:g} seconds"
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = self._shown(str(error) or type(error).__name__)
        if self._is_begun:
            return Receipt(outcome=Outcome.LATER, detail=f"the post was not answered: {reason}")
        raise self._unreachable(reason)

    def _unreachable(self, reason: str) -> DeliveryError:
        """Names the host alone: more of an address may be secret."""
        url = httpx.URL(self._webhook.url)
        return DeliveryError(
            f"cannot be reached: {reason}",
            place=f"{url.scheme}://{url.netloc.decode()}",
            hint="look at `webhook` in [delivery]; this often passes by itself",
        )

    async def _post(self, letter: Letter, about_to: Callable[[], None]) -> Receipt:
        async def trace(event: str, _: object) -> None:
            if event == "http11.send_request_headers.started":  # the connection is there
                about_to()
                self._is_begun = True

        request = httpx.Request(
            "POST",
            self._webhook.url,
            content=_body(letter),
            headers=self._headers(letter),
            extensions={"trace": trace},
        )
        # Neither proxies nor passwords of the environment.
        async with httpx.AsyncClient(timeout=None, trust_env=False) as client:  # noqa: S113  below
            async with asyncio.timeout(self._webhook.timeout):
                response = await client.send(request, stream=True)
            async with aclosing(response):
                return self._receipt(response, await _beginning(response))

    def _headers(self, letter: Letter) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Accept-Encoding": "identity",  # nothing has to be unpacked that may be a bomb
            "User-Agent": f"Digest/{__version__}",
            "Idempotency-Key": quote(letter.id, safe="@", errors="surrogatepass"),
        }
        if token := self._webhook.token:
            headers["Authorization"] = f"Bearer {token.reveal()}"
        return headers

    def _receipt(self, response: httpx.Response, text: str) -> Receipt:
        status = response.status_code
        reply = Reply(code=status, text=self._shown(text or response.reason_phrase))
        if response.is_success:
            return Receipt(outcome=Outcome.SENT, detail=reply.line)
        is_later = response.is_server_error or status in {
            HTTPStatus.REQUEST_TIMEOUT,
            HTTPStatus.TOO_MANY_REQUESTS,
        }
        return Receipt(
            outcome=Outcome.LATER if is_later else Outcome.FAILED,
            detail=reply.line,
            wait=_wait(response.headers) if is_later else 0,
        )

    def _shown(self, text: str) -> str:
        return one_line(text, self._secrets)


def _secret_parts(url: str) -> list[Secret]:
    """What of the path and query may be as good as a password: whatever is long enough for one."""
    words = re.split("[/?&=]", httpx.URL(url).raw_path.decode())
    return [Secret(each) for each in words if len(each) >= _SHORTEST_SECRET]


def _body(letter: Letter) -> bytes:
    message = parse(letter.data)
    record = {
        "id": letter.id,
        "mailing": letter.mailing,
        "subject": str(message["Subject"]),
        "text": content(message, "plain"),
        "html": content(message, "html"),
        "images": {each.name: b64encode(each.data).decode() for each in images(message)},
    }
    return json.dumps(record).encode()


async def _beginning(response: httpx.Response) -> str:
    """Of the body, for whoever has to mend something. The status has been said by then, whatever
    becomes of these words.
    """
    data = b""
    with suppress(TimeoutError, httpx.HTTPError):
        async with asyncio.timeout(_READ_SECONDS):
            async for piece in response.aiter_raw():
                data += piece
                if len(data) >= _READ:
                    break
    return data[:_READ].decode("utf-8", "replace")


def _wait(headers: httpx.Headers) -> int:
    """The seconds that Retry-After asks for (RFC 9110, 10.2.3); a date is compared with theirs."""
    after = headers.get("Retry-After", "")
    if after.isdecimal():
        return min(int(after[:9]), _LONGEST_WAIT)
    try:
        wait = parsedate_to_datetime(after) - parsedate_to_datetime(headers.get("Date", ""))
    except (TypeError, ValueError):  # of which one is raised by dates that are none
        return 0
    return max(0, min(wait, timedelta(seconds=_LONGEST_WAIT)) // timedelta(seconds=1))
