"""Models to what JSON can hold, and back exactly: `load(type(model), dump(model)) == model`.

A dataclass is an object with all its fields, a mapping an object, a tuple an array, a `Span`
`[start, end]`, an enum its value, a `Decimal` its digits as a string, a date or time a string of
ISO 8601.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from digest.models.text import Span

T = TypeVar("T")
Convert = Callable[[Any], Any]


def dump(model: Any) -> Any:
    """`model` as dicts, lists, strings and numbers; keys stand in the order of the fields."""
    kind: Any = type(model)
    return _dumper(kind)(model)


def load(cls: type[T], data: Any) -> T:
    """What `dump` made of a `cls`; a missing key takes the field's default, others are ignored.

    `cls` may be a dataclass, an alias such as `Found[str]`, or any hint that a model uses.
    Raises ValueError that names the models and the key on the way to a wrong value.
    """
    hint: Any = cls
    return cast("T", _loader(hint)(data))


@cache
def _dumper(kind: type) -> Convert:
    if is_dataclass(kind):
        names = tuple(field.name for field in fields(kind))
        return lambda model: _values((name, getattr(model, name)) for name in names)
    return next((write for base, write in _WRITERS if issubclass(kind, base)), _same)


def _values(items: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    # Most values are what JSON has: asking for their writer would take as long as all the rest.
    return {name: value if type(value) in _PLAIN else dump(value) for name, value in items}


def _same(value: Any) -> Any:
    return value


_PLAIN = frozenset({str, int, float, bool, type(None)})


_WRITERS: tuple[tuple[type, Convert], ...] = (
    (Span, list),  # before tuple, which it is too
    (tuple, lambda values: [dump(value) for value in values]),
    (Mapping, lambda values: _values(values.items())),
    (Enum, lambda member: member.value),
    (date, lambda day: day.isoformat()),
    (Decimal, str),
)


@cache
def _loader(hint: Any) -> Convert:
    origin, args = get_origin(hint), get_args(hint)
    if is_dataclass(origin or hint):
        return _dataclass(origin or hint, args)
    if origin is tuple:
        return _tuple(args)
    if origin is Mapping:
        return _mapping(args)
    if origin in {Union, types.UnionType}:
        return _union(args)
    return _LEAVES.get(hint) or hint


def _dataclass(cls: Any, args: tuple[Any, ...]) -> Convert:
    bound = dict(zip(getattr(cls, "__parameters__", ()), args, strict=True))
    hints = get_type_hints(cls)
    loaders = [(field, _loader(_bind(hints[field.name], bound))) for field in fields(cls)]

    def build(data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise _wrong(cls.__name__, data)
        values = {}
        for field, loader in loaders:
            name = field.name
            if name in data:
                try:
                    values[name] = loader(data[name])
                except ValueError as error:
                    raise ValueError(f"{cls.__name__}.{name}: {error}") from error
            elif field.default is field.default_factory is MISSING:
                raise ValueError(f"{cls.__name__}.{name}: the key is missing")
        return cls(**values)

    return build


def _bind(hint: Any, bound: Mapping[Any, Any]) -> Any:
    """`hint` with the type variables of a generic model replaced."""
    return bound.get(hint, hint)


def _tuple(args: tuple[Any, ...]) -> Convert:
    loader = _loader(args[0])

    def build(data: Any) -> tuple[Any, ...]:
        return tuple([loader(value) for value in _expect(list, data)])

    return build


def _mapping(args: tuple[Any, ...]) -> Convert:
    key, value = map(_loader, args)

    def build(data: Any) -> dict[Any, Any]:
        return {key(name): value(each) for name, each in _expect(dict, data).items()}

    return build


def _union(args: tuple[Any, ...]) -> Convert:
    """The first member of the union that can read the value: no two of ours read the same one."""
    optional = type(None) in args
    *others, last = [_loader(arg) for arg in args if arg is not type(None)]

    def build(data: Any) -> Any:
        if optional and data is None:
            return None
        for loader in others:
            try:
                return loader(data)
            except ValueError:
                continue
        return last(data)

    return build


def _expect(kind: type[T], data: Any) -> T:
    if not isinstance(data, kind):
        raise _wrong(getattr(kind, "__name__", str(kind)), data)
    return data


def _wrong(expected: str, data: Any) -> ValueError:
    return ValueError(f"expected {expected}, found {data!r:.40}")


def _span(data: Any) -> Span:
    start, end = _expect(list, data)
    return Span(_expect(int, start), _expect(int, end))


def _decimal(data: Any) -> Decimal:
    try:
        return Decimal(_expect(str, data))
    except InvalidOperation:
        raise _wrong("a number", data) from None


_LEAVES: dict[Any, Convert] = {
    str: lambda data: _expect(str, data),
    int: lambda data: _expect(int, data),
    float: lambda data: float(_expect(float | int, data)),  # type: ignore[arg-type]  # a union
    bool: lambda data: _expect(bool, data),
    Span: _span,
    Decimal: _decimal,
    datetime: lambda data: datetime.fromisoformat(_expect(str, data)),
    date: lambda data: date.fromisoformat(_expect(str, data)),
}
