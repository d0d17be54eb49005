"""What a format is: a name, the ends of its files' names, how to know it, how to read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from digest.models import Article, Problem, Raw

# What no article has: control characters that are no white space, lone surrogates, and the two code
# points that are no characters.
UNWRITTEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """`read` raises FormatError where the whole file is bad; a bad article of many is a Problem.

    `is_start` tells from the first characters of a file, its first line among them, whether it is
    of this format, for files whose name does not say. Up to `safe_size` bytes are read in a second
    or so whatever they are; None where that holds for all.
    """

    name: str
    suffixes: tuple[str, ...]
    is_start: Callable[[str], bool]
    read: Callable[[Raw], Iterator[Article | Problem]]
    safe_size: int | None = None


def clean(said: Mapping[str, str]) -> dict[str, str]:
    """Metadata on one line each, without what is no character of text; empty values go."""
    values = {key: _line(value) for key, value in said.items() if value}
    return {key: value for key, value in values.items() if value}


def _line(value: str) -> str:
    # What can be printed has no other white space than blanks, and nearly all values none too many.
    words = value if value.isprintable() else UNWRITTEN.sub("", value)
    return " ".join(words.split())
