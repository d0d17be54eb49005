"""The edition that somebody means."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from digest.errors import SourceError

if TYPE_CHECKING:
    from digest.models.editions import Edition
    from digest.storage import Store

# How many of the editions are named to who asks for one that is not there.
NAMED = 5


def stored_edition(store: Store, digest: str, name: str | None = None) -> Edition:
    """The edition that `name` means: the id of any, or a date of `digest`; by default its newest.
    Raises SourceError that says which there are.
    """
    known = store.editions(digest)
    if not known and name is None:
        raise SourceError("has no edition yet", place=digest, hint="digest build makes one")
    name = name or known[-1]
    found = store.edition(name) or _on_date(store, digest, name)
    if not found:
        newest = ", ".join(reversed(known[-NAMED:]))
        there = f"the newest are: {newest}" if known else f"{digest} has none yet"
        raise SourceError("no such edition", place=name, hint=there)
    return found


def _on_date(store: Store, digest: str, name: str) -> Edition | None:
    try:
        return store.edition_on(digest, date.fromisoformat(name))
    except ValueError:
        return None
