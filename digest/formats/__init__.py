"""Formats: bytes to articles, one module each. To add one, write it and name it in `FORMATS`.

The end of a file's name says its format; where it says nothing, the file's first characters do.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from digest.errors import FormatError
from digest.formats.feed_file import FEED
from digest.formats.format import Format
from digest.formats.html import HTML
from digest.formats.json import JSON, LINES
from digest.formats.mail import MAIL
from digest.formats.markdown import MARKDOWN
from digest.formats.text import TEXT
from digest.models import Article, Problem, Raw

# In the order in which they are asked whether a file without a telling name is theirs.
FORMATS = (MAIL, FEED, HTML, LINES, JSON, MARKDOWN, TEXT)
SUFFIXES = tuple(suffix for kind in FORMATS for suffix in kind.suffixes)

__all__ = ["FORMATS", "SUFFIXES", "Format", "may_hang", "read", "read_all"]


def may_hang(raw: Raw) -> bool:
    """Whether `read` may take very long, and should run where it can be ended."""
    safe = _format(raw).safe_size
    return safe is not None and len(raw.data) > safe


def read_all(raw: Raw) -> tuple[Article | Problem, ...]:
    """`read` at once: a generator cannot come from another process."""
    return tuple(read(raw))


def read(raw: Raw) -> Iterator[Article | Problem]:
    """The articles in a file. What is none is a Problem naming file and line; nothing raises."""
    try:
        yield from _format(raw).read(raw)
    except FormatError as error:
        yield error.problem()


def _format(raw: Raw) -> Format:
    name = raw.place.lower()
    for kind in FORMATS:
        if name.endswith(kind.suffixes):
            return kind
    wide = raw.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    # A first line whole, for that of JSON lines is an article; of most files some words will do.
    size = max(2_000, raw.data.find(b"\n"))
    head = raw.data[:size].decode("utf-16" if wide else "utf-8-sig", errors="replace").lstrip()
    return next(kind for kind in FORMATS if kind.is_start(head))
