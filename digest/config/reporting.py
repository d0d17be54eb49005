"""What is wrong in the file, as problems that say where it stands and what is allowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from digest.config.describing import Key, describe
from digest.config.locating import Lines
from digest.config.reading import Wrong, dotted
from digest.errors import suggest
from digest.models import Problem


def report(wrong: Sequence[Wrong], lines: Lines, file: Path) -> list[Problem]:
    """One problem for each, from the top of `file` to its end."""
    keys = {key.name: key for key in describe()}
    placed = sorted(wrong, key=lambda each: lines.of(each.path))
    return [
        Problem(
            place=f"{file}:{lines.of(each.path)}",
            message=each.message,
            hint=each.hint or _hint(dotted(each.path), keys),
        )
        for each in placed
    ]


def _hint(name: str, keys: Mapping[str, Key]) -> str:
    if name in keys:
        return f"allowed: {keys[name].allowed}"
    table, _, last = name.rpartition(".")
    return _instead(table, last, keys)


def _instead(table: str, last: str, keys: Mapping[str, Key]) -> str:
    """What may have been meant by the unknown key `last` of `table`."""
    split = [name.rpartition(".")[::2] for name in keys]
    here = suggest(last, [name for where, name in split if where == table])
    there = [where for where, name in split if name == last]
    return f"{last} belongs {_header(there[0], keys)}" if there else here


def _header(table: str, keys: Mapping[str, Key]) -> str:
    if not table:
        return "at the top, before the first table"
    return f"in [[{table}]]" if keys[table].type == "array of tables" else f"in [{table}]"
