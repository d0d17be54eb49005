"""A table of data into a named tuple, with an error that names the key that is wrong."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar, cast, get_args, get_origin

from digest.errors import LanguageError, suggest

T = TypeVar("T")


def fill(cls: type[T], table: Mapping[str, Any], place: str) -> T:
    """`table` as a `cls`, a named tuple: lists become tuples, tables named tuples or mappings."""
    section = cast("type[NamedTuple]", cls)
    hints = cls.__annotations__  # types, not text: those modules do not postpone them
    known = section._fields
    for key in table.keys() - set(known):
        raise LanguageError(f"unknown key {key}", place=place, hint=suggest(key, known))
    for name in known:
        if name not in table and name not in section._field_defaults:
            raise LanguageError(f"the key {name} is missing", place=place, hint="add it")
    values = {key: _value(hints[key], table[key], f"{place}: {key}") for key in table}
    return cls(**values)


def _value(hint: Any, value: Any, place: str) -> Any:
    if hasattr(hint, "_fields"):
        _expect(dict, value, place)
        return fill(hint, value, place)
    origin, args = get_origin(hint), get_args(hint)
    if origin is tuple:
        _expect(list, value, place)
        inner = args[:1] * len(value) if args[1:] == (...,) else args
        pairs = zip(inner, value, strict=True)
        return tuple(_value(kind, each, f"{place}[{n}]") for n, (kind, each) in enumerate(pairs))
    if origin is frozenset:
        _expect(list, value, place)
        return frozenset(_value(args[0], each, place) for each in value)
    if origin is not None and issubclass(origin, Mapping):
        _expect(dict, value, place)
        filled = {key: _value(args[1], each, f"{place}.{key}") for key, each in value.items()}
        return types.MappingProxyType(filled)
    _expect(hint, value, place)
    return value


def _expect(kind: type, value: Any, place: str) -> None:
    if not isinstance(value, kind):
        found = type(value).__name__
        raise LanguageError(f"is a {found}, not a {kind.__name__}", place=place, hint="correct it")
