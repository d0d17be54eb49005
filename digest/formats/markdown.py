"""Markdown (CommonMark) as the words it stands for, with its front matter as metadata.

Front matter is TOML between lines of `+++`, or `key: value` lines between lines of `---` (of YAML
only plain values: it is a language of its own, and articles need no more of it).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from digest.errors import FormatError
from digest.formats import html
from digest.formats.decoding import check, decode
from digest.formats.format import Format
from digest.models import Article, Raw

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
START = re.compile(r"---[ \t]*\r?\n\w+:|\+\+\+[ \t]*\r?\n\w+ *=|# \S")


def read(raw: Raw) -> Iterator[Article]:
    from markdown_it import MarkdownIt

    source = check(decode(raw), raw.place)
    front = FRONT.match(source)
    said = _front_matter(front, raw.place) if front else {}
    page = MarkdownIt("commonmark").render(source[front.end() :] if front else source)
    article = Article(id=raw.place, place=raw.place, format=MARKDOWN.name, metadata=said)
    # In a container, what it holds is a piece of HTML, whatever tags the author wrote.
    yield html.fill(article, f"<div>{page}</div>")


def _front_matter(front: re.Match[str], place: str) -> dict[str, str]:
    if front[1] == "---":
        values = {key: value.strip("\"'") for key, value in VALUE.findall(front[2])}
    else:
        try:
            values = {key: str(value) for key, value in tomllib.loads(front[2]).items()}
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            what = f"has front matter that is not TOML: {error}"
            raise FormatError(what, place=place, hint="correct it, or use --- lines") from error
    return {KEYS[key]: value for key, value in values.items() if key in KEYS}


MARKDOWN = Format(
    name="markdown",
    suffixes=(".md", ".markdown"),
    is_start=lambda head: bool(START.match(head)),
    read=read,
)
