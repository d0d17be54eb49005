"""JSON: one article as an object, or a list of them; and JSON lines, one article a line.

Keys are id, title, text or html, url, outlet, author, published and language; others are ignored.
The text is exactly that of the key `text`; that of `html` is extracted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from digest.errors import FormatError
from digest.formats.decoding import check, decode
from digest.formats.format import Format
from digest.formats.html import extract
from digest.models import Article, Problem, Raw

KEYS = ("title", "url", "outlet", "author", "published", "language")
HINT = 'an article is an object such as {"title": "...", "text": "..."}'


def read(raw: Raw) -> Iterator[Article | Problem]:
    """One article, or a list of them; the number in `path#2` is the element's, from 1."""
    value = _parse(decode(raw), raw.place)
    if not isinstance(value, list):
        yield _article(value, raw.place, raw.place)
        return
    for number, element in enumerate(value, 1):
        yield _one_of_many(element, f"{raw.place}#{number}", raw.place)


def read_lines(raw: Raw) -> Iterator[Article | Problem]:
    """One article a line; the number in `path#2` is the line's, from 1."""
    for number, line in enumerate(decode(raw).split("\n"), 1):
        if not line.strip():
            continue
        place = f"{raw.place}#{number}"
        try:
            value = _parse(line, place)
        except FormatError as error:
            yield error.problem()
        else:
            yield _one_of_many(value, place, raw.place)


def _one_of_many(value: Any, place: str, file: str) -> Article | Problem:
    try:
        return _article(value, place, file)
    except FormatError as error:
        return error.problem()


def _parse(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        hint = (
            "JSON lines (one article a line) are named .jsonl" if error.lineno > 1 else "correct it"
        )
        raise FormatError(f"is not JSON: {error.msg}, {where}", place=place, hint=hint) from error
    except (RecursionError, ValueError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else "a number is too long"
        raise FormatError(f"is not an article: {why}", place=place, hint=HINT) from error


def _article(value: Any, place: str, file: str) -> Article:
    """`place` says where the object stands, `file` in which file."""
    if not isinstance(value, dict):
        what = f"is not an article but {_kind(value)}"
        raise FormatError(what, place=place, hint=HINT)
    given = {key: _string(value, key, place) for key in ("id", "text", "html", *KEYS)}
    metadata = {key: given[key] for key in KEYS if given[key]}
    name = given["id"] or place
    if given["text"]:
        text = check(given["text"], place)
        return Article(id=name, place=file, format=JSON.name, text=text, metadata=metadata)
    if not given["html"]:
        raise FormatError('has neither "text" nor "html"', place=place, hint=HINT)
    text, outline, found = extract(given["html"], place, title=metadata.get("title", ""))
    return Article(
        id=name,
        place=file,
        format=JSON.name,
        text=text,
        outline=outline,
        metadata={**found, **metadata},
    )


def _string(value: dict[str, Any], key: str, place: str) -> str:
    """The value of `key`; a number is an id too, null is no value."""
    found = value.get(key)
    if found is None:
        return ""
    if key == "id" and isinstance(found, int) and not isinstance(found, bool):
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
    is_start=lambda head: head.lstrip()[:1] in ("[", "{"),
    read=read,
)
LINES = Format(
    name="jsonl",
    suffixes=(".jsonl", ".ndjson"),
    is_start=lambda head: head.startswith("{") and "}\n{" in head.replace("\r", ""),
    read=read_lines,
)
