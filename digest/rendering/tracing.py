"""From a place in what a template gave, back to the line of the template that wrote it.

Only run once something is wrong: the template is filled again with its places in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from jinja2.environment import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

# Around each place. Noncharacters: no document's words have them (see `cleaning`).
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"


class Position(NamedTuple):
    """A template's file, and line and column in it, from 1."""

    file: str
    line: int
    column: int


def trace(environment: Environment, name: str, offset: int, page: object) -> Position:
    """Where character `offset` of the template `name` filled with `page` is written."""
    traced = environment.overlay(extensions=[_Traced]).get_template(name).render(page=page)
    place, text, left = "", "", offset
    for part in re.split(f"{_OPEN}(.*?{_CLOSE})", traced):
        if part.endswith(_CLOSE):
            place, text = part.removesuffix(_CLOSE), ""
        elif left < len(part):
            text = part
            break
        else:
            left -= len(part)
    culprit, _, first = place.rpartition(":")
    line = int(first) + text.count("\n", 0, left)
    source, file = _source(environment, culprit)
    written = source.splitlines()[line - 1 :][:1] or [""]
    # What a value wrote and no template is not found there: then it is the line that counts.
    column = max(written[0].find(text[left:].partition("\n")[0]), 0) + 1
    return Position(file, line, column)


def _source(environment: Environment, name: str) -> tuple[str, str]:
    """The text of the template `name`, and its file."""
    loader = environment.loader
    if loader is None:
        raise TypeError("an environment that finds no templates traces none")
    source, file, _ = loader.get_source(environment, name)
    return source, file or name


class _Traced(Extension):
    """Puts its place before each stretch of template text, and the place of what follows behind."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        for token in stream:
            if token.type == "data":
                last = token.lineno + token.value.count("\n")
                first, then = (f"{_OPEN}{stream.name}:{n}{_CLOSE}" for n in (token.lineno, last))
                yield Token(token.lineno, token.type, first + token.value + then)
            else:
                yield token
