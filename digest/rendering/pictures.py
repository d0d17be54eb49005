"""Pictures that HTML shows as `cid:NAME`, at the other addresses that they can have."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator

from digest.models.views import Image


def placed(html: str, images: Iterable[Image], address: Callable[[Image], str]) -> str:
    """`html` with the `address` of each picture in place of its `cid:NAME`."""
    for each in images:
        # What is said in an edition has no quotation marks but escaped ones.
        html = html.replace(f'"cid:{each.name}"', f'"{address(each)}"')
    return html


def names(html: str) -> Iterator[str]:
    """Those of the pictures that `html` shows, each once."""
    yield from dict.fromkeys(re.findall(r'"cid:([^"]*)"', html))


def inline(image: Image) -> str:
    """An address that is the picture itself (RFC 2397)."""
    return f"data:image/png;base64,{b64encode(image.data).decode()}"
