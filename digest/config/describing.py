"""The keys of the configuration file as the reference and error messages show them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo

from digest.config.keys import File, Table


class Key(NamedTuple):
    """One key as the reference shows it; `default` is as in TOML, or "required" or "none"."""

    name: str
    type: str
    default: str
    allowed: str
    description: str


def describe() -> tuple[Key, ...]:
    """Every key, in the order of the file: `digest.limits.words` stands in `[digest.limits]`."""
    return tuple(_describe(File, ""))


def _describe(table: type[Table], prefix: str) -> Iterator[Key]:
    for name, info in table.model_fields.items():
        extra: Any = info.json_schema_extra
        kind, inner = _type(info.annotation)
        yield Key(prefix + name, kind, _default(info), extra["allowed"], info.description or "")
        if inner:
            yield from _describe(inner, f"{prefix}{name}.")


def _type(hint: Any) -> tuple[str, type[Table] | None]:
    """What TOML calls values of `hint`, and their keys if they are tables."""
    if isinstance(hint, type) and issubclass(hint, Table):
        return "table", hint
    if get_origin(hint) is tuple:
        kind, inner = _type(get_args(hint)[0])
        return f"array of {kind}s", inner
    base = hint if isinstance(hint, type) else get_args(hint)[0]
    return ("integer", None) if base is int else ("string", None)


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "required"
    if info.default is None or isinstance(info.default, Table):
        return "none"
    return json.dumps(info.default)
