"""Long lists in parts."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Part `number`, from 1, of a list of `total` things, `size` of them in each."""

    number: int
    size: int
    total: int

    @property
    def parts(self) -> int:
        """How many parts there are: one, which is empty, of a list without things."""
        return max(1, -(-self.total // self.size))

    @property
    def is_there(self) -> bool:
        return 1 <= self.number <= self.parts

    @property
    def start(self) -> int:
        """The index of its first thing."""
        return (self.number - 1) * self.size

    @property
    def end(self) -> int:
        """The index behind its last thing."""
        return self.start + self.size


def number(asked: str) -> int:
    """The number of the part that an address asks for: the first where it says nothing, and 0,
    which is never there, for what is no number or has more digits than any list."""
    return int(asked or 1) if re.fullmatch(r"[0-9]{0,6}", asked) else 0
