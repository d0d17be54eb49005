"""The edition that somebody means."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from digest.errors import SourceError

if TYPE_CHECKING:
    from digest.models.editions import Edition
    from digest.storage import Store


def stored_edition(store: Store, digest: str, name: str | None = None) -> Edition:
    """The edition of `digest` that `name` means, an id or a date; by default the newest. Raises
    SourceError that says which there are.
    """
    known = store.editions(digest)
    name = known[-1] if name is None and known else name
    found = name and (store.edition(name) or _on_date(store, digest, name))
    if not found:
        there = ", ".join(known) or "none yet; digest build makes one"
        raise SourceError("no such edition", place=name or digest, hint=f"there are: {there}")
    return found


def _on_date(store: Store, digest: str, name: str) -> Edition | None:
    try:
        return store.edition_on(digest, date.fromisoformat(name))
    except ValueError:
        return None
