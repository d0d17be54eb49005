"""Plain text, to the character: offsets count in the decoded file."""

from __future__ import annotations

from collections.abc import Iterator

from digest.formats.decoding import check, decode
from digest.formats.format import Format
from digest.models import Article, Raw


def read(raw: Raw) -> Iterator[Article]:
    text = check(decode(raw), raw.place)
    yield Article(id=raw.place, place=raw.place, format=TEXT.name, text=text)


# The registry tries it last: what is nothing else is text.
TEXT = Format(name="text", suffixes=(".txt", ".text"), is_start=lambda _: True, read=read)
