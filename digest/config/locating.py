"""Where each key of a TOML file stands, which tomllib does not say.

Every statement of TOML (a key with its value, a table header) is a TOML document by itself. So a
file is cut where tomllib can read what stands before the cut, and tomllib says which keys each
piece sets: there is no second TOML parser here to disagree with the first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

KeyPath = tuple[str | int, ...]


class Lines:
    """The lines of the keys in `source`, which must be valid TOML."""

    def __init__(self, source: str) -> None:
        self._lines: dict[KeyPath, int] = {(): 1}
        self._sizes: dict[KeyPath, int] = {}
        table: KeyPath = ()
        for line, statement in _statements(source):
            tree = tomllib.loads(statement)
            if statement.lstrip().startswith("["):
                table = self._header(tree)
                for end in range(1, len(table) + 1):
                    self._lines.setdefault(table[:end], line)
            else:
                self._note(table, tree, line)

    def of(self, path: KeyPath) -> int:
        """The line, from 1, of the key at `path`, or of the nearest table around it.

        A path goes from the top: `("digest", 1, "limits", "words")`. What stands inside a value is
        found at the line where the statement with that value begins.
        """
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def _header(self, tree: Mapping[str, Any]) -> KeyPath:
        """The path that `[a.b]` or `[[a.b]]` opens; an array stands for its last table."""
        path: KeyPath = ()
        value: Any = tree
        while value:
            [(key, value)] = value.items()
            path += (key,)
            if value == [{}]:
                self._sizes[path] = self._sizes.get(path, 0) + 1
                value = {}
            if path in self._sizes:
                path += (self._sizes[path] - 1,)
        return path

    def _note(self, path: KeyPath, value: Any, line: int) -> None:
        self._lines.setdefault(path, line)
        if isinstance(value, dict):
            for key, inner in value.items():
                self._note((*path, key), inner, line)
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                self._note((*path, index), inner, line)


def _statements(source: str) -> Iterator[tuple[int, str]]:
    """Each statement with its first line; comments and empty lines go with the one before."""
    first, lines = 1, list[str]()
    for number, line in enumerate(source.replace("\r\n", "\n").split("\n"), start=1):
        # Nothing else can begin a statement: this spares a parse for each line of a long array.
        begins = line.lstrip().startswith("[") or "=" in line
        if begins and _complete("\n".join(lines)):
            yield first, "\n".join(lines)
            first, lines = number, []
        lines.append(line)
    yield first, "\n".join(lines)


def _complete(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True
