"""What pydantic finds wrong, as problems that say where it stands and what is allowed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic_core import ErrorDetails

from digest.config.describing import Key, describe
from digest.config.locating import Lines
from digest.errors import suggest
from digest.models import Problem


def report(errors: Sequence[ErrorDetails], lines: Lines, file: Path) -> list[Problem]:
    """One problem for each error, from the top of `file` to its end."""
    keys = {key.name: key for key in describe()}
    placed = sorted(errors, key=lambda error: lines.of(error["loc"]))
    return [_problem(error, keys, f"{file}:{lines.of(error['loc'])}") for error in placed]


def _problem(error: ErrorDetails, keys: Mapping[str, Key], place: str) -> Problem:
    *tables, last = (part for part in error["loc"] if isinstance(part, str))
    name = ".".join([*tables, last])
    if error["type"] == "extra_forbidden":
        hint = _instead(".".join(tables), last, keys)
        return Problem(place=place, message=f"unknown key {name}", hint=hint)
    allowed = f"allowed: {keys[name].allowed}"
    if error["type"] == "missing":
        return Problem(place=place, message=f"the key {name} is missing", hint=allowed)
    if error["type"] == "wrong":
        message = f"{name}: {error['msg']}"
        return Problem(place=place, message=message, hint=error["ctx"]["hint"] or allowed)
    value = json.dumps(error["input"], ensure_ascii=False, default=str)
    return Problem(place=place, message=f"{name} is {value:.60}", hint=allowed)


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
