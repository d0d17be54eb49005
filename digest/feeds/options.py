"""The options of a feed as text, for files that carry them from one Digest to another."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from io import StringIO
from typing import Any, NamedTuple, TypeVar

from digest.errors import FormatError
from digest.formats.feed.words import seen
from digest.models.feeds import WAITS, WEIGHTS, FeedOptions

Number = TypeVar("Number", int, float)


class Option(NamedTuple):
    """How one of `FeedOptions` is written; `read` raises ValueError or LookupError."""

    name: str
    allowed: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]


def write(options: FeedOptions) -> dict[str, str]:
    """What differs from the defaults, by its written name."""
    usual = FeedOptions()
    return {
        each.name: each.write(value)
        for field, each in OPTIONS.items()
        if (value := getattr(options, field)) != getattr(usual, field)
    }


def read(said: Mapping[str, str], place: str) -> FeedOptions:
    """The options of `said`, where other names are passed over. Raises FormatError at `place`."""
    given = {field: each for field, each in OPTIONS.items() if each.name in said}
    return FeedOptions(**{field: _value(each, said, place) for field, each in given.items()})


def line(value: str) -> str:
    """`value` on one line, without characters that are not seen."""
    return " ".join(seen(value).split())


def _value(option: Option, said: Mapping[str, str], place: str) -> Any:
    value = said[option.name]
    try:
        return option.read(value)
    except (ValueError, LookupError) as error:
        message = f"{option.name} is {value!r:.60}"
        raise FormatError(message, place=place, hint=f"allowed: {option.allowed}") from error


def _words(row: str) -> tuple[str, ...]:
    return tuple(word for words in csv.reader([row]) for word in words)


def _row(words: tuple[str, ...]) -> str:
    row = StringIO()
    csv.writer(row, lineterminator="").writerow(words)
    return row.getvalue()


def _language(value: str) -> str:
    if not re.fullmatch("[a-z]{2}", value):
        raise ValueError(value)
    return value


def _within(value: Number, bounds: tuple[Number, Number]) -> Number:
    low, high = bounds
    if not low <= value <= high:
        raise ValueError(value)
    return value


_LIST = "words with commas between them"

# Every field of FeedOptions.
OPTIONS: Mapping[str, Option] = {
    "full_text": Option(
        "fullText",
        "true or false",
        lambda value: str(value).lower(),
        {"true": True, "false": False}.__getitem__,
    ),
    "include": Option("include", _LIST, _row, _words),
    "exclude": Option("exclude", _LIST, _row, _words),
    "language": Option("language", "a code of two letters, such as en", str, _language),
    "outlet": Option("outlet", "a name", str, str),
    "weight": Option(
        "weight",
        "a number from {:g} to {:g}".format(*WEIGHTS),
        str,
        lambda value: _within(float(value), WEIGHTS),
    ),
    "wait": Option(
        "wait",
        "a whole number from {} to {}".format(*WAITS),
        str,
        lambda value: _within(int(value), WAITS),
    ),
}
