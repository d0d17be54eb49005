"""What a form says, read with a limit to its size and time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

# A form of a few fields, or of many in mail programs to come.
BODY_BYTES = 16 * 1024
BODY_SECONDS = 10.0


async def read(request: Request) -> bytes:
    """The body to its end. Raises HTTPException where it is not to be had."""
    body = b""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > BODY_BYTES:
                    raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except TimeoutError:
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT) from None
    except ClientDisconnect:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None
    return body


async def fields(request: Request) -> Mapping[str, str]:
    """The fields of a form, the last of each name (application/x-www-form-urlencoded, as the URL
    standard has it). Bytes that are no text become U+FFFD. Raises HTTPException as `read` does.
    """
    return dict(parse_qsl((await read(request)).decode("ascii", "replace"), errors="replace"))
