"""Where templates are: in a folder of the user's own, and those that come with Digest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from digest.shipped import resource

# A template is a folder with one of these. What templates share stands beside them and has none.
_EDITION = "edition.*.j2"


def folders(own: Path) -> tuple[Path, ...]:
    """Where a template is looked for, in this order: who has one of their own means that."""
    return own, resource("templates")


def names(folders: Sequence[Path]) -> list[str]:
    """Those of all templates that there are."""
    return sorted({each.parent.name for path in folders for each in path.glob(f"*/{_EDITION}")})


def find(name: str, folders: Sequence[Path]) -> Path:
    """The folder of the template `name`; where it is gone, the one that it was looked for first."""
    places = [path / name for path in folders]
    return next((place for place in places if any(place.glob(_EDITION))), places[0])
