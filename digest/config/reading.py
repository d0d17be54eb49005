"""Tables of TOML into dataclasses, with everything that is wrong in them at once.

A field of such a dataclass is made by `key`; what else stands in its table is an error.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from typing import Any, NamedTuple, TypeVar

from digest.config.locating import KeyPath

T = TypeVar("T")
# Raises WrongValueError. Its second argument is what a value is checked against besides itself.
Check = Callable[[Any, Any], None]

# What TOML calls values, and Python.
KINDS: dict[str, type] = {
    "string": str,
    "integer": int,
    "float": float,
    "array of strings": list,
}


# A table whose keys are the user's own names.
_ARRAYS = "table of arrays"


class WrongValueError(Exception):
    """A value that a key may not have.

    Without a message the value is shown, or that `value` of a list which is wrong; without a hint
    what is allowed.
    """

    def __init__(self, message: str = "", hint: str = "", *, value: Any = MISSING) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.value = value


class Wrong(NamedTuple):
    """What is wrong at a key; no hint where the keys themselves tell what to do."""

    path: KeyPath
    message: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """What a key may be, and what it is for. `kind` is one of `KINDS`, `table of arrays` of strings
    under any names, or `table` or `array of tables` with a dataclass for their `keys`.
    """

    kind: str
    allowed: str
    description: str
    check: Check | None = None
    keys: type[Any] | None = None


def key(rule: Rule, default: Any = MISSING) -> Any:
    """A field; required where it has no default."""
    return field(default=default, metadata={"rule": rule})


def rule_of(key: Field[Any]) -> Rule:
    rule: Rule = key.metadata["rule"]
    return rule


def dotted(path: KeyPath) -> str:
    """`digest.limits.words`, whichever of several digests it is."""
    return ".".join(part for part in path if isinstance(part, str))


class Reader:
    """Reads tables and notes what is `wrong`, in the order of the keys."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self.wrong: list[Wrong] = []

    def table(self, keys: type[T], data: dict[str, Any], path: KeyPath = ()) -> T | None:
        """`data` as a `keys`; None where anything was wrong so far."""
        values = {}
        known = {each.name: each for each in fields(keys)}  # type: ignore[arg-type]  # a dataclass
        for name, each in known.items():
            if name in data:
                values[name] = self._noted(rule_of(each), data[name], (*path, name))
            elif each.default is MISSING:
                self._note((*path, name), f"the key {dotted((*path, name))} is missing")
        for name in data:
            if name not in known:
                self._note((*path, name), f"unknown key {dotted((*path, name))}")
        return None if self.wrong else keys(**values)

    def _noted(self, rule: Rule, value: Any, path: KeyPath) -> Any:
        try:
            return self._value(rule, value, path)
        except WrongValueError as error:
            shown = value if error.value is MISSING else error.value
            as_json = json.dumps(shown, ensure_ascii=False, default=str)
            said = f": {error.message}" if error.message else f" is {as_json:.60}"
            self._note(path, dotted(path) + said, error.hint or f"allowed: {rule.allowed}")
            return None

    def _note(self, path: KeyPath, message: str, hint: str = "") -> None:
        self.wrong.append(Wrong(path, message, hint))

    def _value(self, rule: Rule, value: Any, path: KeyPath) -> Any:
        if rule.kind == _ARRAYS:
            own = replace(rule, kind="array of strings")
            arrays: dict[str, Any] = _expect(dict, value)
            return {name: self._noted(own, each, (*path, name)) for name, each in arrays.items()}
        if rule.keys is None:
            return self._plain(rule, value)
        if rule.kind == "table":
            return self.table(rule.keys, _expect(dict, value), path)
        tables = [_expect(dict, each) for each in _expect(list, value)]
        if not tables:
            raise WrongValueError("there is none")
        return tuple(self.table(rule.keys, each, (*path, n)) for n, each in enumerate(tables))

    def _plain(self, rule: Rule, value: Any) -> Any:
        if rule.kind == "float" and type(value) is int:  # TOML writes 2.0, people write 2
            value = float(value)
        value = _expect(KINDS[rule.kind], value)
        if isinstance(value, list):
            value = tuple(_expect(str, each) for each in value)
        if rule.check:
            rule.check(value, self._context)
        return value


def _expect(kind: type[T], value: Any) -> T:
    if type(value) is not kind:  # `isinstance` would take true for a whole number
        raise WrongValueError(value=value)
    return value
