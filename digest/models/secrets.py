"""Passwords and tokens, which nothing shows unless it is asked to."""

from __future__ import annotations


class Secret:
    """A password or token: `reveal()` gives it, and neither `repr`, `str`, a format, JSON nor a
    copy to other processes does. "" is false: there is none.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str = "") -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "Secret()" if not self._value else "Secret(***)"

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written down")
