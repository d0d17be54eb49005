"""The edition that somebody means."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from digest.cli.common import edition_date, edition_slot
from digest.errors import SourceError
from digest.models.editions import edition_id

if TYPE_CHECKING:
    from digest.config import Settings
    from digest.models.editions import Edition
    from digest.storage import Store

_ID = re.compile(r"(?P<digest>.+)-(?P<date>\d{4}-\d\d-\d\d)(?:-(?P<slot>\d{4}))?")

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


class Named(NamedTuple):
    """An edition, whether it is made or not: its digest, date and slot."""

    digest: str
    date: date
    slot: str

    @property
    def id(self) -> str:
        return edition_id(*self)


def named_edition(settings: Settings, digest_name: str | None, name: str | None) -> Named:
    """The edition that `name` means: the id of one of any digest, or a date of that digest; by
    default that of today. Raises SourceError where it is neither.
    """
    digest = settings.digest(digest_name)
    found = _ID.fullmatch(name or "")
    if found and found["digest"] in {each.brief.name for each in settings.digests}:
        return Named(found["digest"], _date(found["date"]), _slot(found["slot"]))
    day = _date(name) if name else edition_date(None, digest)
    return Named(digest.brief.name, day, edition_slot(None, digest, day))


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        hint = "give a date, such as 2026-11-22, or the id of an edition"
        raise SourceError("is no edition", place=text, hint=hint) from None


def _slot(digits: str | None) -> str:
    return f"{digits[:2]}:{digits[2:]}" if digits else ""


def _on_date(store: Store, digest: str, name: str) -> Edition | None:
    try:
        return store.edition_on(digest, date.fromisoformat(name))
    except ValueError:
        return None
