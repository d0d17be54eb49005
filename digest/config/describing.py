"""The keys of the configuration file as the reference and error messages show them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, NamedTuple

from digest.config.keys import File
from digest.config.reading import rule_of


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


def _describe(table: type[Any], prefix: str) -> Iterator[Key]:
    for each in fields(table):
        rule = rule_of(each)
        default = _default(each.default)
        yield Key(prefix + each.name, rule.kind, default, rule.allowed, rule.description)
        if rule.keys:
            yield from _describe(rule.keys, f"{prefix}{each.name}.")


def _default(value: Any) -> str:
    if value is MISSING:
        return "required"
    return "none" if value is None or is_dataclass(value) else json.dumps(value)
