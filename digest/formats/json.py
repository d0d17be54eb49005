"""JSON: one article as an object, or a list of them; and JSON lines, one article a line.

Keys are id, title, text or html, url, outlet, author, published and language; others are ignored.
The article's text is exactly that of the key `text`, or else what `html` says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from digest.errors import FormatError
from digest.formats import feed_file, html
from digest.formats.decoding import check, decode
from digest.formats.format import Format, clean
from digest.models import Article, Problem, Raw

T = TypeVar("T")

METADATA = ("title", "url", "outlet", "author", "published", "language")
KEYS = ("id", "text", "html", *METADATA)
HINT = 'an article is an object such as {"title": "...", "text": "..."}'


def read(raw: Raw) -> Iterator[Article | Problem]:
    """One article, a list of them or a JSON Feed: the number in `path#2` counts from 1."""
    value = _parse(decode(raw), raw.place)
    if feed_file.is_json_feed(value):
        yield from feed_file.read(raw)
        return
    if not isinstance(value, list):
        yield _article(value, raw.place)
        return
    if not value:
        raise FormatError("is an empty list", place=raw.place, hint=HINT)
    for number, element in enumerate(value, 1):
        yield _one_of_many(_article, element, f"{raw.place}#{number}")


def read_lines(raw: Raw) -> Iterator[Article | Problem]:
    """One article a line: the number in `path#2` is the line's, from 1."""
    for number, line in enumerate(decode(raw).split("\n"), 1):
        if line.strip():
            yield _one_of_many(_line, line, f"{raw.place}#{number}")


def _one_of_many(make: Callable[[T, str], Article], value: T, place: str) -> Article | Problem:
    try:
        return make(value, place)
    except FormatError as error:
        return error.problem()


def _line(line: str, place: str) -> Article:
    return _article(_parse(line, place), place)


def _parse(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where, hint = f"column {error.colno}", "correct it"
        if "\n" in text:
            where = f"line {error.lineno}, {where}"
            hint = "correct it, or name a file with one article a line .jsonl"
        what = f"is not JSON: {error.msg[0].lower()}{error.msg[1:]}, {where}"
        raise FormatError(what, place=place, hint=hint) from error
    except RecursionError as error:
        raise FormatError("is nested too deeply", place=place, hint=HINT) from error
    except ValueError as error:
        raise FormatError("has a number that is too long", place=place, hint=HINT) from error


def _article(value: Any, place: str) -> Article:
    if not isinstance(value, dict):
        raise FormatError(f"is {_kind(value)}, not an article", place=place, hint=HINT)
    given = {key: _string(value, key, place) for key in KEYS}
    metadata = clean({key: given[key] for key in METADATA})
    name = clean({"id": given["id"]}).get("id", place)
    article = Article(id=name, place=place, format=JSON.name, metadata=metadata)
    if given["text"]:
        return replace(article, text=check(given["text"], place))
    if given["html"]:
        return html.fill(article, given["html"])
    raise FormatError('has neither "text" nor "html"', place=place, hint=HINT)


def _string(value: dict[str, Any], key: str, place: str) -> str:
    """The value of `key`: null is none, and an id may be a whole number."""
    found = value.get(key)
    if found is None:
        return ""
    if key == "id" and type(found) is int:
        return str(found)
    if not isinstance(found, str):
        what = f'"{key}" is {_kind(found)}, not a string'
        raise FormatError(what, place=place, hint="put it in quotes, or leave it out")
    return found


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", str: "a string", bool: "true or false"}
    return "null" if value is None else kinds.get(type(value), "a number")


JSON = Format(
    name="json",
    suffixes=(".json",),
    is_start=lambda head: head.startswith(("[", "{")),
    read=read,
)
LINES = Format(
    name="jsonl",
    suffixes=(".jsonl", ".ndjson"),
    is_start=lambda head: head.startswith("{") and head.partition("\n")[0].rstrip().endswith("}"),
    read=read_lines,
)
