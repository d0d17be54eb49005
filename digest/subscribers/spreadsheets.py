"""Cells as spreadsheets may be given them: what begins with one of these signs is a formula there,
and may run programs or send what stands beside it elsewhere.

An apostrophe before the sign makes it text. A program may cut a cell at another separator than the
file has, so the apostrophe stands behind those too.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"(^|[;,|\t])('*[=+@-])")
_MARKED = re.compile(r"(^|[;,|\t])'('*[=+@-])")


def harmless(cell: str) -> str:
    return _FORMULA.sub(r"\1'\2", cell)


def original(cell: str) -> str:
    """The cell that `harmless` was given."""
    return _MARKED.sub(r"\1\2", cell)
