"""How keys are written down: what each may be, and what it is for."""

from __future__ import annotations

from dataclasses import MISSING
from typing import Any

from digest.config.checks import Context, are_lines, is_line
from digest.config.reading import Check, Rule, WrongValueError, key


def text(allowed: str, description: str, *, default: Any = MISSING, check: Check = is_line) -> Any:
    return key(Rule(kind="string", allowed=allowed, description=description, check=check), default)


def texts(
    allowed: str,
    description: str,
    *,
    default: tuple[str, ...] | None = (),
    check: Check = are_lines,
) -> Any:
    rule = Rule(kind="array of strings", allowed=allowed, description=description, check=check)
    return key(rule, default)


def arrays(allowed: str, description: str) -> Any:
    rule = Rule(kind="table of arrays", allowed=allowed, description=description, check=are_lines)
    return key(rule, None)


def number(low: int, high: int, description: str, *, default: int) -> Any:
    def check(value: int, _: Context) -> None:
        if not low <= value <= high:
            raise WrongValueError

    allowed = f"a whole number from {low} to {high}"
    return key(Rule(kind="integer", allowed=allowed, description=description, check=check), default)


def decimal(low: float, high: float, description: str, *, default: float) -> Any:
    def check(value: float, _: Context) -> None:
        if not low <= value <= high:
            raise WrongValueError

    allowed = f"a number from {low:g} to {high:g}"
    return key(Rule(kind="float", allowed=allowed, description=description, check=check), default)


def table(keys: type[Any], header: str, description: str) -> Any:
    return key(Rule(kind="table", allowed=header, description=description, keys=keys), keys())
