"""The columns of files that tell of subscribers: ours, and those of programs that people come from.

Names are compared in lower case without what stands between their letters, so that `E-mail Address`
is `emailaddress`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from digest.models.subscribers import Standing


class Column(StrEnum):
    """What we write, in this order."""

    ADDRESS = "address"
    DIGEST = "digest"
    TOPICS = "topics"
    STANDING = "standing"
    ADDED = "added"


# The surest first: in a file with `Email Address`, `Address` is where somebody lives.
NAMES = {
    Column.ADDRESS: (
        "emailaddress",
        "email",
        "mail",
        "emailadresse",
        "mailadresse",
        "adresseemail",
        "adressemail",
        "courriel",
        "address",
    ),
    Column.DIGEST: ("digest",),
    Column.TOPICS: ("topics",),
    Column.STANDING: ("standing", "status", "subscribertype", "type"),
    Column.ADDED: ("added", "confirmtime", "optintime", "creationdate", "createdat"),
}

# Columns with a time only for those who get nothing any more, in files of them alone.
ENDS = {"unsubtime": Standing.UNSUBSCRIBED, "cleantime": Standing.BOUNCED}

WORDS = {
    Standing.ACTIVE: ("active", "confirmed", "enabled", "premium", "regular", "subscribed"),
    Standing.PENDING: ("pending", "unactivated", "unconfirmed"),
    Standing.UNSUBSCRIBED: (
        "archived",
        "blocklisted",
        "complained",
        "disabled",
        "removed",
        "unsubscribed",
    ),
    Standing.BOUNCED: ("bounced", "cleaned", "undeliverable"),
}
_STANDINGS = {word: standing for standing, words in WORDS.items() for word in words}


class Columns:
    """Where what stands in a file with this `header`; without a column of addresses it has none."""

    def __init__(self, header: Sequence[str]) -> None:
        places = {_bare(name): place for place, name in reversed(list(enumerate(header)))}
        self._places = {
            column: next((places[name] for name in names if name in places), None)
            for column, names in NAMES.items()
        }
        self._ends = {places[name]: standing for name, standing in ENDS.items() if name in places}

    @classmethod
    def of_addresses(cls, first: Sequence[str]) -> Columns:
        """Those of a file without a header, whose `first` line has an address among its cells."""
        return cls(["address" if "@" in cell else "" for cell in first])

    @property
    def found(self) -> bool:
        return self._places[Column.ADDRESS] is not None

    def cell(self, column: Column, cells: Sequence[str]) -> str:
        """What stands in a column, "" where there is none."""
        place = self._places[column]
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def standing(self, cells: Sequence[str]) -> Standing | None:
        """How somebody stands; None where nothing is said. Raises LookupError for other words."""
        ended = next(self._ended(cells), None)
        if ended:
            return ended
        said = _bare(self.cell(Column.STANDING, cells))
        return _STANDINGS[said] if said else None

    def _ended(self, cells: Sequence[str]) -> Iterator[Standing]:
        for place, standing in self._ends.items():
            if place < len(cells) and cells[place].strip():
                yield standing

    def added(self, cells: Sequence[str]) -> datetime | None:
        """When somebody came, in UTC where no zone is said; None where it is not said, or not in
        the form of ISO 8601.
        """
        try:
            moment = datetime.fromisoformat(self.cell(Column.ADDED, cells))
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            return None


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
