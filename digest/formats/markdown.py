"""Markdown (CommonMark) as the words it stands for, with its front matter as metadata.

Front matter is TOML between lines of `+++`, or `key: value` lines between lines of `---` (of YAML
only plain values: it is a language of its own, and articles need no more of it).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from digest.errors import FormatError
from digest.formats.decoding import check, decode
from digest.formats.format import Format
from digest.formats.writer import Writer
from digest.models import Article, BlockKind, Raw

if TYPE_CHECKING:
    from markdown_it.token import Token

# The keys of an article's metadata, and what site generators call them.
KEYS = {
    "title": "title",
    "url": "url",
    "outlet": "outlet",
    "author": "author",
    "published": "published",
    "date": "published",
    "language": "language",
    "lang": "language",
}
FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*$", re.DOTALL | re.MULTILINE)
VALUE = re.compile(r"^(\w+)[ \t]*:[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
CONTAINERS = {"heading_open": BlockKind.HEADING, "list_item_open": BlockKind.ITEM}
CLOSING = {kind.replace("open", "close") for kind in CONTAINERS}


def read(raw: Raw) -> Iterator[Article]:
    from markdown_it import MarkdownIt

    source = decode(raw)
    front = FRONT.match(source)
    metadata = _metadata(front, raw.place) if front else {}
    tokens = MarkdownIt("commonmark").parse(
        check(source[front.end() :] if front else source, raw.place)
    )
    writer = Writer()
    if metadata.get("title") and not any(token.tag == "h1" for token in tokens):
        writer.add(metadata["title"], BlockKind.TITLE)
    _write(tokens, writer)
    yield Article(
        id=raw.place,
        place=raw.place,
        format=MARKDOWN.name,
        text=check(writer.text, raw.place),
        outline=writer.outline,
        metadata=metadata,
    )


def _metadata(front: re.Match[str], place: str) -> dict[str, str]:
    if front[1] == "---":
        values = {key: value.strip("\"'") for key, value in VALUE.findall(front[2])}
    else:
        try:
            values = {key: str(value) for key, value in tomllib.loads(front[2]).items()}
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            what = f"has front matter that is not TOML: {error}"
            raise FormatError(what, place=place, hint="correct it, or use --- lines") from error
    return {KEYS[key]: value for key, value in values.items() if key in KEYS and value}


def _write(tokens: Sequence[Token], writer: Writer) -> None:
    """The words of every block; raw HTML, images and rules have none."""
    kinds = [BlockKind.PARAGRAPH]
    for token in tokens:
        if token.type in CONTAINERS:
            kinds.append(BlockKind.TITLE if token.tag == "h1" else CONTAINERS[token.type])
        elif token.type in CLOSING:
            kinds.pop()
        elif token.type == "inline":
            writer.add(_words(token.children or ()), kinds[-1])
        elif token.type in ("fence", "code_block"):
            writer.add(token.content, kinds[-1])


def _words(children: Sequence[Token]) -> str:
    breaks = {"softbreak": " ", "hardbreak": " "}
    shown = ("text", "code_inline")
    return "".join(
        child.content if child.type in shown else breaks.get(child.type, "") for child in children
    )


MARKDOWN = Format(
    name="markdown",
    suffixes=(".md", ".markdown"),
    is_start=lambda head: bool(re.match(r"---\r?\n\w+:|\+\+\+\r?\n\w+ *=|# \S", head)),
    read=read,
)
