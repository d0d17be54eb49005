"""What comes with Digest beside its code: `config.toml` and `templates/`.

In a wheel they stand in this folder (pyproject.toml puts them here); in a checkout they stand at
its top, where people edit them.
"""

from __future__ import annotations

from pathlib import Path

_WHEEL = Path(__file__).parent
_CHECKOUT = _WHEEL.parents[1]


def resource(name: str) -> Path:
    """The path of the shipped file or folder `name`."""
    inside = _WHEEL / name
    return inside if inside.exists() else _CHECKOUT / name
