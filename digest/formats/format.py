"""What a format is: a name, the ends of its files' names, how to know it, how to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from digest.models import Article, Problem, Raw


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """`read` raises FormatError where the whole file is bad; a bad article of many is a Problem.

    `is_start` tells from the first characters of a file whether it is of this format, for files
    whose name does not say.
    """

    name: str
    suffixes: tuple[str, ...]
    is_start: Callable[[str], bool]
    read: Callable[[Raw], Iterator[Article | Problem]]
